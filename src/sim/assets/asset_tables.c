/* The tables that say what lies in the folder of assets: certificates, and statements on their revocation. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "sim/assets/assets.h"

enum { ASSETS_MAX = 200, WORDS = 3, TABLE_SIZE_MAX = 65536 };

/* A table is read on first use and kept. */
typedef struct Table {
    const char *path, *accepted; /* what stands in a line, for diagnostics */
    /* Takes a line's words, the first a name, and the rest of it; false where they are not as accepted. */
    bool (*add)(struct Table *table, const char *const words[WORDS], const char *what);
    bool read;
    Diagnostic fault; /* then there are no assets */
    Arena arena;
    int count;
} Table;

static CertificateAsset certificate_assets[ASSETS_MAX];
static StatusAsset status_assets[ASSETS_MAX];

/* The files of a table lie beside it. */
static const char *beside_table(Arena *arena, const char *file)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "assets/");
    text_append(&name, file);
    const char *copy = arena_copy_text(arena, text_finish(&name));
    buffer_clear(&name);
    return copy;
}

static bool add_certificate(Table *table, const char *const words[WORDS], const char *what)
{
    Arena *arena = &table->arena;
    certificate_assets[table->count] =
        (CertificateAsset){arena_copy_text(arena, words[0]), beside_table(arena, words[1]),
                           beside_table(arena, words[2]), arena_copy_text(arena, what)};
    return true;
}

static bool add_status(Table *table, const char *const words[WORDS], const char *what)
{
    Arena *arena = &table->arena;
    bool crl = strcmp(words[1], "crl") == 0;
    status_assets[table->count] = (StatusAsset){crl ? STATUS_CRL : STATUS_OCSP, arena_copy_text(arena, words[0]),
                                                beside_table(arena, words[2]), arena_copy_text(arena, what)};
    return crl || strcmp(words[1], "ocsp") == 0;
}

static const char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    char *end = word + strcspn(word, " \t");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

/* A name could not be told from a file's where it had a dot or a slash. */
static bool is_name(const char *word)
{
    return word[0] && word[strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static bool add_line(Table *table, char *line)
{
    const char *words[WORDS] = {next_word(&line)};
    if (words[0][0] == '\0' || words[0][0] == '#')
        return true;
    for (int i = 1; i < WORDS; i++)
        words[i] = next_word(&line);
    const char *what = line + strspn(line, " \t");
    if (!is_name(words[0]) || !words[1][0] || !words[2][0] || !what[0] || table->count == ASSETS_MAX ||
        !table->add(table, words, what))
        return false;
    table->count++;
    return true;
}

static bool add_lines(Table *table, const char *path, char *text)
{
    char *line;
    for (int number = 1; (line = strsep(&text, "\n")); number++)
        if (!add_line(table, line))
            return diagnostic_set(&table->fault, "%s:%d: not as accepted: %s; %d such lines at most", path, number,
                                  table->accepted, ASSETS_MAX);
    return true;
}

static void read_table(Table *table)
{
    Buffer path = BUFFER_EMPTY, text = BUFFER_EMPTY;
    table->read = true;
    if (!assets_path(&path, table->path, &table->fault) ||
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

static const Table *certificate_table(void)
{
    static Table table = {.path = "assets/certificates",
                          .accepted = "a name (a-z, 0-9, -), the files of a chain and its key, what it is",
                          .add = add_certificate};
    if (!table.read)
        read_table(&table);
    return &table;
}

static const Table *status_table(void)
{
    static Table table = {.path = "assets/statuses",
                          .accepted = "a name (a-z, 0-9, -), crl or ocsp, a file, what it is",
                          .add = add_status};
    if (!table.read)
        read_table(&table);
    return &table;
}

static bool tell_fault(const Table *table, Diagnostic *diagnostic)
{
    return !table->fault.text[0] || diagnostic_set(diagnostic, "%s", table->fault.text);
}

bool assets_certificates_read(Diagnostic *diagnostic)
{
    return tell_fault(certificate_table(), diagnostic);
}

const CertificateAsset *assets_certificate_at(int index)
{
    return index >= 0 && index < certificate_table()->count ? &certificate_assets[index] : NULL;
}

const CertificateAsset *assets_certificate_find(const char *name)
{
    const CertificateAsset *asset;
    for (int i = 0; (asset = assets_certificate_at(i)); i++)
        if (strcmp(asset->name, name) == 0)
            return asset;
    return NULL;
}

bool assets_statuses_read(Diagnostic *diagnostic)
{
    return tell_fault(status_table(), diagnostic);
}

const StatusAsset *assets_status_at(int index)
{
    return index >= 0 && index < status_table()->count ? &status_assets[index] : NULL;
}

const StatusAsset *assets_status_find(StatusKind kind, const char *name)
{
    const StatusAsset *asset;
    for (int i = 0; (asset = assets_status_at(i)); i++)
        if (asset->kind == kind && strcmp(asset->name, name) == 0)
            return asset;
    return NULL;
}
