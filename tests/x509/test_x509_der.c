#include <string.h>

#include "check.h"
#include "x509/der/der.h"

typedef enum Reader { BOOLEAN, UNSIGNED, SMALL, NULLS, OID, BITS, NAMED, OCTETS, ANY, SEQUENCE } Reader;

/* Reads one element of each kind; a SEQUENCE is to hold one INTEGER. */
static Error read_element(Reader reader, Bytes der, FieldTree *tree)
{
    Cursor cursor;
    CursorScope scope;
    Bytes bytes;
    bool boolean;
    int number;
    unsigned bits;
    OidId oid;
    cursor_init(&cursor, der, tree);
    switch (reader) {
    case BOOLEAN:
        der_read_boolean(&cursor, "x", &boolean);
        break;
    case UNSIGNED:
        der_read_unsigned(&cursor, "x", &bytes);
        break;
    case SMALL:
        der_read_small(&cursor, "x", &number);
        break;
    case NULLS:
        der_read_null(&cursor, "x");
        break;
    case OID:
        der_read_oid(&cursor, "x", &oid, &bytes);
        break;
    case BITS:
        der_read_bit_string(&cursor, "x", &bytes);
        break;
    case NAMED:
        der_read_named_bits(&cursor, "x", &bits);
        break;
    case OCTETS:
        der_read(&cursor, "x", DER_OCTET_STRING, FIELD_BYTES, &bytes);
        break;
    case ANY:
        der_read_any(&cursor, "x", &bytes);
        break;
    case SEQUENCE:
        if (der_enter(&cursor, "x", DER_SEQUENCE, &scope))
            der_read_small(&cursor, "y", &number);
        der_leave(&cursor, &scope);
        break;
    }
    return cursor.error;
}

static const struct {
    Reader reader;
    const char *hex;
    Error error;
    const char *why;
} cases[] = {
    {BOOLEAN, "010100", ERROR_NONE, "FALSE"},
    {BOOLEAN, "0101ff", ERROR_NONE, "TRUE"},
    {BOOLEAN, "010101", ERROR_BAD_DER, "TRUE is ff and nothing else"},
    {BOOLEAN, "0100", ERROR_BAD_DER, "no contents"},
    {BOOLEAN, "01020000", ERROR_BAD_DER, "two octets"},
    {BOOLEAN, "020100", ERROR_BAD_DER, "another tag"},
    {UNSIGNED, "020100", ERROR_NONE, "0"},
    {UNSIGNED, "02020080", ERROR_NONE, "128 needs a zero in front"},
    {UNSIGNED, "020180", ERROR_BAD_DER, "negative"},
    {UNSIGNED, "0202007f", ERROR_BAD_DER, "a zero that is not needed"},
    {UNSIGNED, "02020000", ERROR_BAD_DER, "0 in two octets"},
    {UNSIGNED, "0202ffff", ERROR_BAD_DER, "-1 in two octets"},
    {UNSIGNED, "0200", ERROR_BAD_DER, "no contents"},
    {SMALL, "02047fffffff", ERROR_NONE, "2^31 - 1"},
    {SMALL, "02050080000000", ERROR_VALUE_TOO_LARGE, "2^31"},
    {SMALL, "0209010000000000000000", ERROR_VALUE_TOO_LARGE, "2^64"},
    {NULLS, "0500", ERROR_NONE, "NULL"},
    {NULLS, "050100", ERROR_BAD_DER, "NULL with contents"},
    {NULLS, "058100", ERROR_BAD_DER, "length in two octets"},
    {OID, "0603550403", ERROR_NONE, "2.5.4.3"},
    {OID, "06042a030481", ERROR_BAD_DER, "the last number does not end"},
    {OID, "06042a038001", ERROR_BAD_DER, "a number with an empty first group"},
    {OID, "0600", ERROR_BAD_DER, "no contents"},
    {BITS, "03020055", ERROR_NONE, "eight bits"},
    {BITS, "030100", ERROR_NONE, "no bits"},
    {BITS, "03020150", ERROR_BAD_DER, "seven bits are no octets"},
    {BITS, "0300", ERROR_BAD_DER, "not even the number of unused bits"},
    {NAMED, "030205a0", ERROR_NONE, "bits 0 and 2"},
    {NAMED, "0303070080", ERROR_NONE, "bit 8"},
    {NAMED, "030100", ERROR_NONE, "no bit"},
    {NAMED, "030204a0", ERROR_BAD_DER, "a zero bit at the end"},
    {NAMED, "030206a0", ERROR_BAD_DER, "an unused bit is set"},
    {NAMED, "030208a0", ERROR_BAD_DER, "eight unused bits"},
    {NAMED, "030101", ERROR_BAD_DER, "an unused bit, and no octet"},
    {NAMED, "030200", ERROR_BAD_DER, "the octet is missing"},
    {OCTETS, "0400", ERROR_NONE, "empty"},
    {OCTETS, "0403010203", ERROR_NONE, "three octets"},
    {OCTETS, "04030102", ERROR_BAD_DER, "shorter than its length"},
    {OCTETS, "048103010203", ERROR_BAD_DER, "a length below 128 in the long form"},
    {OCTETS, "0482000301", ERROR_BAD_DER, "a length with a zero in front"},
    {OCTETS, "0480010000", ERROR_BAD_DER, "indefinite length"},
    {OCTETS, "2480040101", ERROR_BAD_DER, "constructed, in parts"},
    {OCTETS, "04ff", ERROR_BAD_DER, "a reserved length"},
    {OCTETS, "0484ffffffff00", ERROR_BAD_DER, "a length of 4 GiB"},
    {OCTETS, "0488ffffffffffffffff00", ERROR_BAD_DER, "a length of 2^64 - 1"},
    {OCTETS, "0489010000000000000000", ERROR_BAD_DER, "a length of 2^64"},
    {OCTETS, "0482", ERROR_BAD_DER, "the length is missing"},
    {OCTETS, "04", ERROR_BAD_DER, "a tag alone"},
    {OCTETS, "", ERROR_BAD_DER, "nothing"},
    {ANY, "1f810100", ERROR_BAD_DER, "a tag number of two octets"},
    {ANY, "0000", ERROR_BAD_DER, "end of contents"},
    {ANY, "a003020105", ERROR_NONE, "tagged [0]"},
    {SEQUENCE, "3003020105", ERROR_NONE, "one element"},
    {SEQUENCE, "30060201050201ff", ERROR_BAD_DER, "one element too many"},
    {SEQUENCE, "3000", ERROR_BAD_DER, "one element too few"},
    {SEQUENCE, "3003020205", ERROR_BAD_DER, "an element that is longer than the sequence"},
    {SEQUENCE, "1003020105", ERROR_BAD_DER, "not constructed"},
};

static void distinguished_encoding_is_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer der = from_hex(cases[i].hex);
        FieldTree tree = FIELD_TREE_EMPTY;
        Error plain = read_element(cases[i].reader, buffer_bytes(&der), NULL);
        Error annotated = read_element(cases[i].reader, buffer_bytes(&der), &tree);
        if (plain != cases[i].error || annotated != cases[i].error || tree.error != cases[i].error)
            fail_msg("%s (%s): %s, %s", cases[i].hex, cases[i].why, error_name(plain), error_name(annotated));
        field_tree_clear(&tree);
        buffer_clear(&der);
    }
}

static void lengths_of_all_sizes_are_read(void **state)
{
    static const size_t sizes[] = {0, 1, 127, 128, 255, 256, 65535, 65536, 70000};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        Buffer der = BUFFER_EMPTY;
        Bytes contents = BYTES_EMPTY;
        Cursor cursor;
        size_t octets = sizes[i] < 128 ? 0 : sizes[i] < 256 ? 1 : sizes[i] < 65536 ? 2 : 3;
        buffer_append_number(&der, 1, DER_OCTET_STRING);
        if (octets)
            buffer_append_number(&der, 1, 0x80 | octets);
        buffer_append_number(&der, octets ? octets : 1, sizes[i]);
        memset(buffer_extend(&der, sizes[i]), 7, sizes[i]);
        cursor_init(&cursor, buffer_bytes(&der), NULL);
        assert_true(der_read(&cursor, "x", DER_OCTET_STRING, FIELD_BYTES, &contents));
        assert_int_equal(contents.size, sizes[i]);
        buffer_clear(&der);
    }
}

static void values_are_read(void **state)
{
    Buffer der = from_hex("0202008003030700800101ff06052b81040022");
    Cursor cursor;
    Bytes bytes;
    unsigned bits;
    bool boolean;
    OidId oid;
    (void)state;
    cursor_init(&cursor, buffer_bytes(&der), NULL);
    assert_true(der_read_unsigned(&cursor, "n", &bytes));
    assert_hex(bytes, "80");
    assert_true(der_read_named_bits(&cursor, "b", &bits));
    assert_int_equal(bits, 1 << 8);
    assert_true(der_read_boolean(&cursor, "t", &boolean));
    assert_true(boolean);
    assert_true(der_read_oid(&cursor, "o", &oid, &bytes));
    assert_int_equal(oid, OID_SECP384R1);
    assert_true(cursor_expect_end(&cursor));
    buffer_clear(&der);
}

static void every_known_identifier_is_valid_and_unique(void **state)
{
    (void)state;
    for (int id = OID_UNKNOWN + 1; id < OID_COUNT; id++) {
        assert_true(oid_is_valid(oid_contents((OidId)id)));
        assert_int_equal(oid_find(oid_contents((OidId)id)), id);
        assert_true(*oid_name((OidId)id) && *oid_meaning((OidId)id));
    }
}

static void identifiers_are_written_with_dots(void **state)
{
    static const char *const texts[][2] = {{"550403", "2.5.4.3"},
                                           {"2a864886f70d01010b", "1.2.840.113549.1.1.11"},
                                           {"2b060104018d1f01", "1.3.6.1.4.1.1695.1"},
                                           {"8837", "2.999"},
                                           {"2a8001", ""}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Buffer contents = from_hex(texts[i][0]), text = BUFFER_EMPTY;
        oid_append_dotted(&text, buffer_bytes(&contents));
        assert_string_equal(text_finish(&text), texts[i][1]);
        buffer_clear(&text);
        buffer_clear(&contents);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distinguished_encoding_is_asked_for),
        cmocka_unit_test(lengths_of_all_sizes_are_read),
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(every_known_identifier_is_valid_and_unique),
        cmocka_unit_test(identifiers_are_written_with_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
