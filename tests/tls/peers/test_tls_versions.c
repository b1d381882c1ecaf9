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
    pair.client_config.extensions.has_extended_master_secret = extended_master_secret;
    pair.server_config.extensions.has_encrypt_then_mac = encrypt_then_mac;
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
        pair.client_config.client.fallback_scsv = true;
        pair_start(&pair);
        pair_run(&pair);
        if (server_max == VERSION_TLS_1_1)
            assert_connected(&pair);
        else
            assert_refused(&pair, ACTOR_SERVER, ERROR_INAPPROPRIATE_FALLBACK);
        pair_clear(&pair);
    }
}

/* How the server's random ends, where a client of TLS 1.0 up to `client_max` meets a server of that up to `server_max`.
 */
static const char *end_of_random(uint16_t client_max, uint16_t server_max, bool marks)
{
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    set_versions(&pair.client_config, VERSION_TLS_1_0, client_max);
    set_versions(&pair.server_config, VERSION_TLS_1_0, server_max);
    pair.server_config.downgrade_sentinel = marks;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    peer_summary(pair.client, &summary);
    assert_int_equal(summary.server_random.size, RANDOM_SIZE);
    const char *name = version_sentinel_name(summary.server_random.data + RANDOM_SIZE - DOWNGRADE_SENTINEL_SIZE);
    pair_clear(&pair);
    return name;
}

/* RFC 8446 §4.1.3 */
static void a_server_of_tls_1_2_marks_its_random_where_it_chooses_less(void **state)
{
    (void)state;
    for (uint16_t client_max = VERSION_TLS_1_0; client_max <= VERSION_TLS_1_1; client_max++) {
        assert_string_equal(end_of_random(client_max, VERSION_TLS_1_2, true), "ends in DOWNGRD 00");
        assert_null(end_of_random(client_max, VERSION_TLS_1_2, false));
        assert_null(end_of_random(client_max, VERSION_TLS_1_1, true));
    }
    assert_null(end_of_random(VERSION_TLS_1_2, VERSION_TLS_1_2, true));
    assert_null(end_of_random(VERSION_TLS_1_2, VERSION_TLS_1_1, true));
}

static void lower_the_offer(void *context, Actor sender, Buffer *record)
{
    enum { CLIENT_VERSION_AT = 5 + 4 + 1 };
    bool *done = context;
    if (sender == ACTOR_CLIENT && !*done) {
        record->data[CLIENT_VERSION_AT] = VERSION_TLS_1_1 & 0xff;
        *done = true;
    }
}

static void talk_down(Pair *pair, bool server_marks, bool client_looks)
{
    static bool done;
    done = false;
    pair_init(pair);
    pair_offer(pair, "TLS_RSA_WITH_AES_128_CBC_SHA", NULL);
    pair_set_versions(pair, VERSION_TLS_1_0, VERSION_TLS_1_2);
    pair->server_config.downgrade_sentinel = server_marks;
    pair->client_config.downgrade_sentinel = client_looks;
    pair->meddle = lower_the_offer;
    pair->context = &done;
    pair_start(pair);
    pair_run(pair);
}

/* RFC 8446 §4.1.3; where one of them does not know of it, the version inside of the pre-master secret tells. */
static void a_client_that_offered_tls_1_2_refuses_a_marked_random(void **state)
{
    (void)state;
    for (int bits = 0; bits < 4; bits++) {
        Pair pair;
        talk_down(&pair, bits & 1, bits & 2);
        assert_refused(&pair, bits == 3 ? ACTOR_CLIENT : ACTOR_SERVER,
                       bits == 3 ? ERROR_ILLEGAL_PARAMETER : ERROR_BAD_RECORD_MAC);
        if (bits == 3)
            assert_int_equal(peer_error(pair.client), ERROR_DOWNGRADE);
        pair_clear(&pair);
    }
}

/* The other sentinel is a server's of TLS 1.3, and says nothing to a client of TLS 1.2. */
static void either_sentinel_is_named(void **state)
{
    (void)state;
    static const uint8_t from_1_3[] = {0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x01},
                         other[] = {0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44, 0x02};
    assert_string_equal(version_sentinel_name(version_downgrade_sentinel), "ends in DOWNGRD 00");
    assert_string_equal(version_sentinel_name(from_1_3), "ends in DOWNGRD 01");
    assert_null(version_sentinel_name(other));
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
    const DecodeContext context = {0, NULL};
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
        cmocka_unit_test(a_server_of_tls_1_2_marks_its_random_where_it_chooses_less),
        cmocka_unit_test(a_client_that_offered_tls_1_2_refuses_a_marked_random),
        cmocka_unit_test(either_sentinel_is_named),
        cmocka_unit_test(suites_of_tls_1_2_are_not_chosen_below_it),
        cmocka_unit_test(suites_of_tls_1_2_are_not_offered_below_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
