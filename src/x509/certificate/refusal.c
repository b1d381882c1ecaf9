#include "x509/certificate/refusal.h"

#include <string.h>

#include "base/text.h"
#include "x509/certificate/distinguished_name.h"

void refusal_clear(Refusal *refusal)
{
    buffer_clear(&refusal->subject);
    buffer_clear(&refusal->field);
    buffer_clear(&refusal->accepted);
    buffer_clear(&refusal->found);
    *refusal = (Refusal){0};
}

/* A name may be very long, and what is wrong has to be read too. */
static void cut(Buffer *text)
{
    size_t most = 160;
    if (text->size <= most)
        return;
    while (most > 0 && (text->data[most] & 0xc0) == 0x80) /* within a character of UTF-8 */
        most--;
    buffer_truncate(text, most);
    text_append(text, "...");
}

/* The name at a path of the tree, where all of it was read and it is not empty. */
static bool append_name(Buffer *out, const FieldTree *tree, Bytes der, const char *path)
{
    int at = field_tree_find(tree, path);
    Cursor cursor;
    Bytes name;
    if (at < 0)
        return false;
    cursor_init(&cursor, bytes_slice(der, tree->fields[at].offset, tree->fields[at].length), NULL);
    bool good = distinguished_name_decode_fields(&cursor, "name", &name) && name.size > 2;
    if (good) {
        distinguished_name_append(out, name);
        cut(out);
    }
    return good;
}

/* The innermost field around the flaw that is called so; -1 where there is none. */
static int find_around(const FieldTree *tree, const char *name)
{
    int at = tree->flaw.parent;
    while (at >= 0 && strcmp(tree->fields[at].name, name) != 0)
        at = tree->fields[at].parent;
    return at;
}

/* The field that stands around all others. */
static int find_top(const FieldTree *tree)
{
    int at = tree->flaw.parent;
    while (at >= 0 && tree->fields[at].parent >= 0)
        at = tree->fields[at].parent;
    return at;
}

/* Appends the path of the field at fault below `above`, one of those around it; -1: all of it. */
static void append_path_below(Buffer *out, const FieldTree *tree, int above)
{
    Buffer outer = BUFFER_EMPTY, path = BUFFER_EMPTY;
    field_tree_append_fault(&path, tree);
    if (above >= 0) {
        field_tree_append_path(&outer, tree, above);
        text_append(&outer, ".");
    }
    if (outer.size < path.size)
        buffer_append(out, bytes_slice(buffer_bytes(&path), outer.size, path.size));
    buffer_clear(&outer);
    buffer_clear(&path);
}

/* What an extension is called: by the identifier in it, where that was read; else NULL. */
static const char *extension_name(const FieldTree *tree, int extension)
{
    Buffer path = BUFFER_EMPTY;
    field_tree_append_path(&path, tree, extension);
    text_append(&path, ".extnID.value");
    int value = field_tree_find(tree, text_finish(&path));
    buffer_clear(&path);
    return value >= 0 ? tree->fields[value].value_name : NULL;
}

/* "extension subjectAltName, iPAddress"; the value of an extension often has the name of the extension, and is then not
   named again. */
static void append_in_extension(Buffer *out, const FieldTree *tree, int extension, const char *name)
{
    Buffer path = BUFFER_EMPTY;
    int value = find_around(tree, "extnValue");
    append_path_below(&path, tree, value >= 0 ? value : extension);
    size_t size = strlen(name);
    Bytes rest = buffer_bytes(&path);
    if (rest.size >= size && memcmp(rest.data, name, size) == 0)
        rest = bytes_slice(rest, rest.size > size ? size + 1 : size, rest.size);
    text_append(out, "extension ");
    text_append(out, name);
    if (rest.size > 0) {
        text_append(out, ", ");
        buffer_append(out, rest);
    }
    buffer_clear(&path);
}

static void append_field(Buffer *out, const FieldTree *tree)
{
    int extension = find_around(tree, "extension"), content = find_around(tree, "tbsCertificate");
    const char *name = extension >= 0 ? extension_name(tree, extension) : NULL;
    if (name)
        append_in_extension(out, tree, extension, name);
    else
        append_path_below(out, tree, content >= 0 ? content : find_top(tree));
}

void refusal_set(Refusal *out, const FieldTree *tree, Bytes der)
{
    refusal_clear(out);
    out->error = tree->error;
    out->rule = tree->flaw.rule;
    if (!append_name(&out->subject, tree, der, "certificate.tbsCertificate.subject"))
        append_name(&out->subject, tree, der, "certificateList.tbsCertList.issuer");
    append_field(&out->field, tree);
    field_tree_append_accepted(&out->accepted, tree, der);
    field_tree_append_found(&out->found, tree, der);
}

void refusal_set_line(Refusal *out, const Flaw *flaw, unsigned line)
{
    refusal_clear(out);
    out->error = rule_error(flaw->rule);
    out->rule = flaw->rule;
    out->line = line;
    flaw_append_accepted(&out->accepted, flaw, BYTES_EMPTY);
    flaw_append_found(&out->found, flaw, BYTES_EMPTY);
}

static void append_place(Buffer *out, const Refusal *refusal)
{
    buffer_append(out, buffer_bytes(&refusal->subject));
    if (refusal->subject.size && refusal->field.size)
        text_append(out, ", ");
    buffer_append(out, buffer_bytes(&refusal->field));
    if (refusal->subject.size || refusal->field.size)
        text_append(out, ": ");
}

void refusal_append_found(Buffer *out, const Refusal *refusal)
{
    append_place(out, refusal);
    buffer_append(out, buffer_bytes(&refusal->found));
}

void refusal_append(Buffer *out, const Refusal *refusal)
{
    append_place(out, refusal);
    text_append(out, "found ");
    buffer_append(out, buffer_bytes(&refusal->found));
    text_append(out, "; accepted: ");
    buffer_append(out, buffer_bytes(&refusal->accepted));
}
