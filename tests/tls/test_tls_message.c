/*
 * Messages: what is encoded is decoded, what other programs sent is decoded to the last byte and comes out the same
 * when encoded again. (test_tls_malformed has what is refused.)
 */
#include "check.h"

#include <string.h>

#include "captured.h"
#include "tls/record/record.h"

static const uint8_t random_bytes[RANDOM_SIZE] = {1, 2, 3};

static Message decode(const Buffer *bytes, const char *suite)
{
    Message message;
    const DecodeContext context = {VERSION_TLS_1_2, suite ? suite_find(suite) : NULL};
    assert_int_equal(message_decode(&message, buffer_bytes(bytes), &context, NULL), ERROR_NONE);
    return message;
}

static void a_client_hello_round_trips(void **state)
{
    (void)state;
    ClientHello hello = {
        .version = VERSION_TLS_1_2,
        .random = BYTES_OF_ARRAY(random_bytes),
        .session_id = bytes_of_text("session"),
        .cipher_suites = bytes_of("\xc0\x2f\x00\xff", 4),
        .compression_methods = bytes_of("\0", 1),
        .extensions = {.present = true,
                       .has_server_name = true,
                       .server_name = bytes_of_text("server.example"),
                       .has_supported_groups = true,
                       .supported_groups = bytes_of("\0\x1d\0\x17", 4),
                       .has_ec_point_formats = true,
                       .ec_point_formats = bytes_of("\0", 1),
                       .has_signature_algorithms = true,
                       .signature_algorithms = bytes_of("\4\1", 2),
                       .has_signature_algorithms_cert = true,
                       .signature_algorithms_cert = bytes_of("\6\1\2\1", 4),
                       .has_alpn = true,
                       .alpn = bytes_of("\2h2\x08http/1.1", 12),
                       .has_extended_master_secret = true,
                       .has_encrypt_then_mac = true,
                       .has_renegotiation_info = true,
                       .renegotiated_connection = bytes_of_text("123456789012")},
    };
    Buffer bytes = BUFFER_EMPTY;
    client_hello_encode(&bytes, &hello);
    Message message = decode(&bytes, NULL);
    const ClientHello *out = &message.client_hello;
    const Extensions *a = &hello.extensions, *b = &out->extensions;
    assert_int_equal(message.type, HANDSHAKE_CLIENT_HELLO);
    assert_int_equal(out->version, hello.version);
    assert_true(bytes_equal(out->random, hello.random));
    assert_true(bytes_equal(out->session_id, hello.session_id));
    assert_true(bytes_equal(out->cipher_suites, hello.cipher_suites));
    assert_true(bytes_equal(out->compression_methods, hello.compression_methods));
    assert_true(b->present && b->has_server_name && b->has_supported_groups && b->has_ec_point_formats);
    assert_true(b->has_signature_algorithms && b->has_alpn && b->has_extended_master_secret);
    assert_true(b->has_encrypt_then_mac && b->has_renegotiation_info);
    assert_true(bytes_equal(b->server_name, a->server_name));
    assert_true(bytes_equal(b->supported_groups, a->supported_groups));
    assert_true(bytes_equal(b->ec_point_formats, a->ec_point_formats));
    assert_true(bytes_equal(b->signature_algorithms, a->signature_algorithms));
    assert_true(b->has_signature_algorithms_cert);
    assert_true(bytes_equal(b->signature_algorithms_cert, a->signature_algorithms_cert));
    assert_true(bytes_equal(b->alpn, a->alpn));
    assert_true(bytes_equal(b->renegotiated_connection, a->renegotiated_connection));
    assert_int_equal(b->type_count, 9);
    buffer_clear(&bytes);
}

static void a_server_hello_round_trips(void **state)
{
    (void)state;
    ServerHello hello = {.version = VERSION_TLS_1_2,
                         .random = BYTES_OF_ARRAY(random_bytes),
                         .cipher_suite = 0xc02f,
                         .extensions = {.has_server_name = true,
                                        .server_name = bytes_of_text("not sent by a server"),
                                        .has_alpn = true,
                                        .alpn = bytes_of("\2h2", 3)}};
    Buffer bytes = BUFFER_EMPTY;
    server_hello_encode(&bytes, &hello);
    Message message = decode(&bytes, NULL);
    assert_int_equal(message.server_hello.cipher_suite, 0xc02f);
    assert_int_equal(message.server_hello.compression_method, 0);
    assert_int_equal(message.server_hello.session_id.size, 0);
    assert_true(message.server_hello.extensions.has_server_name);
    assert_int_equal(message.server_hello.extensions.server_name.size, 0);
    assert_hex(message.server_hello.extensions.alpn, "026832");
    buffer_clear(&bytes);
}

static void an_absent_extension_block_is_not_an_empty_one(void **state)
{
    (void)state;
    ServerHello hello = {.version = VERSION_TLS_1_2, .random = BYTES_OF_ARRAY(random_bytes)};
    for (int present = 0; present < 2; present++) {
        Buffer bytes = BUFFER_EMPTY;
        hello.extensions.present = present;
        server_hello_encode(&bytes, &hello);
        assert_int_equal(bytes.size, 4 + 38 + 2 * present);
        assert_int_equal(decode(&bytes, NULL).server_hello.extensions.present, present);
        buffer_clear(&bytes);
    }
}

static void unknown_extensions_are_kept(void **state)
{
    (void)state;
    ServerHello hello = {.version = VERSION_TLS_1_2,
                         .random = BYTES_OF_ARRAY(random_bytes),
                         .extensions = {.has_encrypt_then_mac = true,
                                        .types = {0x1234, TLS_EXTENSION_ENCRYPT_THEN_MAC, TLS_EXTENSION_PADDING},
                                        .data = {{(const uint8_t *)"abc", 3}},
                                        .type_count = 3}};
    Buffer bytes = BUFFER_EMPTY;
    server_hello_encode(&bytes, &hello);
    assert_hex(bytes_slice(buffer_bytes(&bytes), 42, 100), "000f"
                                                           "12340003616263"
                                                           "00160000"
                                                           "00150000");
    Message message = decode(&bytes, NULL);
    const Extensions *extensions = &message.server_hello.extensions;
    assert_int_equal(extensions->type_count, 3);
    assert_true(extensions_have(extensions, 0x1234));
    assert_true(extensions_have(extensions, TLS_EXTENSION_ENCRYPT_THEN_MAC));
    assert_false(extensions_have(extensions, TLS_EXTENSION_ALPN));
    assert_hex(extensions->data[0], "616263");
    buffer_clear(&bytes);
}

static void more_extensions_than_are_kept_are_still_read(void **state)
{
    (void)state;
    Buffer bytes = BUFFER_EMPTY;
    ServerHello hello = {
        .version = VERSION_TLS_1_2, .random = BYTES_OF_ARRAY(random_bytes), .extensions.present = true};
    server_hello_encode(&bytes, &hello);
    enum { COUNT = 3 * EXTENSIONS_MAX };
    for (uint64_t i = 0; i < COUNT; i++)
        buffer_append_number(&bytes, 4, (0x4000 + i) << 16);
    bytes_write_number(bytes.data + 42, 2, 4 * COUNT);
    bytes_write_number(bytes.data + 1, 3, bytes.size - 4);
    assert_int_equal(decode(&bytes, NULL).server_hello.extensions.type_count, EXTENSIONS_MAX);
    /* One that comes twice is found also behind those. */
    bytes_write_number(bytes.data + bytes.size - 4, 2, 0x4000 + COUNT - 2);
    Message message;
    const DecodeContext context = {0, NULL};
    assert_int_equal(message_decode(&message, buffer_bytes(&bytes), &context, NULL), ERROR_ILLEGAL_PARAMETER);
    buffer_clear(&bytes);
}

static void certificates_round_trip(void **state)
{
    (void)state;
    const Bytes chain[] = {bytes_of_text("first"), bytes_of_text("second")};
    Buffer bytes = BUFFER_EMPTY;
    certificate_encode(&bytes, chain, 2);
    Message message = decode(&bytes, NULL);
    assert_int_equal(message.certificate.count, 2);
    assert_true(bytes_equal(message.certificate.certificates[1], chain[1]));
    buffer_truncate(&bytes, 0);
    certificate_encode(&bytes, NULL, 0); /* a client without one */
    assert_int_equal(decode(&bytes, NULL).certificate.count, 0);
    buffer_clear(&bytes);
}

static void encode_signed(Buffer *out, const char *suite, const Buffer *params, uint16_t scheme)
{
    ServerKeyExchange exchange = {
        .params = buffer_bytes(params), .signature_scheme = scheme, .signature = bytes_of_text("signature")};
    server_key_exchange_encode(out, VERSION_TLS_1_2, suite_find(suite), &exchange);
}

static void a_dh_key_exchange_round_trips(void **state)
{
    (void)state;
    Buffer params = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    mpz_t ys;
    mpz_init_set_ui(ys, 8);
    server_dh_params_encode(&params, dh_group_find("toy-dh-23"), ys);
    assert_hex(buffer_bytes(&params), "000117" /* p = 23 */
                                      "000105" /* g = 5 */
                                      "000108");
    encode_signed(&bytes, "DHE-RSA-AES128-SHA", &params, 0x0401);
    Message message = decode(&bytes, "DHE-RSA-AES128-SHA");
    const ServerKeyExchange *out = &message.server_key_exchange;
    assert_true(bytes_equal(out->params, buffer_bytes(&params)));
    assert_hex(out->dh_p, "17");
    assert_hex(out->dh_g, "05");
    assert_hex(out->dh_ys, "08");
    assert_int_equal(out->signature_scheme, 0x0401);
    assert_true(bytes_equal(out->signature, bytes_of_text("signature")));
    mpz_clear(ys);
    buffer_clear(&params);
    buffer_clear(&bytes);
}

static void a_named_curve_key_exchange_round_trips(void **state)
{
    (void)state;
    Buffer params = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    server_ecdh_params_encode(&params, 0x0017, bytes_of("\x04xy", 3));
    assert_hex(buffer_bytes(&params), "030017"
                                      "03047879");
    encode_signed(&bytes, "ECDHE-ECDSA-AES128-SHA", &params, 0x0403);
    Message message = decode(&bytes, "ECDHE-ECDSA-AES128-SHA");
    assert_int_equal(message.server_key_exchange.curve_type, 3);
    assert_int_equal(message.server_key_exchange.named_curve, 0x0017);
    assert_hex(message.server_key_exchange.ec_point, "047879");
    assert_true(bytes_equal(message.server_key_exchange.params, buffer_bytes(&params)));
    buffer_clear(&params);
    buffer_clear(&bytes);
}

/* y² = x³ + 2x + 2 over 17 elements, base point (5, 1) of order 19, cofactor 1 */
static void an_explicit_curve_round_trips(void **state)
{
    (void)state;
    Buffer params = BUFFER_EMPTY, bytes = BUFFER_EMPTY;
    server_explicit_ecdh_params_encode(&params, curve_find("toy-curve-17"), bytes_of("\4\6\3", 3));
    assert_hex(buffer_bytes(&params), "01"       /* explicit_prime */
                                      "0111"     /* p */
                                      "0102"     /* a */
                                      "0102"     /* b */
                                      "03040501" /* G */
                                      "0113"     /* order */
                                      "0101"     /* cofactor */
                                      "03040603");
    encode_signed(&bytes, "ECDHE-RSA-AES128-SHA", &params, 0x0401);
    Message message = decode(&bytes, "ECDHE-RSA-AES128-SHA");
    const ServerKeyExchange *out = &message.server_key_exchange;
    assert_int_equal(out->curve_type, 1);
    assert_hex(out->explicit_curve.p, "11");
    assert_hex(out->explicit_curve.a, "02");
    assert_hex(out->explicit_curve.b, "02");
    assert_hex(out->explicit_curve.base, "040501");
    assert_hex(out->explicit_curve.order, "13");
    assert_hex(out->explicit_curve.cofactor, "01");
    assert_hex(out->ec_point, "040603");
    buffer_clear(&params);
    buffer_clear(&bytes);
}

/* RFC 4279 §2 to §4, RFC 5489 §2, RFC 5246 §7.4.3: what there is of hint, params and signature. */
static void the_server_s_key_exchange_goes_by_the_suite(void **state)
{
    (void)state;
    static const struct {
        const char *suite, *hex;
        size_t hint_size, params_size, signature_size;
    } cases[] = {
        {"PSK-AES128-CBC-SHA", "0c000006000468696e74", 4, 0, 0},
        {"RSA-PSK-AES128-CBC-SHA", "0c000006000468696e74", 4, 0, 0},
        {"DHE-PSK-AES128-CBC-SHA", "0c00000f000468696e74000117000105000108", 4, 9, 0},
        {"ADH-AES128-SHA", "0c000009000117000105000108", 0, 9, 0},
        {"DHE-RSA-AES128-SHA", "0c00000e0001170001050001080401000173", 0, 9, 1},
    };
    Buffer params = from_hex("000117000105000108");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer bytes = BUFFER_EMPTY;
        ServerKeyExchange exchange = {.psk_identity_hint = bytes_of_text("hint"),
                                      .params = buffer_bytes(&params),
                                      .signature_scheme = 0x0401,
                                      .signature = bytes_of_text("s")};
        server_key_exchange_encode(&bytes, VERSION_TLS_1_2, suite_find(cases[i].suite), &exchange);
        assert_hex(buffer_bytes(&bytes), cases[i].hex);
        Message message = decode(&bytes, cases[i].suite);
        const ServerKeyExchange *out = &message.server_key_exchange;
        assert_int_equal(out->psk_identity_hint.size, cases[i].hint_size);
        assert_int_equal(out->params.size, cases[i].params_size);
        assert_int_equal(out->signature.size, cases[i].signature_size);
        buffer_clear(&bytes);
    }
    buffer_clear(&params);
}

static void the_client_s_key_exchange_goes_by_the_suite(void **state)
{
    (void)state;
    static const struct {
        const char *suite, *hex;
        size_t offset; /* of the Bytes in the struct */
    } cases[] = {
        {"AES128-SHA", "100000050003616263", offsetof(ClientKeyExchange, encrypted_pre_master_secret)},
        {"DHE-RSA-AES128-SHA", "100000050003616263", offsetof(ClientKeyExchange, dh_yc)},
        {"ECDHE-RSA-AES128-SHA", "1000000403616263", offsetof(ClientKeyExchange, ec_point)},
        {"ADH-AES128-SHA", "100000050003616263", offsetof(ClientKeyExchange, dh_yc)},
        {"AECDH-AES128-SHA", "1000000403616263", offsetof(ClientKeyExchange, ec_point)},
        {"RSA-PSK-AES128-CBC-SHA", "10000009000269640003616263",
         offsetof(ClientKeyExchange, encrypted_pre_master_secret)},
        {"DHE-PSK-AES128-CBC-SHA", "10000009000269640003616263", offsetof(ClientKeyExchange, dh_yc)},
        {"ECDHE-PSK-AES128-CBC-SHA",
         "1000000800026964"
         "03616263",
         offsetof(ClientKeyExchange, ec_point)},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer bytes = BUFFER_EMPTY;
        const Suite *suite = suite_find(cases[i].suite);
        client_key_exchange_encode(&bytes, suite, bytes_of_text("id"), bytes_of_text("abc"));
        assert_hex(buffer_bytes(&bytes), cases[i].hex);
        Message message = decode(&bytes, cases[i].suite);
        Bytes keys;
        memcpy(&keys, (const char *)&message.client_key_exchange + cases[i].offset, sizeof keys);
        assert_hex(keys, "616263");
        assert_hex(message.client_key_exchange.psk_identity, suite_uses_psk(suite) ? "6964" : "");
        buffer_clear(&bytes);
    }
}

static void with_a_key_alone_the_client_sends_its_name(void **state)
{
    (void)state;
    Buffer bytes = BUFFER_EMPTY;
    client_key_exchange_encode(&bytes, suite_find("PSK-AES128-CBC-SHA"), bytes_of_text("id"), bytes_of_text("abc"));
    assert_hex(buffer_bytes(&bytes), "1000000400026964");
    Message message = decode(&bytes, "PSK-AES128-CBC-SHA");
    assert_hex(message.client_key_exchange.psk_identity, "6964");
    buffer_clear(&bytes);
}

static void the_small_messages_are_as_the_rfc_has_them(void **state)
{
    (void)state;
    Buffer bytes = BUFFER_EMPTY;
    server_hello_done_encode(&bytes);
    assert_hex(buffer_bytes(&bytes), "0e000000");
    assert_int_equal(decode(&bytes, NULL).type, HANDSHAKE_SERVER_HELLO_DONE);
    buffer_truncate(&bytes, 0);
    finished_encode(&bytes, bytes_of_text("verify data."));
    assert_hex(buffer_bytes(&bytes), "1400000c76657269667920646174612e");
    assert_hex(decode(&bytes, NULL).finished, "76657269667920646174612e");
    buffer_clear(&bytes);
}

static void messages_that_only_others_send_are_read(void **state)
{
    (void)state;
    Buffer request = from_hex("0d0000110201400004040304010010000e300c310a300806035504030c0161");
    request.data[3] = (uint8_t)(request.size - 4);
    Message message = decode(&request, NULL);
    assert_hex(message.certificate_request.certificate_types, "0140");
    assert_hex(message.certificate_request.signature_algorithms, "04030401");
    assert_hex(message.certificate_request.authorities, "000e300c310a300806035504030c0161");
    buffer_clear(&request);

    Buffer status = from_hex("160000070100000330010a");
    message = decode(&status, NULL);
    assert_int_equal(message.certificate_status.status_type, 1);
    assert_hex(message.certificate_status.responses[0], "30010a");
    buffer_clear(&status);

    Buffer list = from_hex("160000130200000f000003300100000000000003300101");
    message = decode(&list, NULL);
    assert_int_equal(message.certificate_status.status_type, 2);
    assert_int_equal(message.certificate_status.count, 3);
    assert_hex(message.certificate_status.responses[0], "300100");
    assert_hex(message.certificate_status.responses[1], "");
    assert_hex(message.certificate_status.responses[2], "300101");
    Buffer again = BUFFER_EMPTY;
    certificate_status_encode(&again, &message.certificate_status);
    assert_true(bytes_equal(buffer_bytes(&again), buffer_bytes(&list)));
    buffer_clear(&again);
    buffer_clear(&list);

    Buffer ticket = from_hex("0400000800000e100002abcd");
    message = decode(&ticket, NULL);
    assert_int_equal(message.new_session_ticket.lifetime_hint, 3600);
    assert_hex(message.new_session_ticket.ticket, "abcd");
    buffer_clear(&ticket);

    Buffer verify = from_hex("0f00000604030002abcd");
    message = decode(&verify, NULL);
    assert_int_equal(message.certificate_verify.signature_scheme, 0x0403);
    assert_hex(message.certificate_verify.signature, "abcd");
    buffer_clear(&verify);
}

/* Encodes a decoded hello again. */
static void check_hello(Bytes bytes, const DecodeContext *context)
{
    Message message;
    Buffer again = BUFFER_EMPTY;
    assert_int_equal(message_decode(&message, bytes, context, NULL), ERROR_NONE);
    if (message.type == HANDSHAKE_CLIENT_HELLO)
        client_hello_encode(&again, &message.client_hello);
    else
        server_hello_encode(&again, &message.server_hello);
    assert_true(bytes_equal(buffer_bytes(&again), bytes));
    buffer_clear(&again);
}

static void check_message(void *own, const TrackedMessage *tracked)
{
    Message message;
    int *hellos = own;
    if (tracked->content_type != CONTENT_HANDSHAKE)
        return;
    assert_int_equal(message_decode(&message, tracked->bytes, &tracked->context, NULL), ERROR_NONE);
    if (message.type == HANDSHAKE_CLIENT_HELLO || message.type == HANDSHAKE_SERVER_HELLO) {
        check_hello(tracked->bytes, &tracked->context);
        ++*hellos;
    }
}

static void other_programs_messages_decode_and_their_hellos_come_out_the_same(void **state)
{
    (void)state;
    for (int i = 0; captured_at(i); i++) {
        int hellos = 0;
        CapturedRun run = {.connection = captured_at(i), .message = check_message, .own = &hellos};
        captured_run(&run);
        tracker_free(run.tracker);
        assert_int_equal(hellos, 2 * captured_at(i)->handshakes);
    }
}

static void other_programs_first_hellos_come_out_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *name, *hex;
    } hellos[] = {
#define HELLO(name, hex) {name, hex},
#include "captured_hellos.def"
#undef HELLO
    };
    for (size_t i = 0; i < COUNT_OF(hellos); i++) {
        const DecodeContext context = {0, NULL};
        Record record;
        Message message;
        Buffer bytes = from_hex(hellos[i].hex);
        assert_int_equal(record_parse(&record, buffer_bytes(&bytes)), ERROR_NONE);
        assert_int_equal(record.bytes.size, bytes.size);
        check_hello(record.fragment, &context);
        assert_int_equal(message_decode(&message, record.fragment, &context, NULL), ERROR_NONE);
        const Extensions *extensions = &message.client_hello.extensions;
        assert_true(extensions->has_extended_master_secret && extensions->has_signature_algorithms);
        assert_true(extensions->has_supported_groups && extensions->has_encrypt_then_mac);
        assert_int_equal(extensions_have(extensions, TLS_EXTENSION_SUPPORTED_VERSIONS), !strstr(hellos[i].name, "1.2"));
        if (extensions->has_server_name)
            assert_true(bytes_equal(extensions->server_name, bytes_of_text("server.example")));
        buffer_clear(&bytes);
    }
}

static void names_are_those_of_the_rfc(void **state)
{
    (void)state;
    assert_string_equal(message_name(CONTENT_HANDSHAKE, bytes_of("\x10", 1)), "client_key_exchange");
    assert_string_equal(message_name(CONTENT_HANDSHAKE, bytes_of("\x09", 1)), "unknown");
    assert_string_equal(message_name(CONTENT_HANDSHAKE, BYTES_EMPTY), "unknown");
    assert_string_equal(message_name(CONTENT_ALERT, bytes_of("\2\x28", 2)), "alert");
    assert_string_equal(message_name(99, BYTES_EMPTY), "unknown");
    assert_string_equal(version_name(VERSION_TLS_1_2), "1.2");
    assert_null(version_name(0x7f12));
    assert_string_equal(extension_name(16), "application_layer_protocol_negotiation");
    assert_string_equal(extension_name(0xff01), "renegotiation_info");
    assert_null(extension_name(0x1234));
}

/* Without a body, so that most are refused; only not as unknown. A version that no form is of, and one that is not
   known, are read as the first form is. */
static void every_message_of_the_list_has_a_form(void **state)
{
    static const uint8_t types[] = {
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source) value,
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
    };
    static const uint16_t versions[] = {0, VERSION_SSL_3_0, VERSION_TLS_1_0, VERSION_TLS_1_2, 0x0304};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        for (size_t j = 0; j < COUNT_OF(versions); j++) {
            const DecodeContext context = {versions[j], suite_find("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")};
            const uint8_t bytes[HANDSHAKE_HEADER_SIZE] = {types[i]};
            Message message;
            if (message_decode(&message, BYTES_OF_ARRAY(bytes), &context, NULL) == ERROR_UNEXPECTED_MESSAGE)
                fail_msg("%s has no form", handshake_type_name(types[i]));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_of_the_list_has_a_form),
        cmocka_unit_test(a_client_hello_round_trips),
        cmocka_unit_test(a_server_hello_round_trips),
        cmocka_unit_test(an_absent_extension_block_is_not_an_empty_one),
        cmocka_unit_test(unknown_extensions_are_kept),
        cmocka_unit_test(more_extensions_than_are_kept_are_still_read),
        cmocka_unit_test(certificates_round_trip),
        cmocka_unit_test(a_dh_key_exchange_round_trips),
        cmocka_unit_test(a_named_curve_key_exchange_round_trips),
        cmocka_unit_test(an_explicit_curve_round_trips),
        cmocka_unit_test(the_server_s_key_exchange_goes_by_the_suite),
        cmocka_unit_test(the_client_s_key_exchange_goes_by_the_suite),
        cmocka_unit_test(with_a_key_alone_the_client_sends_its_name),
        cmocka_unit_test(the_small_messages_are_as_the_rfc_has_them),
        cmocka_unit_test(messages_that_only_others_send_are_read),
        cmocka_unit_test(other_programs_messages_decode_and_their_hellos_come_out_the_same),
        cmocka_unit_test(other_programs_first_hellos_come_out_the_same),
        cmocka_unit_test(names_are_those_of_the_rfc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
