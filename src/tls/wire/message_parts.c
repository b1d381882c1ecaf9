#include "tls/wire/message_parts.h"

Bytes part_ahead(const Cursor *cursor)
{
    return bytes_slice(cursor->input, cursor->position, cursor_remaining(cursor));
}

/* Names are looked for in long lists: only where somebody looks, which no peer does that reads for itself. */

void part_read_u16_list(Cursor *cursor, Bytes *out, const NumberList *list, const char *(*name_of)(uint16_t))
{
    CursorScope scope;
    uint16_t value;
    if (cursor_enter_vector(cursor, list->list, list->length_size, list->min, list->max, &scope))
        *out = part_ahead(cursor);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        cursor_read_u16(cursor, list->element, &value);
        if (cursor->tree)
            cursor_note(cursor, name_of(value));
    }
    cursor_leave(cursor, &scope);
}

void part_read_u8_list(Cursor *cursor, Bytes *out, const NumberList *list, const char *(*name_of)(uint8_t))
{
    CursorScope scope;
    uint8_t value;
    if (cursor_enter_vector(cursor, list->list, list->length_size, list->min, list->max, &scope))
        *out = part_ahead(cursor);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        cursor_read_u8(cursor, list->element, &value);
        if (cursor->tree)
            cursor_note(cursor, name_of(value));
    }
    cursor_leave(cursor, &scope);
}

void part_read_signature(Cursor *cursor, uint16_t version, uint16_t *scheme, Bytes *signature)
{
    if (version_names_signatures(version)) {
        cursor_read_u16(cursor, "algorithm", scheme);
        if (cursor->tree)
            cursor_note(cursor, signature_scheme_name_of_id(*scheme));
    }
    cursor_read_vector(cursor, "signature", 2, 0, 0xffff, signature);
}

void part_append_vector(Buffer *out, unsigned length_size, Bytes content)
{
    size_t place = buffer_open_vector(out, length_size);
    buffer_append(out, content);
    (void)buffer_close_vector(out, place, length_size);
}

void part_append_signature(Buffer *out, uint16_t version, uint16_t scheme, Bytes signature)
{
    if (version_names_signatures(version))
        buffer_append_number(out, 2, scheme);
    part_append_vector(out, 2, signature);
}

size_t part_begin(Buffer *out, HandshakeType type)
{
    buffer_append_number(out, 1, type);
    return buffer_open_vector(out, 3);
}

void part_end(Buffer *out, size_t place)
{
    (void)buffer_close_vector(out, place, 3);
}

void part_note_undecoded(FieldTree *tree, size_t offset, size_t end, int parent, int depth)
{
    if (!tree || offset >= end)
        return;
    field_tree_add(tree, (Field){.name = "undecoded",
                                 .offset = offset,
                                 .length = end - offset,
                                 .parent = parent,
                                 .depth = depth,
                                 .index = -1,
                                 .kind = FIELD_BYTES});
}
