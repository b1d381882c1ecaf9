#include "sim/assets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"

enum { PATH_LIMIT = 4096, CERTIFICATE_ASSETS_MAX = 200, TABLE_SIZE_MAX = 65536 };

const char assets_roots[] = "assets/pki/roots.pem";

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The folder that the running program lies in; empty where the system does not say. */
static void find_program_folder(char out[PATH_LIMIT])
{
    ssize_t length = readlink("/proc/self/exe", out, PATH_LIMIT - 1);
    out[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Where the data lies; looked for once. */
static const char *data_folder(void)
{
    static char found[PATH_LIMIT + sizeof "/../share/tlsteps"];
    const char *named = getenv("TLSTEPS_DATA");
    if (named && named[0])
        return named;
    if (found[0])
        return found;
    char program[PATH_LIMIT];
    find_program_folder(program);
    if (lies_in(program, TLSTEPS_BUILD_FOLDER)) {
        snprintf(found, sizeof found, "%s", TLSTEPS_SOURCE_FOLDER);
        return found;
    }
    snprintf(found, sizeof found, "%s/../share/tlsteps", program);
    if (!is_folder(found))
        snprintf(found, sizeof found, "%s", TLSTEPS_DATA_FOLDER);
    return found;
}

bool assets_path(Buffer *out, const char *name, Diagnostic *diagnostic)
{
    size_t start = out->size;
    text_append(out, data_folder());
    text_append(out, "/");
    text_append(out, name);
    struct stat status;
    if (stat(text_finish(out) + start, &status) == 0)
        return true;
    diagnostic_set(diagnostic, "%s: %s; the program's data is looked for there (TLSTEPS_DATA names another folder)",
                   text_finish(out) + start, strerror(errno));
    buffer_truncate(out, start);
    return false;
}

static bool read_stream(Buffer *out, FILE *stream, size_t limit)
{
    size_t total = 0, got;
    do {
        size_t part = limit + 1 - total < 4096 ? limit + 1 - total : 4096;
        uint8_t *place = buffer_extend(out, part);
        got = fread(place, 1, part, stream);
        out->size -= part - got;
        total += got;
    } while (got > 0 && total <= limit);
    return total <= limit;
}

/* Without waiting for the writer of a pipe that has none. */
static FILE *open_for_reading(const char *path)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return file < 0 ? NULL : fdopen(file, "rb");
}

bool assets_read_file(Buffer *out, const char *path, size_t limit, Diagnostic *diagnostic)
{
    size_t start = out->size;
    bool done = false;
    FILE *stream = open_for_reading(path);
    if (!stream)
        return diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
    struct stat status;
    if (fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode))
        diagnostic_set(diagnostic, "%s: not a regular file", path);
    else if (!read_stream(out, stream, limit))
        diagnostic_set(diagnostic, "%s: longer than %zu bytes, the most that is read", path, limit);
    else if (ferror(stream))
        diagnostic_set(diagnostic, "%s: %s", path, strerror(errno));
    else
        done = true;
    fclose(stream);
    if (!done)
        buffer_truncate(out, start);
    return done;
}

static const char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    char *end = word + strcspn(word, " \t");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

/* The files of the table lie beside it. */
static const char *beside_table(Arena *arena, const char *file)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "assets/");
    text_append(&name, file);
    const char *copy = arena_copy_text(arena, text_finish(&name));
    buffer_clear(&name);
    return copy;
}

typedef struct CertificateTable {
    bool read;
    Diagnostic fault; /* then there are no assets */
    Arena arena;
    CertificateAsset assets[CERTIFICATE_ASSETS_MAX];
    int count;
} CertificateTable;

/* A name could not be told from a file's where it had a dot or a slash. */
static bool is_name(const char *word)
{
    return word[0] && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool add_line(CertificateTable *table, char *line)
{
    const char *name = next_word(&line);
    if (name[0] == '\0' || name[0] == '#')
        return true;
    const char *chain = next_word(&line), *key = next_word(&line), *what = line + strspn(line, " \t");
    if (!is_name(name) || !chain[0] || !key[0] || !what[0] || table->count == CERTIFICATE_ASSETS_MAX)
        return false;
    table->assets[table->count++] =
        (CertificateAsset){arena_copy_text(&table->arena, name), beside_table(&table->arena, chain),
                           beside_table(&table->arena, key), arena_copy_text(&table->arena, what)};
    return true;
}

static bool add_lines(CertificateTable *table, const char *path, char *text)
{
    char *line;
    for (int number = 1; (line = strsep(&text, "\n")); number++)
        if (!add_line(table, line))
            return diagnostic_set(
                &table->fault,
                "%s:%d: not as accepted: a name (a-z, 0-9, -), the files of a chain and its key, what "
                "it is; %d such lines at most",
                path, number, CERTIFICATE_ASSETS_MAX);
    return true;
}

static void read_table(CertificateTable *table)
{
    Buffer path = BUFFER_EMPTY, text = BUFFER_EMPTY;
    table->read = true;
    if (!assets_path(&path, "assets/certificates", &table->fault) ||
        !assets_read_file(&text, text_finish(&path), TABLE_SIZE_MAX, &table->fault))
        goto done;
    text_finish(&text);
    for (size_t i = 0; i < text.size; i++) /* none may end the text before its end */
        text.data[i] = text.data[i] ? text.data[i] : '?';
    if (!add_lines(table, text_finish(&path), (char *)text.data))
        table->count = 0;
done:
    buffer_clear(&path);
    buffer_clear(&text);
}

static const CertificateTable *certificate_table(void)
{
    static CertificateTable table;
    if (!table.read)
        read_table(&table);
    return &table;
}

bool assets_certificates_read(Diagnostic *diagnostic)
{
    const CertificateTable *table = certificate_table();
    return !table->fault.text[0] || diagnostic_set(diagnostic, "%s", table->fault.text);
}

const CertificateAsset *assets_certificate_at(int index)
{
    const CertificateTable *table = certificate_table();
    return index >= 0 && index < table->count ? &table->assets[index] : NULL;
}

const CertificateAsset *assets_certificate_find(const char *name)
{
    const CertificateAsset *asset;
    for (int i = 0; (asset = assets_certificate_at(i)); i++)
        if (strcmp(asset->name, name) == 0)
            return asset;
    return NULL;
}
