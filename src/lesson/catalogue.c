#include "lesson/catalogue.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/assets.h"

static bool is_lesson(const char *name)
{
    size_t size = strlen(name);
    return name[0] != '.' && size > 3 && strcmp(name + size - 3, ".md") == 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool read_folder(Catalogue *catalogue, const char *folder, Diagnostic *diagnostic)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return diagnostic_set(diagnostic, "%s: %s", folder, strerror(errno));
    for (struct dirent *entry; (entry = readdir(directory)) && catalogue->count < CATALOGUE_MAX;) {
        if (!is_lesson(entry->d_name))
            continue;
        Buffer path = BUFFER_EMPTY;
        text_append(&path, folder);
        text_append(&path, "/");
        text_append(&path, entry->d_name);
        catalogue->paths[catalogue->count++] = arena_copy_characters(&catalogue->arena, buffer_bytes(&path));
        buffer_clear(&path);
    }
    closedir(directory);
    memory_sort(catalogue->paths, (size_t)catalogue->count, sizeof catalogue->paths[0], compare);
    return true;
}

bool catalogue_open(Catalogue *catalogue, const char *folder, Diagnostic *diagnostic)
{
    *catalogue = (Catalogue){.count = 0};
    if (folder)
        return read_folder(catalogue, folder, diagnostic);
    Buffer path = BUFFER_EMPTY;
    bool ok = assets_path(&path, "lessons/en", diagnostic) && read_folder(catalogue, text_finish(&path), diagnostic);
    buffer_clear(&path);
    return ok;
}

void catalogue_close(Catalogue *catalogue)
{
    arena_clear(&catalogue->arena);
    catalogue->count = 0;
}

/* File name of a path, and its length without .md. */
static const char *lesson_name(const char *path, size_t *size)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    *size = strlen(name) - 3;
    return name;
}

/* "05-dhe" is called "05-dhe" and "dhe". */
static bool is_called(const char *name, size_t size, const char *wanted)
{
    size_t number = strspn(name, "0123456789-");
    return (strlen(wanted) == size && memcmp(name, wanted, size) == 0) ||
           (strlen(wanted) == size - number && memcmp(name + number, wanted, size - number) == 0);
}

static bool contains(const char *name, size_t size, const char *part)
{
    const char *at = strstr(name, part);
    return at && (size_t)(at - name) + strlen(part) <= size;
}

static const char *refuse(const Catalogue *catalogue, const char *name, int matches, Diagnostic *diagnostic)
{
    Buffer names = BUFFER_EMPTY;
    for (int i = 0; i < catalogue->count; i++) {
        size_t size;
        const char *each = lesson_name(catalogue->paths[i], &size);
        text_append(&names, i ? ", " : "");
        buffer_append(&names, bytes_of(each, size));
    }
    diagnostic_set(diagnostic, "%s lesson is called '%s': there are %s", matches ? "more than one" : "no", name,
                   text_finish(&names));
    buffer_clear(&names);
    return NULL;
}

const char *catalogue_find(Catalogue *catalogue, const char *name, Diagnostic *diagnostic)
{
    if (strchr(name, '/') || (is_lesson(name) && access(name, F_OK) == 0))
        return arena_copy_text(&catalogue->arena, name);
    const char *found = NULL;
    int matches = 0;
    for (int i = 0; i < catalogue->count; i++) {
        size_t size;
        const char *each = lesson_name(catalogue->paths[i], &size);
        if (is_called(each, size, name))
            return catalogue->paths[i];
        if (!*name || !contains(each, size, name))
            continue;
        found = catalogue->paths[i];
        matches++;
    }
    return matches == 1 ? found : refuse(catalogue, name, matches, diagnostic);
}

CatalogueEntry catalogue_entry(Catalogue *catalogue, int index)
{
    Diagnostic problem = {""};
    CatalogueEntry entry = {.path = catalogue->paths[index]};
    size_t size;
    const char *name = lesson_name(entry.path, &size);
    entry.name = arena_copy_characters(&catalogue->arena, bytes_of(name, size));
    Lesson *lesson = lesson_load(entry.path, &problem);
    if (lesson)
        entry.title = arena_copy_text(&catalogue->arena, lesson->title);
    else
        entry.problem = arena_copy_text(&catalogue->arena, problem.text);
    lesson_free(lesson);
    return entry;
}
