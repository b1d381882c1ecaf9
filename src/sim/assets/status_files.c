#include "sim/assets/status_files.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { STATUS_FILE_SIZE_MAX = 1 << 20 };

static void status_file_free(StatusFile *file)
{
    crl_list_clear(&file->crls);
    buffer_clear(&file->response);
    memory_free(file->path);
    memory_free(file);
}

void status_files_free(StatusFile *files)
{
    while (files) {
        StatusFile *file = files;
        files = file->next;
        status_file_free(file);
    }
}

static bool decode_crls(StatusFile *file, Bytes contents, Diagnostic *diagnostic)
{
    Refusal refusal = {0};
    bool good = crl_list_decode(&file->crls, &refusal, contents) == ERROR_NONE;
    if (!good)
        diagnostic_set_refusal(diagnostic, file->path, "revocation list", &refusal, "");
    refusal_clear(&refusal);
    return good;
}

static bool read_file(StatusFile *file, Diagnostic *diagnostic)
{
    bool good = assets_read_file(&file->response, file->path, STATUS_FILE_SIZE_MAX, diagnostic);
    if (good && file->kind == STATUS_CRL) {
        good = decode_crls(file, buffer_bytes(&file->response), diagnostic);
        buffer_clear(&file->response);
    }
    return good;
}

static const StatusFile *get_path(StatusFile **files, StatusKind kind, const char *path, Diagnostic *diagnostic)
{
    for (StatusFile *file = *files; file; file = file->next)
        if (file->kind == kind && strcmp(file->path, path) == 0)
            return file;
    StatusFile *file = memory_new(sizeof *file);
    file->kind = kind;
    file->path = memory_copy_text(path);
    if (!read_file(file, diagnostic)) {
        status_file_free(file);
        return NULL;
    }
    file->next = *files;
    *files = file;
    return file;
}

const StatusFile *status_files_get(StatusFile **files, StatusKind kind, const char *name, Diagnostic *diagnostic)
{
    Buffer path = BUFFER_EMPTY;
    const StatusAsset *asset = assets_status_find(kind, name);
    const StatusFile *file = NULL;
    if (!asset)
        return get_path(files, kind, name, diagnostic);
    if (assets_path(&path, asset->file, diagnostic))
        file = get_path(files, kind, text_finish(&path), diagnostic);
    buffer_clear(&path);
    return file;
}
