#include "ui/content/tampered.h"

#include <string.h>

#include "base/text.h"
#include "ui/content/bytes_value.h"

enum { VALUE_MOST = 12 /* bytes of a value that are shown in hex */ };

/* Where one stands in the other; SIZE_MAX: nowhere. */
static size_t place_in(Bytes all, Bytes part)
{
    for (size_t at = 0; part.size && at + part.size <= all.size; at++)
        if (memcmp(all.data + at, part.data, part.size) == 0)
            return at;
    return SIZE_MAX;
}

static void annotate_as(FieldTree *tree, const StepMessage *message, Bytes bytes)
{
    StepMessage other = *message;
    other.view.bytes = bytes;
    timeline_annotate(tree, &other);
}

bool tampered_open(Tampered *out, const StepMessage *message)
{
    Bytes sent = message->sent, received = message->received, bytes = message->view.bytes;
    if (!message->differs || message->view.encrypted || sent.size != received.size)
        return false;
    size_t at = place_in(sent, bytes);
    at = at == SIZE_MAX ? place_in(received, bytes) : at;
    if (at == SIZE_MAX)
        return false;
    *out = (Tampered){.sent = bytes_slice(sent, at, bytes.size), .received = bytes_slice(received, at, bytes.size)};
    annotate_as(&out->before, message, out->sent);
    annotate_as(&out->after, message, out->received);
    return true;
}

void tampered_close(Tampered *tampered)
{
    field_tree_clear(&tampered->before);
    field_tree_clear(&tampered->after);
}

static bool is_leaf(const FieldTree *tree, int field)
{
    return field + 1 >= tree->count || tree->fields[field + 1].parent != field;
}

int tampered_next(const Tampered *tampered, int field)
{
    const FieldTree *tree = &tampered->before;
    for (int i = field + 1; i < tree->count; i++) {
        const Field *at = &tree->fields[i];
        if (is_leaf(tree, i) && !bytes_equal(bytes_slice(tampered->sent, at->offset, at->length),
                                             bytes_slice(tampered->received, at->offset, at->length)))
            return i;
    }
    return -1;
}

/* The field that stands at the same place in what arrived, where that could be read so far. */
static const Field *same_place(const Tampered *tampered, const Field *field)
{
    for (int i = 0; i < tampered->after.count; i++) {
        const Field *other = &tampered->after.fields[i];
        if (other->offset == field->offset && other->length == field->length && is_leaf(&tampered->after, i))
            return other;
    }
    return field;
}

/* Where the first byte stands that is another one. */
static size_t first_change(Bytes old, Bytes new)
{
    size_t at = 0;
    while (at < old.size && at < new.size &&old.data[at] == new.data[at])
        at++;
    return at;
}

static void append_hex(Buffer *out, Bytes old, Bytes new)
{
    text_append_hex(out, old);
    text_append(out, " \u2192 ");
    text_append_hex(out, new);
}

void tampered_append(Buffer *out, const Tampered *tampered, int field)
{
    const Field *before = &tampered->before.fields[field], *after = same_place(tampered, before);
    Bytes old = bytes_slice(tampered->sent, before->offset, before->length);
    Bytes new = bytes_slice(tampered->received, before->offset, before->length);
    bool has_words = before->value_name || before->kind == FIELD_NUMBER || before->kind == FIELD_TEXT;
    if (before->parent >= 0)
        text_print(out, "%s.", tampered->before.fields[before->parent].name);
    text_append(out, before->name);
    if (has_words && after != before) {
        text_append(out, " ");
        bytes_append_value(out, tampered->sent, before);
        text_append(out, " \u2192 ");
        bytes_append_value(out, tampered->received, after);
    }
    if (old.size > VALUE_MOST) {
        size_t at = first_change(old, new);
        text_print(out, ", byte %zu: %02x \u2192 %02x", at, old.data[at], new.data[at]);
        return;
    }
    text_append(out, has_words ? " (" : " ");
    append_hex(out, old, new);
    text_append(out, has_words ? ")" : "");
}

/* Of records of which nobody on the wire knows what they say. */
static void append_bytes(Buffer *out, Bytes sent, Bytes received)
{
    size_t at = first_change(sent, received);
    if (sent.size != received.size)
        text_print(out, "%zu bytes \u2192 %zu bytes", sent.size, received.size);
    else if (at < sent.size)
        text_print(out, "byte %zu of its record %02x \u2192 %02x", at, sent.data[at], received.data[at]);
}

void tampered_append_all(Buffer *out, const StepMessage *message)
{
    Tampered tampered;
    if (!message->differs || message->received.size == 0 || message->sent.size == 0)
        return;
    if (!tampered_open(&tampered, message)) {
        append_bytes(out, message->sent, message->received);
        return;
    }
    int field = tampered_next(&tampered, -1), more = 0;
    if (field >= 0)
        tampered_append(out, &tampered, field);
    else
        append_bytes(out, message->sent, message->received);
    while (field >= 0 && (field = tampered_next(&tampered, field)) >= 0)
        more++;
    if (more)
        text_print(out, ", +%d", more);
    tampered_close(&tampered);
}
