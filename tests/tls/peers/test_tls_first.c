/* What may come first on a connection and is not a ClientHello of TLS: hellos of SSL 2.0 and 3.0, other protocols. */
#include "pair.h"

#include <string.h>

#include "base/text.h"
#include "tls/wire/ssl2_hello.h"

/* What a peer told: the check that failed, what came, and what was offered, as far as there is room. */
typedef struct Watch {
    EventId failed; /* EVENT_COUNT: none */
    char expected[64], found[64], suites[256], version[16];
    uint8_t content_type;
} Watch;

static void keep(char *out, size_t room, Bytes text)
{
    Bytes kept = bytes_slice(text, 0, room - 1);
    memset(out, 0, room);
    if (kept.size > 0)
        memcpy(out, kept.data, kept.size);
}

static void watch(void *context, const Event *event)
{
    Watch *seen = context;
    if (event->check && !event->check->passed) {
        seen->failed = event->id;
        keep(seen->expected, sizeof seen->expected, event->check->expected);
        keep(seen->found, sizeof seen->found, event->check->found);
    }
    if (event_item(event->id)->kind == KIND_RECEIVE)
        seen->content_type = event->message->content_type;
    for (int i = 0; i < event->learned_count; i++) {
        const Learned *learned = &event->learned[i];
        if (learned->fact.id == FACT_CIPHER_SUITES)
            keep(seen->suites, sizeof seen->suites, learned->value);
        if (learned->fact.id == FACT_OFFERED_VERSION)
            keep(seen->version, sizeof seen->version, learned->value);
    }
}

/* Gives a fresh peer these bytes, in pieces, and asserts that it refuses them with the alert. */
static Watch say_first(Actor to, Bytes bytes, size_t piece, Error alert)
{
    Pair pair;
    Watch seen = {.failed = EVENT_COUNT};
    const Observer observer = {watch, &seen};
    pair_init(&pair);
    PeerConfig *config = to == ACTOR_SERVER ? &pair.server_config : &pair.client_config;
    config->observer = &observer;
    pair_start(&pair);
    Peer *peer = pair_peer(&pair, to);
    while (peer_step(peer))
        ;
    peer_output_take(peer, peer_output(peer).size);
    for (size_t at = 0; at < bytes.size; at += piece) {
        peer_receive(peer, bytes_slice(bytes, at, piece));
        while (peer_step(peer))
            ;
    }
    bool sent;
    assert_int_equal(peer_state(peer), PEER_FAILED);
    assert_int_equal(peer_alert(peer, &sent), alert);
    assert_true(sent);
    Bytes output = peer_output(peer);
    assert_int_equal(output.size, 7);
    assert_int_equal(output.data[6], alert);
    pair_clear(&pair);
    return seen;
}

/* As SSL 2.0's own clients sent it: RC4 and DES, and one suite of TLS (RFC 5246 §E.2). */
static const char ssl2_hello[] = "8022010002000900000010010080060040000035000102030405060708090a0b0c0d0e0f";

static void a_hello_of_ssl_2_0_is_recognised_and_refused(void **state)
{
    (void)state;
    Buffer hello = from_hex(ssl2_hello);
    for (size_t piece = 1; piece <= hello.size; piece++) {
        Watch seen = say_first(ACTOR_SERVER, buffer_bytes(&hello), piece, ERROR_PROTOCOL_VERSION);
        assert_int_equal(seen.failed, EVENT_CHECK_HELLO_FORMAT);
        assert_string_equal(seen.found, "SSL 2.0");
        assert_int_equal(seen.content_type, CONTENT_SSL2_HELLO);
        assert_string_equal(seen.version, "SSL 2.0");
        assert_string_equal(seen.suites,
                            "SSL_CK_RC4_128_WITH_MD5, SSL_CK_DES_64_CBC_WITH_MD5, TLS_RSA_WITH_AES_256_CBC_SHA");
    }
    buffer_clear(&hello);
}

static void one_that_cannot_be_read_is_refused_too(void **state)
{
    (void)state;
    Buffer hello = from_hex(ssl2_hello);
    hello.data[6] = 8; /* cipher specs are of three bytes */
    Watch seen = say_first(ACTOR_SERVER, buffer_bytes(&hello), hello.size, ERROR_PROTOCOL_VERSION);
    assert_int_equal(seen.failed, EVENT_CHECK_HELLO_FORMAT);
    assert_string_equal(seen.suites, "");
    buffer_clear(&hello);
}

static void a_client_does_not_expect_one(void **state)
{
    (void)state;
    Buffer hello = from_hex(ssl2_hello);
    Watch seen = say_first(ACTOR_CLIENT, buffer_bytes(&hello), hello.size, ERROR_UNEXPECTED_MESSAGE);
    assert_int_equal(seen.failed, EVENT_CHECK_ORDER);
    assert_string_equal(seen.found, "ssl2_client_hello");
    buffer_clear(&hello);
}

/* What only begins like one: too short, another message, a version that never was. */
static void what_is_no_hello_of_ssl_2_0_is_no_record_either(void **state)
{
    (void)state;
    const char *const cases[] = {"8008010002000000", "802204000200090000", "802201010200090000"};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer bytes = from_hex(cases[i]);
        Watch seen = say_first(ACTOR_SERVER, buffer_bytes(&bytes), bytes.size, ERROR_UNEXPECTED_MESSAGE);
        assert_int_equal(seen.failed, EVENT_CHECK_RECORD);
        buffer_clear(&bytes);
    }
}

static void every_byte_of_one_is_named_and_it_encodes_again(void **state)
{
    (void)state;
    Buffer hello = from_hex(ssl2_hello), suites = from_hex("002f00ff"), again = BUFFER_EMPTY;
    FieldTree tree = FIELD_TREE_EMPTY;
    Ssl2Hello decoded;
    assert_int_equal(ssl2_hello_decode(&decoded, buffer_bytes(&hello), &tree), ERROR_NONE);
    assert_int_equal(decoded.version, VERSION_SSL_2_0);
    assert_int_equal(decoded.cipher_specs.size, 9);
    assert_int_equal(decoded.challenge.size, 16);
    assert_string_equal(tree.fields[0].name, "V2ClientHello");
    assert_int_equal(tree.fields[0].length, hello.size);
    for (int i = 1; i < tree.count; i++)
        assert_non_null(tls_field_info(tree.fields[tree.fields[i].parent].name, tree.fields[i].name));
    field_tree_clear(&tree);

    uint8_t random[RANDOM_SIZE] = {7};
    ClientHello offer = {
        .version = VERSION_TLS_1_1, .random = BYTES_OF_ARRAY(random), .cipher_suites = buffer_bytes(&suites)};
    ssl2_hello_encode(&again, &offer);
    Bytes found;
    assert_true(ssl2_hello_find(&found, buffer_bytes(&again)));
    assert_int_equal(found.size, again.size);
    assert_int_equal(ssl2_hello_decode(&decoded, found, NULL), ERROR_NONE);
    assert_hex(decoded.cipher_specs, "00002f0000ff");
    assert_true(bytes_equal(decoded.challenge, BYTES_OF_ARRAY(random)));
    buffer_clear(&again);
    buffer_clear(&suites);
    buffer_clear(&hello);
}

static void our_own_client_sends_one_where_it_is_told_to(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.client_config.client.ssl2_hello = true;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_PROTOCOL_VERSION);
    pair_clear(&pair);
}

static void ssl_3_0_is_named_and_refused(void **state)
{
    (void)state;
    Pair pair;
    Watch seen = {.failed = EVENT_COUNT};
    const Observer observer = {watch, &seen};
    pair_init(&pair);
    pair.client_config.version_min = pair.client_config.version_max = VERSION_SSL_3_0;
    pair.client_config.suite_count = 1;
    pair.client_config.suites[0] = suite_find("AES128-SHA");
    pair.server_config.version_min = VERSION_TLS_1_0;
    pair.server_config.observer = &observer;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_PROTOCOL_VERSION);
    assert_int_equal(seen.failed, EVENT_CHECK_CLIENT_VERSION);
    assert_string_equal(seen.found, "SSL 3.0");
    assert_string_equal(seen.suites, "TLS_RSA_WITH_AES_128_CBC_SHA, TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
    pair_clear(&pair);
}

static void other_protocols_are_named(void **state)
{
    (void)state;
    static const struct {
        Actor to;
        const char *first, *name;
    } cases[] = {
        {ACTOR_SERVER, "GET / HTTP/1.1\r\n\r\n", "HTTP without TLS"},
        {ACTOR_SERVER, "PRI * HTTP/2.0\r\n\r\n", "HTTP/2 without TLS"},
        {ACTOR_SERVER, "SSH-2.0-OpenSSH_9.2\r\n", "SSH"},
        {ACTOR_SERVER, "EHLO client.example\r\n", "SMTP"},
        {ACTOR_CLIENT, "HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP without TLS"},
        {ACTOR_CLIENT, "220 mail.example ESMTP\r\n", "SMTP or FTP"},
        {ACTOR_CLIENT, "SSH-2.0-OpenSSH_9.2\r\n", "SSH"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Bytes first = bytes_of_text(cases[i].first);
        Watch seen = say_first(cases[i].to, first, first.size, ERROR_UNEXPECTED_MESSAGE);
        assert_int_equal(seen.failed, EVENT_CHECK_PROTOCOL);
        assert_string_equal(seen.found, cases[i].name);
    }
    Watch seen = say_first(ACTOR_SERVER, bytes_of_text("GETTING"), 7, ERROR_UNEXPECTED_MESSAGE);
    assert_int_equal(seen.failed, EVENT_CHECK_RECORD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hello_of_ssl_2_0_is_recognised_and_refused),
        cmocka_unit_test(one_that_cannot_be_read_is_refused_too),
        cmocka_unit_test(a_client_does_not_expect_one),
        cmocka_unit_test(what_is_no_hello_of_ssl_2_0_is_no_record_either),
        cmocka_unit_test(every_byte_of_one_is_named_and_it_encodes_again),
        cmocka_unit_test(our_own_client_sends_one_where_it_is_told_to),
        cmocka_unit_test(ssl_3_0_is_named_and_refused),
        cmocka_unit_test(other_protocols_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
