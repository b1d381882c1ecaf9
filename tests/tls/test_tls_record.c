/* Records: when one is complete, which headers are refused and how early, and cutting messages into fragments. */
#include "check.h"

#include <string.h>

#include "tls/record/record.h"

static void a_record_is_whole_or_not_there(void **state)
{
    (void)state;
    Buffer input = from_hex("1603030003aabbcc1703");
    Record record;
    for (size_t size = 0; size < 8; size++) {
        assert_int_equal(record_parse(&record, bytes_of(input.data, size)), ERROR_NONE);
        assert_int_equal(record.bytes.size, 0);
    }
    assert_int_equal(record_parse(&record, buffer_bytes(&input)), ERROR_NONE);
    assert_int_equal(record.type, CONTENT_HANDSHAKE);
    assert_int_equal(record.version, VERSION_TLS_1_2);
    assert_hex(record.fragment, "aabbcc");
    assert_hex(record.bytes, "1603030003aabbcc");
    buffer_clear(&input);
}

static void a_bad_header_is_refused_as_soon_as_it_shows(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        Error error;
    } cases[] = {
        {"", ERROR_NONE},
        {"13", ERROR_UNEXPECTED_MESSAGE},
        {"14", ERROR_NONE},
        {"17", ERROR_NONE},
        {"18", ERROR_UNEXPECTED_MESSAGE},
        {"80", ERROR_UNEXPECTED_MESSAGE}, /* a hello of SSL 2 */
        {"1602", ERROR_PROTOCOL_VERSION},
        {"1604", ERROR_PROTOCOL_VERSION},
        {"160300", ERROR_NONE},
        {"1603ff0001", ERROR_NONE},
        {"1703034800", ERROR_NONE},
        {"1703034801", ERROR_RECORD_OVERFLOW},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer input = from_hex(cases[i].hex);
        Record record;
        assert_int_equal(record_parse(&record, buffer_bytes(&input)), cases[i].error);
        assert_int_equal(record.bytes.size, 0);
        buffer_clear(&input);
    }
}

static void plaintext_has_its_own_limits(void **state)
{
    (void)state;
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, RECORD_PLAINTEXT_MAX, 0), ERROR_NONE);
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, RECORD_PLAINTEXT_MAX + 1, 0), ERROR_RECORD_OVERFLOW);
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, 100, 100), ERROR_NONE);
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, 101, 100), ERROR_RECORD_OVERFLOW);
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, RECORD_PLAINTEXT_MAX + 1, 1 << 15),
                     ERROR_RECORD_OVERFLOW);
    assert_int_equal(record_plaintext_check(CONTENT_APPLICATION_DATA, 0, 0), ERROR_NONE);
    assert_int_equal(record_plaintext_check(CONTENT_HANDSHAKE, 0, 0), ERROR_UNEXPECTED_MESSAGE);
    assert_int_equal(record_plaintext_check(CONTENT_ALERT, 0, 0), ERROR_UNEXPECTED_MESSAGE);
    assert_int_equal(record_plaintext_check(CONTENT_CHANGE_CIPHER_SPEC, 0, 0), ERROR_UNEXPECTED_MESSAGE);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    uint8_t content[300];
    memset(content, 0x5a, sizeof content);
    Buffer out = BUFFER_EMPTY;
    Record record;
    record_header_append(&out, CONTENT_ALERT, VERSION_TLS_1_0, sizeof content);
    buffer_append(&out, BYTES_OF_ARRAY(content));
    assert_int_equal(record_parse(&record, buffer_bytes(&out)), ERROR_NONE);
    assert_int_equal(record.type, CONTENT_ALERT);
    assert_int_equal(record.version, VERSION_TLS_1_0);
    assert_true(bytes_equal(record.fragment, BYTES_OF_ARRAY(content)));
    buffer_clear(&out);
}

static void a_message_becomes_as_many_fragments_as_it_takes(void **state)
{
    (void)state;
    Bytes rest = bytes_of_text("abcdefghij");
    assert_true(bytes_equal(record_fragment_take(&rest, 4), bytes_of_text("abcd")));
    assert_true(bytes_equal(record_fragment_take(&rest, 4), bytes_of_text("efgh")));
    assert_true(bytes_equal(record_fragment_take(&rest, 4), bytes_of_text("ij")));
    assert_int_equal(rest.size, 0);
    assert_int_equal(record_fragment_take(&rest, 4).size, 0);
}

static void a_handshake_message_is_whole_or_not_there(void **state)
{
    (void)state;
    Buffer input = from_hex("140000020a0b0e000000");
    Bytes message;
    for (size_t size = 0; size < 6; size++) {
        assert_int_equal(handshake_message_parse(&message, bytes_of(input.data, size)), ERROR_NONE);
        assert_int_equal(message.size, 0);
    }
    assert_int_equal(handshake_message_parse(&message, buffer_bytes(&input)), ERROR_NONE);
    assert_hex(message, "140000020a0b");
    buffer_clear(&input);
}

static void a_handshake_message_has_a_limit(void **state)
{
    (void)state;
    Bytes message;
    assert_int_equal(handshake_message_parse(&message, bytes_of("\x0b\x04\x00\x00", 4)), ERROR_NONE);
    assert_int_equal(handshake_message_parse(&message, bytes_of("\x0b\x04\x00\x01", 4)), ERROR_DECODE_ERROR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_whole_or_not_there),
        cmocka_unit_test(a_bad_header_is_refused_as_soon_as_it_shows),
        cmocka_unit_test(plaintext_has_its_own_limits),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_message_becomes_as_many_fragments_as_it_takes),
        cmocka_unit_test(a_handshake_message_is_whole_or_not_there),
        cmocka_unit_test(a_handshake_message_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
