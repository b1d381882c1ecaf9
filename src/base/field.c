#include "base/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void field_tree_clear(FieldTree *tree)
{
    memory_free(tree->fields);
    arena_clear(&tree->notes);
    *tree = FIELD_TREE_EMPTY;
}

int field_tree_add(FieldTree *tree, Field field)
{
    if (tree->count == tree->capacity) {
        tree->capacity = tree->capacity ? 2 * tree->capacity : 32;
        tree->fields = memory_resize(tree->fields, (size_t)tree->capacity * sizeof *tree->fields);
    }
    tree->fields[tree->count] = field;
    return tree->count++;
}

/* True where `part` (of `size` characters) is the field's name or its position in a vector. */
static bool part_matches(const Field *field, const char *part, size_t size)
{
    if (strlen(field->name) == size && memcmp(field->name, part, size) == 0)
        return true;
    char *end;
    long position = strtol(part, &end, 10);
    return field->index >= 0 && end == part + size && size > 0 && position == field->index;
}

int field_tree_find(const FieldTree *tree, const char *path)
{
    int parent = -1;
    for (;;) {
        size_t size = strcspn(path, ".");
        int found = -1;
        for (int i = parent + 1; i < tree->count && found < 0; i++)
            if (tree->fields[i].parent == parent && part_matches(&tree->fields[i], path, size))
                found = i;
        if (found < 0 || path[size] == '\0')
            return found;
        parent = found;
        path += size + 1;
    }
}

/* Whether no other field beside it has its name. */
static bool name_is_unique(const FieldTree *tree, int index)
{
    const Field *field = &tree->fields[index];
    for (int i = 0; i < tree->count; i++)
        if (i != index && tree->fields[i].parent == field->parent && strcmp(tree->fields[i].name, field->name) == 0)
            return false;
    return true;
}

void field_tree_append_path(Buffer *out, const FieldTree *tree, int index)
{
    const Field *field = &tree->fields[index];
    if (field->parent >= 0) {
        field_tree_append_path(out, tree, field->parent);
        text_append(out, ".");
    }
    if (field->index >= 0 && !name_is_unique(tree, index))
        text_append_decimal(out, (uint64_t)field->index);
    else
        text_append(out, field->name);
}
