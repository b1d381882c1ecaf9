#include "sim/status_files.h"

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
    unsigned line = 0;
    Error error = crl_list_decode(&file->crls, &line, contents);
    if (error == ERROR_BAD_PEM)
        return diagnostic_set(diagnostic, "%s: no revocation list in well-formed PEM is here", file->path);
    if (error && line)
        return diagnostic_set(diagnostic, "%s:%u: the revocation list cannot be used: %s", file->path, line,
                              error_sentence(error));
    return !error ||
           diagnostic_set(diagnostic, "%s: the revocation list cannot be used: %s", file->path, error_sentence(error));
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
