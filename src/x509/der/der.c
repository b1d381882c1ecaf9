#include "x509/der/der.h"

#include <libtasn1.h>
#include <limits.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static const struct {
    uint8_t tag;
    const char *name;
} tag_names[] = {
    {DER_BOOLEAN, "BOOLEAN"},
    {DER_INTEGER, "INTEGER"},
    {DER_BIT_STRING, "BIT STRING"},
    {DER_OCTET_STRING, "OCTET STRING"},
    {DER_NULL, "NULL"},
    {DER_OBJECT_IDENTIFIER, "OBJECT IDENTIFIER"},
    {DER_ENUMERATED, "ENUMERATED"},
    {DER_UTF8_STRING, "UTF8String"},
    {DER_NUMERIC_STRING, "NumericString"},
    {DER_PRINTABLE_STRING, "PrintableString"},
    {DER_TELETEX_STRING, "TeletexString"},
    {DER_IA5_STRING, "IA5String"},
    {DER_UTC_TIME, "UTCTime"},
    {DER_GENERALIZED_TIME, "GeneralizedTime"},
    {DER_VISIBLE_STRING, "VisibleString"},
    {DER_UNIVERSAL_STRING, "UniversalString"},
    {DER_BMP_STRING, "BMPString"},
    {DER_SEQUENCE, "SEQUENCE"},
    {DER_SET, "SET"},
};

/* Of the class of context, primitive or constructed. */
static const char *context_name(uint8_t tag)
{
    static const char *const names[] = {"[0]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]", "[8]", "[9]"};
    unsigned number = tag & 0x1f;
    return number < COUNT_OF(names) ? names[number] : "a tag above [9]";
}

const char *der_tag_name(uint8_t tag)
{
    for (size_t i = 0; i < COUNT_OF(tag_names); i++)
        if (tag_names[i].tag == tag)
            return tag_names[i].name;
    return tag == 0 ? "nothing" : (tag & 0xc0) == 0x80 ? context_name(tag) : "an element of another type";
}

static void note_decimal(Cursor *cursor, uint64_t value)
{
    Buffer text = BUFFER_EMPTY;
    text_append_decimal(&text, value);
    cursor_note(cursor, text_finish(&text));
    buffer_clear(&text);
}

uint8_t der_next_tag(const Cursor *cursor)
{
    return cursor_more(cursor) ? cursor->input.data[cursor->position] : 0;
}

bool der_next_is(const Cursor *cursor, uint8_t tag)
{
    return cursor_more(cursor) && cursor->input.data[cursor->position] == tag;
}

/* The length in the fewest octets: one below 128, else a count and the number without leading zeros (X.690 §10.1).
   Checked here, because libtasn1 also takes what BER allows. */
static bool length_is_minimal(const uint8_t *octets, int size, long length)
{
    return length < 128 ? octets[0] == length : size == 1 + (octets[0] & 0x7f) && octets[1] != 0;
}

/* The next element has to have this tag, of one octet. */
static bool check_tag(Cursor *cursor, const char *name, uint8_t tag)
{
    const uint8_t *at = cursor->input.data + cursor->position;
    size_t remaining = cursor_remaining(cursor);
    int left = remaining > INT_MAX ? INT_MAX : (int)remaining;
    unsigned char class;
    int tag_size;
    unsigned long number;
    if (left >= 2 && tag != 0 && asn1_get_tag_der(at, left, &class, &tag_size, &number) == ASN1_SUCCESS &&
        tag_size == 1 && at[0] == tag)
        return true;
    const char *seen = left < 2 ? "nothing" : der_tag_name(at[0]);
    return cursor_fail_words(cursor, RULE_DER_ELEMENT, name, bytes_of_text(tag ? der_tag_name(tag) : "an element"),
                             bytes_of_text(seen));
}

/* The number that length octets say, for whoever is told that it is too large. */
static uint64_t read_length(const uint8_t *octets, size_t left)
{
    size_t count = octets[0] < 0x80 ? 0 : octets[0] & 0x7fu;
    if (count == 0)
        return octets[0];
    return count <= 8 && count < left ? bytes_read_number(octets + 1, count) : UINT64_MAX;
}

/* Finds out the sizes of the next element, which has to have this tag and to end before the limit. */
static bool measure(Cursor *cursor, const char *name, uint8_t tag, int *length_size, size_t *size)
{
    enum { BEYOND_THE_END = -4 };
    if (!check_tag(cursor, name, tag))
        return false;
    const uint8_t *octets = cursor->input.data + cursor->position + 1;
    size_t remaining = cursor_remaining(cursor);
    int left = remaining > INT_MAX ? INT_MAX : (int)remaining - 1;
    long length = asn1_get_length_der(octets, left, length_size);
    if (length == BEYOND_THE_END || (length >= 0 && length > left - *length_size))
        return cursor_fail_numbers(cursor, RULE_DER_FITS, name, 0, (uint64_t)(left - *length_size),
                                   read_length(octets, (size_t)left));
    if (length < 0 || !length_is_minimal(octets, *length_size, length))
        return cursor_fail(cursor, RULE_DER_LENGTH, name);
    *size = (size_t)length;
    return true;
}

bool der_enter(Cursor *cursor, const char *name, uint8_t tag, CursorScope *scope)
{
    int length_size = 0;
    size_t size = 0;
    uint8_t tag_read;
    Bytes length;
    if (cursor->error == ERROR_NONE)
        (void)measure(cursor, name, tag, &length_size, &size);
    if (!cursor_enter_group(cursor, name, scope))
        return false;
    cursor_read_u8(cursor, "tag", &tag_read);
    if (cursor->tree)
        cursor_note(cursor, der_tag_name(tag));
    cursor_read_bytes(cursor, "length", (size_t)length_size, &length);
    if (cursor->tree)
        note_decimal(cursor, size);
    cursor->limit = cursor->position + size;
    scope->bounded = true;
    return true;
}

bool der_leave(Cursor *cursor, const CursorScope *scope)
{
    if (scope->bounded)
        der_expect_end(cursor);
    return cursor_leave(cursor, scope);
}

bool der_expect_end(Cursor *cursor)
{
    if (cursor_more(cursor))
        cursor_fail_numbers(cursor, RULE_DER_ALL_READ, "trailing_bytes", 0, 0, cursor_remaining(cursor));
    return cursor->error == ERROR_NONE;
}

void der_note(Cursor *cursor, const CursorScope *scope, const char *value_name)
{
    FieldTree *tree = cursor->tree;
    if (tree && scope->field >= 0 && cursor->error == ERROR_NONE)
        tree->fields[scope->field].value_name = arena_copy_text(&tree->notes, value_name);
}

Bytes der_read_since(const Cursor *cursor, size_t start)
{
    return cursor->error == ERROR_NONE ? bytes_of(cursor->input.data + start, cursor->position - start) : BYTES_EMPTY;
}

/* All that is left of the element's contents as the field "value": no field where that is nothing. */
static Bytes read_value(Cursor *cursor, FieldKind kind)
{
    Bytes value = BYTES_EMPTY;
    size_t size = cursor_remaining(cursor);
    if (!cursor_more(cursor))
        return BYTES_EMPTY;
    if (kind == FIELD_TEXT)
        cursor_read_text(cursor, "value", size, &value);
    else
        cursor_read_bytes(cursor, "value", size, &value);
    if (cursor->tree)
        cursor->tree->fields[cursor->tree->count - 1].kind = kind;
    return value;
}

bool der_read(Cursor *cursor, const char *name, uint8_t tag, FieldKind kind, Bytes *contents)
{
    CursorScope scope;
    *contents = BYTES_EMPTY;
    if (der_enter(cursor, name, tag, &scope))
        *contents = read_value(cursor, kind);
    return der_leave(cursor, &scope);
}

bool der_read_any(Cursor *cursor, const char *name, Bytes *element)
{
    size_t start = cursor->position;
    Bytes contents;
    *element = BYTES_EMPTY;
    if (!der_read(cursor, name, der_next_tag(cursor), FIELD_BYTES, &contents))
        return false;
    *element = bytes_of(cursor->input.data + start, cursor->position - start);
    return true;
}

bool der_read_boolean(Cursor *cursor, const char *name, bool *out)
{
    Bytes contents;
    *out = false;
    if (!der_read(cursor, name, DER_BOOLEAN, FIELD_NUMBER, &contents))
        return false;
    if (contents.size != 1 || (contents.data[0] != 0x00 && contents.data[0] != 0xff))
        return cursor_fail(cursor, RULE_DER_BOOLEAN, name);
    *out = contents.data[0] != 0;
    cursor_note(cursor, *out ? "TRUE" : "FALSE");
    return true;
}

/* Two's complement: a first octet from 80 up is a negative number. 00 is only needed in front of such an octet, and ff
   only in front of another one (X.690 §8.3.2). */
static bool integer_is_minimal(Bytes contents)
{
    if (contents.size < 2)
        return contents.size == 1;
    bool second_is_high = contents.data[1] >= 0x80;
    return !(contents.data[0] == 0x00 && !second_is_high) && !(contents.data[0] == 0xff && second_is_high);
}

/* An INTEGER, or what is encoded like one (X.690 §8.4). */
static bool read_integer(Cursor *cursor, const char *name, uint8_t tag, Bytes *contents)
{
    if (!der_read(cursor, name, tag, FIELD_NUMBER, contents))
        return false;
    return integer_is_minimal(*contents) || cursor_fail(cursor, RULE_DER_INTEGER, name);
}

bool der_read_integer(Cursor *cursor, const char *name, Bytes *contents)
{
    return read_integer(cursor, name, DER_INTEGER, contents);
}

void der_append_integer(Buffer *out, Bytes contents)
{
    bool negative = contents.size > 0 && contents.data[0] >= 0x80;
    Buffer magnitude = BUFFER_EMPTY;
    buffer_append(&magnitude, contents);
    /* The opposite of a number in two's complement: every bit changed, and 1 added. */
    for (size_t i = magnitude.size, carry = 1; negative && i-- > 0;) {
        size_t octet = (magnitude.data[i] ^ 0xffu) + carry;
        magnitude.data[i] = (uint8_t)octet;
        carry = octet >> 8;
    }
    bool padded = magnitude.size > 1 && magnitude.data[0] == 0;
    text_append(out, negative ? "-" : "");
    text_append_hex(out, bytes_slice(buffer_bytes(&magnitude), padded, magnitude.size));
    buffer_clear(&magnitude);
}

static bool read_unsigned(Cursor *cursor, const char *name, uint8_t tag, Bytes *magnitude)
{
    Bytes contents;
    *magnitude = BYTES_EMPTY;
    if (!read_integer(cursor, name, tag, &contents))
        return false;
    if (contents.data[0] >= 0x80)
        return cursor_fail(cursor, RULE_DER_NOT_NEGATIVE, name);
    *magnitude = contents.data[0] ? contents : bytes_slice(contents, 1, contents.size);
    return true;
}

bool der_read_unsigned(Cursor *cursor, const char *name, Bytes *magnitude)
{
    return read_unsigned(cursor, name, DER_INTEGER, magnitude);
}

static bool read_small(Cursor *cursor, const char *name, uint8_t tag, int *out)
{
    Bytes magnitude;
    *out = 0;
    if (!read_unsigned(cursor, name, tag, &magnitude))
        return false;
    if (magnitude.size > 4 || (magnitude.size == 4 && magnitude.data[0] >= 0x80))
        return cursor_fail(cursor, RULE_DER_SMALL, name);
    *out = (int)bytes_read_number(magnitude.data, magnitude.size);
    if (cursor->tree)
        note_decimal(cursor, (uint64_t)*out);
    return true;
}

bool der_read_small(Cursor *cursor, const char *name, int *out)
{
    return read_small(cursor, name, DER_INTEGER, out);
}

bool der_read_enumerated(Cursor *cursor, const char *name, int *out)
{
    return read_small(cursor, name, DER_ENUMERATED, out);
}

bool der_read_null(Cursor *cursor, const char *name)
{
    Bytes contents;
    if (!der_read(cursor, name, DER_NULL, FIELD_BYTES, &contents))
        return false;
    return contents.size == 0 || cursor_fail_numbers(cursor, RULE_DER_NULL, name, 0, 0, contents.size);
}

bool der_read_oid(Cursor *cursor, const char *name, OidId *out, Bytes *contents)
{
    Bytes octets;
    *out = OID_UNKNOWN;
    if (contents)
        *contents = BYTES_EMPTY;
    if (!der_read(cursor, name, DER_OBJECT_IDENTIFIER, FIELD_BYTES, &octets))
        return false;
    *out = oid_find(octets);
    if (*out == OID_UNKNOWN && !oid_is_valid(octets))
        return cursor_fail(cursor, RULE_DER_IDENTIFIER, name);
    if (contents)
        *contents = octets;
    if (cursor->tree) {
        Buffer text = BUFFER_EMPTY;
        oid_append_name(&text, octets);
        cursor_note(cursor, text_finish(&text));
        buffer_clear(&text);
    }
    return true;
}

/* Reads the octet in front of every BIT STRING: how many bits of the last octet do not count. */
static bool read_unused_bits(Cursor *cursor, const char *name, unsigned most, unsigned *out)
{
    uint8_t unused = 0;
    if (!cursor_more(cursor) || !cursor_read_u8(cursor, "unused_bits", &unused) || unused > most)
        return cursor_fail_numbers(cursor, RULE_DER_UNUSED_BITS, name, 0, most, 0);
    *out = unused;
    return true;
}

bool der_enter_bit_string(Cursor *cursor, const char *name, CursorScope *scope)
{
    unsigned unused;
    return der_enter(cursor, name, DER_BIT_STRING, scope) && read_unused_bits(cursor, name, 0, &unused);
}

bool der_read_bit_string(Cursor *cursor, const char *name, Bytes *out)
{
    CursorScope scope;
    *out = BYTES_EMPTY;
    if (der_enter_bit_string(cursor, name, &scope))
        *out = read_value(cursor, FIELD_BYTES);
    return der_leave(cursor, &scope);
}

/* The lowest bit that counts is a 1, and those below it are 0. */
static bool last_octet_is_trimmed(uint8_t last, unsigned unused)
{
    return (last & ((2u << unused) - 1)) == 1u << unused;
}

static uint8_t reversed(uint8_t octet)
{
    uint8_t out = 0;
    for (int bit = 0; bit < 8; bit++)
        if (octet & 1 << bit)
            out = (uint8_t)(out | 0x80 >> bit);
    return out;
}

bool der_read_named_bits(Cursor *cursor, const char *name, unsigned *out)
{
    CursorScope scope;
    Bytes octets = BYTES_EMPTY;
    unsigned unused = 0;
    *out = 0;
    if (der_enter(cursor, name, DER_BIT_STRING, &scope) && read_unused_bits(cursor, name, 7, &unused))
        octets = read_value(cursor, FIELD_BYTES);
    if (!der_leave(cursor, &scope))
        return false;
    if (octets.size > 2 || (octets.size == 0 && unused != 0) ||
        (octets.size > 0 && !last_octet_is_trimmed(octets.data[octets.size - 1], unused)))
        return cursor_fail(cursor, RULE_DER_NAMED_BITS, name);
    for (size_t i = 0; i < octets.size; i++) /* bit 0 is the highest of the first octet */
        *out |= (unsigned)reversed(octets.data[i]) << 8 * i;
    return true;
}

void *der_new_with_copy(size_t size, Bytes *copy, Bytes der)
{
    uint8_t *made = memory_new(size + der.size);
    if (der.size)
        memcpy(made + size, der.data, der.size);
    *copy = bytes_of(made + size, der.size);
    return made;
}
