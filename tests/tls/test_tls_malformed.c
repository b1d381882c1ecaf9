/*
 * What is refused, and with which alert: each field too short, too long or not a whole number of elements; what may not
 * come twice; what may not be there. RFC 5246 §7.2.2 asks for decode_error where a length or a range is wrong.
 */
#include "check.h"

#include <string.h>

#include "tls/wire/message.h"

/* Whole hellos without extensions, and their beginnings. */
#define RANDOM             "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define ID_32              RANDOM
#define VERSION_AND_RANDOM "0303" RANDOM
#define CLIENT_START       VERSION_AND_RANDOM "00"
#define CLIENT_BASIC       CLIENT_START "0002c02f0100"
#define SERVER_START       VERSION_AND_RANDOM "00"
#define SERVER_BASIC       SERVER_START "c02f00"

typedef struct Case {
    uint8_t type;
    const char *suite;
    const char *body;
    Error error;
    const char *what;
} Case;

static const Case cases[] = {
#define CASE(type, suite, body, error, what) {type, suite, body, ERROR_##error, what},
#include "malformed.def"
#undef CASE
};

static Error decode(const Case *test)
{
    const DecodeContext context = {VERSION_TLS_1_2, suite_find(test->suite)};
    Message message;
    Buffer body = from_hex(test->body), bytes = BUFFER_EMPTY;
    FieldTree tree = FIELD_TREE_EMPTY;
    buffer_append_number(&bytes, 1, test->type);
    buffer_append_number(&bytes, 3, body.size);
    buffer_append(&bytes, buffer_bytes(&body));
    Error error = message_decode(&message, buffer_bytes(&bytes), &context, NULL);
    /* Being looked at changes nothing. (A certificate's own fault is in the tree alone.) */
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &context, &tree), error);
    if (error != ERROR_NONE)
        assert_int_equal(tree.error, error);
    field_tree_clear(&tree);
    buffer_clear(&body);
    buffer_clear(&bytes);
    return error;
}

static void each_case_ends_in_its_alert(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Error error = decode(&cases[i]);
        if (error != cases[i].error)
            fail_msg("%s, %s: %s instead of %s", handshake_type_name(cases[i].type), cases[i].what, error_name(error),
                     error_name(cases[i].error));
    }
}

static void a_message_is_as_long_as_its_header_says(void **state)
{
    (void)state;
    static const struct {
        const char *hex;
        Error error;
    } headers[] = {
        {"", ERROR_DECODE_ERROR},
        {"0e0000", ERROR_DECODE_ERROR},
        {"0e000000", ERROR_NONE},
        {"0e00000000", ERROR_DECODE_ERROR},
        {"0e000001", ERROR_DECODE_ERROR},
        {"1400000c000102030405060708090a", ERROR_DECODE_ERROR},
        {"1400000b000102030405060708090a0b", ERROR_DECODE_ERROR},
        {"0bffffff000000", ERROR_DECODE_ERROR},
    };
    const DecodeContext context = {0, NULL};
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        Message message;
        Buffer bytes = from_hex(headers[i].hex);
        assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &context, NULL), headers[i].error);
        buffer_clear(&bytes);
    }
}

static void what_is_legal_at_its_longest(void **state)
{
    (void)state;
    static uint8_t zeros[0x10000];
    ClientHello hello = {.version = VERSION_TLS_1_2,
                         .random = bytes_of(zeros, RANDOM_SIZE),
                         .session_id = bytes_of(zeros, 32),
                         .cipher_suites = bytes_of(zeros, 0xfffe),
                         .compression_methods = bytes_of(zeros, 0xff),
                         .extensions = {.types = {0x1234}, .data = {{zeros, 0xffff - 4}}, .type_count = 1}};
    const DecodeContext context = {0, NULL};
    Buffer bytes = BUFFER_EMPTY;
    Message message;
    client_hello_encode(&bytes, &hello);
    assert_int_equal(bytes.size, HANDSHAKE_HEADER_SIZE + 131396);
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &context, NULL), ERROR_NONE);
    assert_int_equal(message.client_hello.extensions.data[0].size, 0xffff - 4);
    buffer_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_ends_in_its_alert),
        cmocka_unit_test(a_message_is_as_long_as_its_header_says),
        cmocka_unit_test(what_is_legal_at_its_longest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
