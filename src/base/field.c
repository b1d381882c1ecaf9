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
    tree->fields = memory_grown(tree->fields, tree->count, &tree->capacity, sizeof *tree->fields);
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

void field_tree_append_fault(Buffer *out, const FieldTree *tree)
{
    const Flaw *flaw = &tree->flaw;
    if (flaw->parent >= 0) {
        field_tree_append_path(out, tree, flaw->parent);
        if (strcmp(tree->fields[flaw->parent].name, flaw->field) == 0)
            return; /* a vector, which has been entered */
        text_append(out, ".");
    }
    text_append(out, flaw->field);
}

/* The value of the field that was read last: by its name, as text, or in hex. */
static void append_last_value(Buffer *out, const FieldTree *tree, Bytes bytes)
{
    if (tree->flaw.last < 0)
        return;
    const Field *field = &tree->fields[tree->flaw.last];
    Bytes octets = bytes_slice(bytes, field->offset, field->length);
    if (field->value_name)
        text_append(out, field->value_name);
    else if (field->kind == FIELD_TEXT)
        text_append_printable(out, octets);
    else
        text_append_hex(out, octets);
}

void field_tree_append_accepted(Buffer *out, const FieldTree *tree, Bytes bytes)
{
    Buffer value = BUFFER_EMPTY;
    append_last_value(&value, tree, bytes);
    flaw_append_accepted(out, &tree->flaw, buffer_bytes(&value));
    buffer_clear(&value);
}

void field_tree_append_found(Buffer *out, const FieldTree *tree, Bytes bytes)
{
    Buffer value = BUFFER_EMPTY;
    append_last_value(&value, tree, bytes);
    flaw_append_found(out, &tree->flaw, buffer_bytes(&value));
    buffer_clear(&value);
}
