#include "x509/certificate/distinguished_name.h"

#include <string.h>

#include "base/text.h"
#include "x509/der/der.h"

bool name_attribute_is_text(uint8_t tag)
{
    return tag == DER_UTF8_STRING || tag == DER_PRINTABLE_STRING || tag == DER_IA5_STRING ||
           tag == DER_NUMERIC_STRING || tag == DER_VISIBLE_STRING || tag == DER_TELETEX_STRING;
}

bool name_attribute_decode_fields(Cursor *cursor, int index, NameAttribute *out)
{
    CursorScope scope;
    *out = (NameAttribute){.type = OID_UNKNOWN};
    cursor_element(cursor, index);
    if (der_enter(cursor, "attribute", DER_SEQUENCE, &scope)) {
        der_read_oid(cursor, "type", &out->type, &out->type_octets);
        out->tag = der_next_tag(cursor);
        der_read(cursor, "value", out->tag, name_attribute_is_text(out->tag) ? FIELD_TEXT : FIELD_BYTES, &out->value);
    }
    return der_leave(cursor, &scope);
}

static bool read_relative_name(Cursor *cursor, int index)
{
    CursorScope scope;
    NameAttribute attribute;
    cursor_element(cursor, index);
    if (der_enter(cursor, "relativeDistinguishedName", DER_SET, &scope)) {
        int count = 0;
        do
            name_attribute_decode_fields(cursor, count++, &attribute);
        while (cursor_more(cursor));
    }
    return der_leave(cursor, &scope);
}

bool distinguished_name_decode_fields(Cursor *cursor, const char *name, Bytes *der)
{
    CursorScope scope;
    size_t start = cursor->position;
    *der = BYTES_EMPTY;
    if (der_enter(cursor, name, DER_SEQUENCE, &scope))
        for (int count = 0; cursor_more(cursor); count++)
            read_relative_name(cursor, count);
    if (!der_leave(cursor, &scope))
        return false;
    *der = bytes_of(cursor->input.data + start, cursor->position - start);
    if (cursor->tree) {
        Buffer text = BUFFER_EMPTY;
        distinguished_name_append(&text, *der);
        der_note(cursor, &scope, text_finish(&text));
        buffer_clear(&text);
    }
    return true;
}

/* Length of the well-formed UTF-8 character in front (RFC 3629 §4), or 0. */
static size_t utf8_size(Bytes text)
{
    uint8_t first = text.data[0];
    size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (size > text.size)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((text.data[i] & 0xc0) != 0x80)
            return 0;
    uint8_t second = size > 2 ? text.data[1] : 0x80;
    bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    bool outside = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
    return overlong || outside ? 0 : size;
}

/* The number of a well-formed character (RFC 3629 §3). */
static uint32_t utf8_number(Bytes character)
{
    static const uint8_t first_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t number = character.data[0] & first_bits[character.size];
    for (size_t i = 1; i < character.size; i++)
        number = number << 6 | (character.data[i] & 0x3f);
    return number;
}

static void append_escaped(Buffer *out, Bytes octets)
{
    for (size_t i = 0; i < octets.size; i++) {
        text_append(out, "\\");
        text_append_hex(out, bytes_slice(octets, i, 1));
    }
}

/* How many characters in front mean nothing special anywhere: most names are made of such. */
static size_t plain_size(Bytes text)
{
    size_t size = 0;
    while (size < text.size &&
           ((text.data[size] >= 'a' && text.data[size] <= 'z') || (text.data[size] >= 'A' && text.data[size] <= 'Z') ||
            (text.data[size] >= '-' && text.data[size] <= '9')))
        size++;
    return size;
}

/* RFC 4514 §2.4: a backslash before what would end or begin something else. */
static void append_value(Buffer *out, Bytes text)
{
    for (size_t at = 0; at < text.size;) {
        size_t plain = plain_size(bytes_slice(text, at, text.size));
        if (plain > 0) {
            buffer_append(out, bytes_slice(text, at, plain));
            at += plain;
            continue;
        }
        size_t size = utf8_size(bytes_slice(text, at, text.size));
        Bytes character = bytes_slice(text, at, size ? size : 1);
        uint8_t c = character.data[0];
        bool at_edge = (at == 0 && (c == ' ' || c == '#')) || (at + 1 == text.size && c == ' ');
        at += character.size;
        if (size == 0 || text_acts_on_terminal(utf8_number(character))) {
            append_escaped(out, character);
            continue;
        }
        if (at_edge || memchr("\"+,;<>\\", c, 7))
            text_append(out, "\\");
        buffer_append(out, character);
    }
}

/* UTF-16 without surrogates (BMPString), as UTF-8. */
static void append_bmp(Buffer *out, Bytes text)
{
    Buffer utf8 = BUFFER_EMPTY;
    for (size_t i = 0; i + 1 < text.size; i += 2) {
        unsigned c = (unsigned)text.data[i] << 8 | text.data[i + 1];
        if (c >= 0x800)
            buffer_append_number(&utf8, 3, 0xe08080 | (c & 0xf000) << 4 | (c & 0xfc0) << 2 | (c & 0x3f));
        else if (c >= 0x80)
            buffer_append_number(&utf8, 2, 0xc080 | (c & 0x7c0) << 2 | (c & 0x3f));
        else
            buffer_append_number(&utf8, 1, c);
    }
    append_value(out, buffer_bytes(&utf8));
    buffer_clear(&utf8);
}

static void append_attribute_value(Buffer *out, const NameAttribute *attribute)
{
    if (name_attribute_is_text(attribute->tag))
        append_value(out, attribute->value);
    else if (attribute->tag == DER_BMP_STRING)
        append_bmp(out, attribute->value);
    else { /* RFC 4514 §2.4: another type is written as hex */
        text_append(out, "#");
        text_append_hex(out, attribute->value);
    }
}

/* Appends the attributes of one SET: "CN=server+OU=web". */
static void append_relative_name(Buffer *out, Bytes set)
{
    Cursor cursor;
    CursorScope scope;
    NameAttribute attribute;
    cursor_init(&cursor, set, NULL);
    if (der_enter(&cursor, "relativeDistinguishedName", DER_SET, &scope))
        for (int count = 0; cursor_more(&cursor); count++) {
            if (!name_attribute_decode_fields(&cursor, count, &attribute))
                break;
            if (count)
                text_append(out, "+");
            oid_append_name(out, attribute.type_octets);
            text_append(out, "=");
            append_attribute_value(out, &attribute);
        }
    der_leave(&cursor, &scope);
}

/* Enters a Name to read its SETs one by one. */
static bool enter_name(Cursor *cursor, Bytes der, CursorScope *scope)
{
    cursor_init(cursor, der, NULL);
    return der_enter(cursor, "name", DER_SEQUENCE, scope);
}

void distinguished_name_append(Buffer *out, Bytes der)
{
    Cursor cursor;
    CursorScope scope;
    Buffer sets = BUFFER_EMPTY; /* the Bytes of each, to walk them from the last to the first (RFC 4514 §2.1) */
    Bytes set;
    if (enter_name(&cursor, der, &scope))
        while (cursor_more(&cursor) && der_read_any(&cursor, "relativeDistinguishedName", &set))
            buffer_append(&sets, bytes_of(&set, sizeof set));
    der_leave(&cursor, &scope);
    for (size_t at = sets.size; at > 0; at -= sizeof set) {
        memcpy(&set, sets.data + at - sizeof set, sizeof set);
        append_relative_name(out, set);
        if (at > sizeof set)
            text_append(out, ",");
    }
    buffer_clear(&sets);
}

/* The (last) common name in a SET, appended to an emptied `out`. */
static void find_common_name(Buffer *out, Bytes set)
{
    Cursor cursor;
    CursorScope scope;
    NameAttribute attribute;
    cursor_init(&cursor, set, NULL);
    if (der_enter(&cursor, "relativeDistinguishedName", DER_SET, &scope))
        while (cursor_more(&cursor) && name_attribute_decode_fields(&cursor, -1, &attribute))
            if (attribute.type == OID_COMMON_NAME) {
                buffer_truncate(out, 0);
                append_attribute_value(out, &attribute);
            }
    der_leave(&cursor, &scope);
}

void distinguished_name_append_short(Buffer *out, Bytes der)
{
    Cursor cursor;
    CursorScope scope;
    Bytes set;
    Buffer common = BUFFER_EMPTY;
    if (enter_name(&cursor, der, &scope))
        while (cursor_more(&cursor) && der_read_any(&cursor, "relativeDistinguishedName", &set))
            find_common_name(&common, set);
    der_leave(&cursor, &scope);
    if (common.size)
        buffer_append(out, buffer_bytes(&common));
    else
        distinguished_name_append(out, der);
    buffer_clear(&common);
}
