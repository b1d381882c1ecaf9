/* Full handshakes between two peers over memory. */
#include "pair.h"

#include "tls/record/record.h"

static void connect_and_talk(const Suite *suite, const Group *group)
{
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, suite->name, group ? group->name : NULL);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);

    PeerSummary summary;
    peer_summary(pair.client, &summary);
    assert_ptr_equal(summary.suite, suite);
    assert_ptr_equal(summary.group, group);
    pair_exchange(&pair, bytes_of_text("GET / HTTP/1.1\r\n\r\n"), bytes_of_text("HTTP/1.1 200 OK\r\n\r\nhello"));
    pair_clear(&pair);
}

static void every_suite_connects_with_every_group_of_its_kind(void **state)
{
    (void)state;
    const Suite *suite;
    const Group *group;
    int runs = 0;
    for (int i = 0; (suite = suite_at(i)); i++) {
        if (!suite_is_ephemeral(suite)) {
            connect_and_talk(suite, NULL);
            runs++;
            continue;
        }
        for (int j = 0; (group = group_at(j)); j++) {
            bool field = group->kind == GROUP_FINITE_FIELD;
            /* The largest take long, and differ from the others in nothing but size: with one suite they will do. */
            bool slow = group->bits > 3072 && suite->id != 0x009e;
            if (field == (suite->key_exchange == KEY_EXCHANGE_DHE) && !slow) {
                connect_and_talk(suite, group);
                runs++;
            }
        }
    }
    assert_true(runs > 100);
}

static void every_signature_scheme_is_understood(void **state)
{
    (void)state;
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++) {
        Pair pair;
        pair_init(&pair);
        pair_offer(&pair,
                   scheme->kind == SIGNATURE_ECDSA ? "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
                                                   : "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                   "x25519");
        pair_name_scheme(&pair, ACTOR_CLIENT, scheme);
        Credential credentials[] = {pki()->credentials[0], pki()->credentials[1], pki()->pss};
        pair.server_config.credentials = credentials;
        pair.server_config.credential_count = COUNT_OF(credentials);
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        PeerSummary summary;
        peer_summary(pair.client, &summary);
        assert_ptr_equal(summary.signature_scheme, scheme);
        pair_clear(&pair);
    }
}

/* It signs, so that the suite has to; and before TLS 1.2 no scheme can be named for it (RFC 8446 §4.2.3). */
static void a_key_for_pss_alone_is_used_where_it_can_be(void **state)
{
    static const struct {
        const char *suite;
        uint16_t version;
        bool connects;
    } cases[] = {
        {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", VERSION_TLS_1_2, true},
        {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", VERSION_TLS_1_1, false},
        {"TLS_RSA_WITH_AES_128_CBC_SHA", VERSION_TLS_1_2, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Pair pair;
        pair_init(&pair);
        pair_offer(&pair, cases[i].suite, "x25519");
        pair.server_config.credentials = &pki()->pss;
        pair.server_config.credential_count = 1;
        pair.server_config.version_min = pair.client_config.version_min = VERSION_TLS_1_0;
        pair.server_config.version_max = pair.client_config.version_max = cases[i].version;
        pair_start(&pair);
        pair_run(&pair);
        if (cases[i].connects)
            assert_connected(&pair);
        else
            assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
        pair_clear(&pair);
    }
}

/* RFC 5246 §7.4.1.4.1 */
static void a_client_that_names_no_schemes_gets_sha1(void **state)
{
    (void)state;
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    pair.client_config.signature_scheme_count = 0;
    pair_offer(&pair, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519");
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    peer_summary(pair.client, &summary);
    assert_string_equal(summary.signature_scheme->name, "rsa_pkcs1_sha1");
    pair_clear(&pair);
}

static void defaults_connect_with_the_server_s_first_choice(void **state)
{
    (void)state;
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    peer_summary(pair.server, &summary);
    assert_ptr_equal(summary.suite, suite_at(0));
    assert_string_equal(summary.group->name, "x25519");
    assert_true(summary.extended_master_secret);
    assert_false(summary.encrypt_then_mac); /* an AEAD suite */
    assert_null(summary.protocol);
    assert_int_equal(summary.version, VERSION_TLS_1_2);
    pair_clear(&pair);
}

static void a_certificate_on_another_curve_is_used(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "secp256r1");
    pair.client_config.groups[1] = group_find("secp384r1");
    pair.client_config.group_count = 2;
    pair.server_config.credentials = &pki()->p384;
    pair.server_config.credential_count = 1;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    pair_clear(&pair);
}

/* extended_master_secret and encrypt_then_mac take effect where both want them, and only there. */
static void extensions_take_effect_where_both_want_them(void **state)
{
    (void)state;
    for (int bits = 0; bits < 16; bits++) {
        Pair pair;
        PeerSummary summary;
        pair_init(&pair);
        pair_offer(&pair, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "secp256r1");
        pair.client_config.extensions.has_extended_master_secret = bits & 1;
        pair.server_config.extensions.has_extended_master_secret = bits & 2;
        pair.client_config.extensions.has_encrypt_then_mac = bits & 4;
        pair.server_config.extensions.has_encrypt_then_mac = bits & 8;
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        peer_summary(pair.client, &summary);
        assert_int_equal(summary.extended_master_secret, (bits & 3) == 3);
        assert_int_equal(summary.encrypt_then_mac, (bits & 12) == 12);
        pair_exchange(&pair, bytes_of_text("one"), bytes_of_text("two"));
        pair_clear(&pair);
    }
}

static void peers_without_renegotiation_info_connect(void **state)
{
    (void)state;
    for (int bits = 0; bits < 4; bits++) {
        Pair pair;
        pair_init(&pair);
        pair.client_config.extensions.has_renegotiation_info = bits & 1;
        pair.server_config.extensions.has_renegotiation_info = bits & 2;
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        pair_clear(&pair);
    }
}

static void the_server_s_first_common_protocol_is_chosen(void **state)
{
    (void)state;
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    pair.client_config.protocols[0] = "h2";
    pair.client_config.protocols[1] = "http/1.1";
    pair.client_config.protocol_count = 2;
    pair.server_config.protocols[0] = "spdy/3";
    pair.server_config.protocols[1] = "http/1.1";
    pair.server_config.protocols[2] = "h2";
    pair.server_config.protocol_count = 3;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    peer_summary(pair.client, &summary);
    assert_string_equal(summary.protocol, "http/1.1");
    pair_clear(&pair);
}

static void a_server_without_protocols_ignores_the_offer(void **state)
{
    (void)state;
    Pair pair;
    PeerSummary summary;
    pair_init(&pair);
    pair.client_config.protocols[0] = "h2";
    pair.client_config.protocol_count = 1;
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    peer_summary(pair.client, &summary);
    assert_null(summary.protocol);
    pair_clear(&pair);
}

static void a_server_of_the_name_asked_for_answers(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.server_config.server_name = "SERVER.tlsteps.example";
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    pair_clear(&pair);
}

/* RFC 6066 §3: a name is sent without the dot that says that it is complete. */
static void a_dot_at_a_name_s_end_is_not_sent(void **state)
{
    (void)state;
    static const char *const own_names[] = {"server.tlsteps.example", "server.tlsteps.example."};
    for (size_t i = 0; i < COUNT_OF(own_names); i++) {
        Pair pair;
        pair_init(&pair);
        pair.client_config.server_name = "server.tlsteps.example.";
        pair.server_config.server_name = own_names[i];
        pair_start(&pair);
        pair_run(&pair);
        assert_connected(&pair);
        Message hello;
        DecodeContext context = {0, NULL};
        Bytes sent = buffer_bytes(&pair.wire[ACTOR_CLIENT]);
        Record record;
        assert_int_equal(record_parse(&record, sent), ERROR_NONE);
        assert_int_equal(message_decode(&hello, record.fragment, &context, NULL), ERROR_NONE);
        assert_true(bytes_equal(hello.client_hello.extensions.server_name, bytes_of_text("server.tlsteps.example")));
        pair_clear(&pair);
    }
}

static void an_address_is_verified_and_not_sent(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.client_config.server_name = "127.0.0.1";
    pair.server_config.server_name = "server.tlsteps.example"; /* would refuse any other name that is sent */
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    pair_clear(&pair);
}

static void another_seed_gives_other_secrets(void **state)
{
    (void)state;
    Pair one, two;
    pair_init(&one);
    pair_init(&two);
    random_free(two.client_random);
    two.client_config.random = two.client_random = random_new_system();
    pair_start(&one);
    pair_start(&two);
    pair_run(&one);
    pair_run(&two);
    assert_connected(&one);
    assert_connected(&two);
    PeerSummary first, second;
    peer_summary(one.client, &first);
    peer_summary(two.client, &second);
    assert_false(bytes_equal(first.master_secret, second.master_secret));
    pair_clear(&one);
    pair_clear(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_suite_connects_with_every_group_of_its_kind),
        cmocka_unit_test(every_signature_scheme_is_understood),
        cmocka_unit_test(a_key_for_pss_alone_is_used_where_it_can_be),
        cmocka_unit_test(a_client_that_names_no_schemes_gets_sha1),
        cmocka_unit_test(defaults_connect_with_the_server_s_first_choice),
        cmocka_unit_test(a_certificate_on_another_curve_is_used),
        cmocka_unit_test(extensions_take_effect_where_both_want_them),
        cmocka_unit_test(peers_without_renegotiation_info_connect),
        cmocka_unit_test(the_server_s_first_common_protocol_is_chosen),
        cmocka_unit_test(a_server_without_protocols_ignores_the_offer),
        cmocka_unit_test(a_server_of_the_name_asked_for_answers),
        cmocka_unit_test(a_dot_at_a_name_s_end_is_not_sent),
        cmocka_unit_test(an_address_is_verified_and_not_sent),
        cmocka_unit_test(another_seed_gives_other_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
