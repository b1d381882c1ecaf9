/* Names of subjects and issuers compared, and looked into. */
#include "x509/certificate/distinguished_name.h"
#include "x509/der/der.h"

/* Takes the next character of a text: blanks in a row as one, those at its ends not at all, A to Z small. -1 at the
   end. */
static int take_character(Bytes *text, bool at_front)
{
    bool blank = false;
    while (text->size > 0 && text->data[0] == ' ') {
        blank = true;
        *text = bytes_slice(*text, 1, text->size);
    }
    if (text->size == 0)
        return -1;
    if (blank && !at_front)
        return ' ';
    int c = text->data[0];
    *text = bytes_slice(*text, 1, text->size);
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool texts_equal(Bytes a, Bytes b)
{
    for (bool at_front = true;; at_front = false) {
        int from_a = take_character(&a, at_front), from_b = take_character(&b, at_front);
        if (from_a != from_b)
            return false;
        if (from_a < 0)
            return true;
    }
}

static bool attributes_equal(const NameAttribute *a, const NameAttribute *b)
{
    if (!bytes_equal(a->type_octets, b->type_octets))
        return false;
    if (name_attribute_is_text(a->tag) && name_attribute_is_text(b->tag))
        return texts_equal(a->value, b->value);
    return a->tag == b->tag && bytes_equal(a->value, b->value);
}

/* One step of two names: a SET each, whose attributes stand in the order of their encoding (X.690 §11.6). */
static bool steps_equal(Bytes a, Bytes b)
{
    Cursor in_a, in_b;
    CursorScope scope_a, scope_b;
    NameAttribute from_a, from_b;
    bool equal = true;
    cursor_init(&in_a, a, NULL);
    cursor_init(&in_b, b, NULL);
    if (!der_enter(&in_a, "relativeDistinguishedName", DER_SET, &scope_a) ||
        !der_enter(&in_b, "relativeDistinguishedName", DER_SET, &scope_b))
        return false;
    while (equal && cursor_more(&in_a) && cursor_more(&in_b))
        equal = name_attribute_decode_fields(&in_a, -1, &from_a) && name_attribute_decode_fields(&in_b, -1, &from_b) &&
                attributes_equal(&from_a, &from_b);
    return equal && !cursor_more(&in_a) && !cursor_more(&in_b);
}

static bool enter(Cursor *cursor, Bytes name)
{
    CursorScope scope;
    cursor_init(cursor, name, NULL);
    return der_enter(cursor, "name", DER_SEQUENCE, &scope);
}

bool distinguished_name_begins_with(Bytes name, Bytes base)
{
    Cursor in_name, in_base;
    Bytes step, wanted;
    if (!enter(&in_name, name) || !enter(&in_base, base))
        return false;
    while (cursor_more(&in_base))
        if (!cursor_more(&in_name) || !der_read_any(&in_base, "relativeDistinguishedName", &wanted) ||
            !der_read_any(&in_name, "relativeDistinguishedName", &step) || !steps_equal(step, wanted))
            return false;
    return true;
}

bool distinguished_name_find(Bytes *value, Bytes name, OidId type, int index)
{
    Cursor cursor;
    CursorScope scope;
    NameAttribute attribute;
    if (!enter(&cursor, name))
        return false;
    while (cursor_more(&cursor)) {
        der_enter(&cursor, "relativeDistinguishedName", DER_SET, &scope);
        while (cursor_more(&cursor) && name_attribute_decode_fields(&cursor, -1, &attribute))
            if (attribute.type == type && index-- == 0) {
                *value = attribute.value;
                return true;
            }
        der_leave(&cursor, &scope);
    }
    return false;
}
