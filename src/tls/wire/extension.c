/* The extension block of a hello (RFC 5246 §7.4.1.4): types, lengths, order, each type once. */
#include <string.h>

#include "tls/registry/grease.h"
#include "tls/wire/message_parts.h"

static const struct {
    uint16_t type;
    const char *name;
} names[] = {
#define EXTENSION(NAME, type, name, meaning, source) {type, name},
#include "tls/registry/extensions.def"
#undef EXTENSION
};

const char *extension_name(uint16_t type)
{
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (names[i].type == type)
            return names[i].name;
    return grease_name(type);
}

static bool listed(const Extensions *extensions, uint16_t type)
{
    for (int i = 0; i < extensions->type_count; i++)
        if (extensions->types[i] == type)
            return true;
    return false;
}

static bool is_in(const SpokenExtension *spoken, const Extensions *extensions)
{
    return *(const bool *)((const char *)extensions + spoken->flag_offset);
}

bool extensions_have(const Extensions *extensions, uint16_t type)
{
    const SpokenExtension *spoken = spoken_extension_of(type);
    return listed(extensions, type) || (spoken && is_in(spoken, extensions));
}

/* One bit for each type that came. */
typedef struct SeenTypes {
    uint8_t bits[0x10000 / 8];
} SeenTypes;

/* True where the type has not come before. */
static bool see(SeenTypes *seen, uint16_t type)
{
    uint8_t bit = (uint8_t)(1 << type % 8);
    bool first = !(seen->bits[type / 8] & bit);
    seen->bits[type / 8] |= bit;
    return first;
}

/* The field of an extension is called after its type, which stands in its first two bytes. */
static const char *field_name(const Cursor *cursor)
{
    Bytes ahead = part_ahead(cursor);
    if (!cursor->tree || ahead.size < 2)
        return "unknown_extension";
    uint16_t type = (uint16_t)bytes_read_number(ahead.data, 2);
    const char *name = grease_name(type) ? NULL : extension_name(type);
    return name ? name : "unknown_extension";
}

static void read_spoken(const SpokenExtension *spoken, Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    *(bool *)((char *)out + spoken->flag_offset) = true;
    if (!(spoken->places & place))
        cursor_fail(cursor, spoken->form->misplaced, extension_name(spoken->type));
    if (spoken->form->decode)
        spoken->form->decode(out, cursor, place);
}

static void read_data(Extensions *out, Cursor *cursor, uint16_t type, ExtensionPlace place)
{
    CursorScope scope;
    Bytes data;
    const SpokenExtension *spoken = spoken_extension_of(type);
    if (!cursor_enter_vector(cursor, "extension_data", 2, 0, 0xffff, &scope))
        goto done;
    if (out->type_count < EXTENSIONS_MAX) {
        out->types[out->type_count] = type;
        out->data[out->type_count++] = part_ahead(cursor);
    }
    if (spoken)
        read_spoken(spoken, out, cursor, place);
    else if (cursor_more(cursor))
        cursor_read_rest(cursor, "content", &data);
done:
    cursor_leave(cursor, &scope);
}

static void read_extension(Extensions *out, Cursor *cursor, SeenTypes *seen, ExtensionPlace place)
{
    CursorScope scope;
    uint16_t type;
    cursor_enter_group(cursor, field_name(cursor), &scope);
    if (cursor_read_u16(cursor, "extension_type", &type)) {
        if (cursor->tree)
            cursor_note(cursor, extension_name(type));
        /* No RFC names the alert for a type that comes twice, only that it must not. */
        if (see(seen, type))
            read_data(out, cursor, type, place);
        else
            cursor_fail(cursor, RULE_EXTENSION_TYPE_ONCE, "extension_type");
    }
    cursor_leave(cursor, &scope);
}

void extensions_decode(Extensions *out, Cursor *cursor, ExtensionPlace place)
{
    CursorScope scope;
    SeenTypes seen;
    if (!cursor_more(cursor))
        return;
    out->present = true;
    memset(&seen, 0, sizeof seen);
    cursor_enter_vector(cursor, "extensions", 2, 0, 0xffff, &scope);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        read_extension(out, cursor, &seen, place);
    }
    cursor_leave(cursor, &scope);
}

static void append_extension(Buffer *out, const Extensions *extensions, uint16_t type, Bytes data, ExtensionPlace place)
{
    const SpokenExtension *spoken = spoken_extension_of(type);
    buffer_append_number(out, 2, type);
    size_t vector = buffer_open_vector(out, 2);
    if (!spoken || !is_in(spoken, extensions))
        buffer_append(out, data);
    else if (spoken->form->encode)
        spoken->form->encode(out, extensions, place);
    (void)buffer_close_vector(out, vector, 2);
}

void extensions_encode(Buffer *out, const Extensions *extensions, ExtensionPlace place)
{
    const SpokenExtension *spoken;
    size_t start = out->size;
    size_t vector = buffer_open_vector(out, 2);
    for (int i = 0; i < extensions->type_count; i++)
        append_extension(out, extensions, extensions->types[i], extensions->data[i], place);
    for (int i = 0; (spoken = spoken_extension_at(i)); i++)
        if (is_in(spoken, extensions) && !listed(extensions, spoken->type))
            append_extension(out, extensions, spoken->type, BYTES_EMPTY, place);
    (void)buffer_close_vector(out, vector, 2);
    if (!extensions->present && out->size == vector + 2)
        buffer_truncate(out, start);
}
