#include "sim/assets/trust_file.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/assets.h"
#include "x509/path/trust_anchor.h"

/* Far more than the largest bundles have: what is no trust file should not take all memory. */
enum { FILE_SIZE_MAX = 256 << 20 };

static void trust_file_free(TrustFile *file)
{
    certificate_list_clear(&file->roots);
    memory_free(file->left_out);
    memory_free(file->path);
    arena_clear(&file->texts);
    memory_free(file);
}

void trust_files_free(TrustFile *files)
{
    while (files) {
        TrustFile *file = files;
        files = file->next;
        trust_file_free(file);
    }
}

/* "FILE:LINE: not used as a trusted root: CN=Root, subject: found …; accepted: …". The diagnostic keeps a name from
   acting on a terminal. */
static void note_left_out(void *context, const Refusal *refusal)
{
    TrustFile *file = context;
    Diagnostic line = {""};
    Buffer place = BUFFER_EMPTY, why = BUFFER_EMPTY;
    if (refusal->line) {
        text_append(&place, ":");
        text_append_decimal(&place, refusal->line);
    }
    refusal_append(&why, refusal);
    diagnostic_set(&line, "%s%s: not used as a trusted root: %s", file->path, text_finish(&place), text_finish(&why));
    file->left_out =
        memory_grown(file->left_out, file->left_out_count, &file->left_out_capacity, sizeof *file->left_out);
    file->left_out[file->left_out_count++] = arena_copy_text(&file->texts, line.text);
    buffer_clear(&place);
    buffer_clear(&why);
}

/* Where nothing can be used the first reason is told. */
static bool decode_file(TrustFile *file, Bytes contents, Diagnostic *diagnostic)
{
    Refusal refusal = {0};
    bool good = trust_anchors_decode(&file->roots, contents, note_left_out, file, &refusal) == ERROR_NONE;
    if (!good && file->left_out_count)
        diagnostic_set(diagnostic, "%s", file->left_out[0]);
    else if (!good)
        diagnostic_set_refusal(diagnostic, file->path, "certificate", &refusal, "");
    refusal_clear(&refusal);
    return good;
}

static bool read_file(TrustFile *file, Diagnostic *diagnostic)
{
    Buffer contents = BUFFER_EMPTY;
    bool good = assets_read_file(&contents, file->path, FILE_SIZE_MAX, diagnostic) &&
                decode_file(file, buffer_bytes(&contents), diagnostic);
    buffer_clear(&contents);
    return good;
}

const TrustFile *trust_files_get(TrustFile **files, const char *path, Diagnostic *diagnostic)
{
    for (const TrustFile *file = *files; file; file = file->next)
        if (strcmp(file->path, path) == 0)
            return file;
    TrustFile *file = memory_new(sizeof *file);
    file->path = memory_copy_text(path);
    if (!read_file(file, diagnostic)) {
        trust_file_free(file);
        return NULL;
    }
    file->next = *files;
    *files = file;
    return file;
}
