/* TLS 1.0 and 1.1: whole handshakes, and which version two sides come to. */
#include "pair.h"

static void set_versions(PeerConfig *config, uint16_t min, uint16_t max)
{
    config->version_min = min;
    config->version_max = max;
}

static void check_summary(const Peer *peer, uint16_t version, const Suite *suite)
{
    PeerSummary summary;
    peer_summary(peer, &summary);
    assert_int_equal(summary.version, version);
    assert_ptr_equal(summary.suite, suite);
    if (!suite_signs(suite))
        assert_null(summary.signature_scheme);
    else
        assert_string_equal(summary.signature_scheme->name,
                            suite->authentication == AUTHENTICATION_RSA ? "rsa_pkcs1_md5_sha1" : "ecdsa_sha1");
}

/* Records small enough for several to follow each other, so that each IV but the first comes from the one before. */
static void connect_and_talk(uint16_t version, const Suite *suite, bool extended_master_secret, bool encrypt_then_mac)
{
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, suite->name, NULL);
    set_versions(&pair.client_config, version, version);
    set_versions(&pair.server_config, version, version);
    pair.client_config.extended_master_secret = extended_master_secret;
    pair.server_config.encrypt_then_mac = encrypt_then_mac;
    pair.client_config.record_size = pair.server_config.record_size = 20;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    check_summary(pair.client, version, suite);
    pair_exchange(&pair, bytes_of_text("GET / HTTP/1.1\r\nHost: server.tlsteps.example\r\n\r\n"),
                  bytes_of_text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello"));
    /* every record of theirs but the first says so */
    assert_int_equal(bytes_read_number(pair.wire[ACTOR_SERVER].data + 1, 2), version);
    pair_clear(&pair);
}

static void every_suite_of_the_old_versions_connects(void **state)
{
    (void)state;
    const Suite *suite;
    int runs = 0;
    for (uint16_t version = VERSION_TLS_1_0; version <= VERSION_TLS_1_1; version++)
        for (int i = 0; (suite = suite_at(i)); i++)
            for (int bits = 0; suite_version_min(suite) <= version && bits < 4; bits++, runs++)
                connect_and_talk(version, suite, bits & 1, bits & 2);
    assert_true(runs >= 2 * 20 * 4);
}

/* The version that a client and a server of these come to; 0 where the server refuses the client's. */
static uint16_t negotiate(uint16_t client_min, uint16_t client_max, uint16_t server_min, uint16_t server_max)
{
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    set_versions(&pair.client_config, client_min, client_max);
    set_versions(&pair.server_config, server_min, server_max);
    pair_start(&pair);
    pair_run(&pair);
    peer_summary(pair.client, &summary);
    uint16_t version = summary.version;
    if (version == 0 && peer_alert(pair.client, &(bool){false}) == ERROR_PROTOCOL_VERSION)
        assert_refused(&pair, client_max < server_min ? ACTOR_SERVER : ACTOR_CLIENT, ERROR_PROTOCOL_VERSION);
    else
        assert_connected(&pair);
    pair_clear(&pair);
    return version;
}

/* RFC 5246 §E.1 */
static void both_sides_come_to_the_highest_version_that_both_have(void **state)
{
    (void)state;
    assert_int_equal(negotiate(0x0301, 0x0303, 0x0302, 0x0302), 0x0302);
    assert_int_equal(negotiate(0x0301, 0x0303, 0x0301, 0x0303), 0x0303);
    assert_int_equal(negotiate(0x0301, 0x0302, 0x0301, 0x0303), 0x0302);
    assert_int_equal(negotiate(0x0301, 0x0303, 0x0301, 0x0301), 0x0301);
    assert_int_equal(negotiate(0x0301, 0x0301, 0x0301, 0x0303), 0x0301);
    /* the server refuses */
    assert_int_equal(negotiate(0x0301, 0x0302, 0x0303, 0x0303), 0);
    assert_int_equal(negotiate(0x0301, 0x0301, 0x0302, 0x0303), 0);
    /* the client does */
    assert_int_equal(negotiate(0x0303, 0x0303, 0x0301, 0x0302), 0);
    assert_int_equal(negotiate(0x0302, 0x0303, 0x0301, 0x0301), 0);
}

/* RFC 7507 §3: only a server that could do more objects. */
static void a_fallback_without_need_is_refused(void **state)
{
    (void)state;
    for (uint16_t server_max = VERSION_TLS_1_1; server_max <= VERSION_TLS_1_2; server_max++) {
        Pair pair;
        pair_init(&pair);
        set_versions(&pair.client_config, VERSION_TLS_1_0, VERSION_TLS_1_1);
        set_versions(&pair.server_config, VERSION_TLS_1_0, server_max);
        pair.client_config.fallback_scsv = true;
        pair_start(&pair);
        pair_run(&pair);
        if (server_max == VERSION_TLS_1_1)
            assert_connected(&pair);
        else
            assert_refused(&pair, ACTOR_SERVER, ERROR_INAPPROPRIATE_FALLBACK);
        pair_clear(&pair);
    }
}

/* A server of TLS 1.1 has nothing to choose from suites that TLS 1.2 alone has. */
static void suites_of_tls_1_2_are_not_chosen_below_it(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519");
    set_versions(&pair.client_config, VERSION_TLS_1_1, VERSION_TLS_1_2);
    set_versions(&pair.server_config, VERSION_TLS_1_1, VERSION_TLS_1_1);
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
    pair_clear(&pair);
}

/* RFC 5288 §4, RFC 5289 §5 */
static void suites_of_tls_1_2_are_not_offered_below_it(void **state)
{
    (void)state;
    Pair pair;
    Message message;
    const DecodeContext context = {0, NULL, ACTOR_CLIENT};
    pair_init(&pair);
    set_versions(&pair.client_config, VERSION_TLS_1_0, VERSION_TLS_1_1);
    set_versions(&pair.server_config, VERSION_TLS_1_0, VERSION_TLS_1_1);
    pair_start(&pair);
    pair_run(&pair);
    Bytes hello = bytes_slice(buffer_bytes(&pair.wire[ACTOR_CLIENT]), 5, SIZE_MAX);
    hello = bytes_slice(hello, 0, 4 + (size_t)bytes_read_number(hello.data + 1, 3));
    assert_int_equal(message_decode(&message, hello, &context, NULL), ERROR_NONE);
    assert_int_equal(message.client_hello.version, VERSION_TLS_1_1);
    assert_false(message.client_hello.extensions.has_signature_algorithms);
    Bytes suites = message.client_hello.cipher_suites;
    assert_true(suites.size > 0);
    for (size_t i = 0; i < suites.size; i += 2)
        assert_int_equal(suite_version_min(suite_by_id((uint16_t)bytes_read_number(suites.data + i, 2))),
                         VERSION_TLS_1_0);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_suite_of_the_old_versions_connects),
        cmocka_unit_test(both_sides_come_to_the_highest_version_that_both_have),
        cmocka_unit_test(a_fallback_without_need_is_refused),
        cmocka_unit_test(suites_of_tls_1_2_are_not_chosen_below_it),
        cmocka_unit_test(suites_of_tls_1_2_are_not_offered_below_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
