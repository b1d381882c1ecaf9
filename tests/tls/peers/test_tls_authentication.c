/* Clients that prove who they are, and how servers judge them. */
#include "pair.h"

static const SignatureScheme *scheme_of_client(const Pair *pair)
{
    PeerSummary summary;
    peer_summary(pair->server, &summary);
    return summary.client_signature_scheme;
}

/* Clients that are let in */

static void authenticate(const Suite *suite, const Credential *credential)
{
    Pair pair;
    pair_init(&pair);
    pair_offer(&pair, suite->name, suite->key_exchange == KEY_EXCHANGE_DHE ? "toy-dh-23" : "x25519");
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, credential);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_true(signature_scheme_suits(scheme_of_client(&pair), credential->key->kind));
    pair_exchange(&pair, bytes_of_text("question"), bytes_of_text("answer"));
    pair_clear(&pair);
}

static void a_client_authenticates_with_every_suite(void **state)
{
    (void)state;
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        for (int kind = 0; kind < 2; kind++)
            authenticate(suite, &pki()->clients[kind]);
}

/* RFC 5246 §7.4.8: the hash is the scheme's, whatever the suite's is. */
static void a_client_signs_with_every_scheme(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                         "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"};
    const SignatureScheme *scheme;
    for (int i = 0; (scheme = signature_scheme_at(i)); i++)
        for (size_t j = 0; j < COUNT_OF(suites); j++) {
            Pair pair;
            pair_init(&pair);
            pair_offer(&pair, suites[j], "x25519");
            pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, &pki()->clients[scheme->kind == SIGNATURE_ECDSA]);
            /* The first of its own that the server asked for; the server's signature needs one for RSA besides. */
            pair.client_config.signature_schemes[0] = scheme;
            pair_start(&pair);
            pair_run(&pair);
            assert_connected(&pair);
            assert_ptr_equal(scheme_of_client(&pair), scheme);
            pair_clear(&pair);
        }
}

static void a_client_without_a_certificate_may_be_let_in(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUESTED, NULL);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_null(scheme_of_client(&pair));
    pair_clear(&pair);
}

static void a_client_that_is_not_asked_keeps_its_certificate_to_itself(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_NONE, &pki()->clients[0]);
    pair_start(&pair);
    pair_run(&pair);
    assert_connected(&pair);
    assert_null(scheme_of_client(&pair));
    pair_clear(&pair);
}

/* Clients that are not */

static void a_client_without_a_certificate_may_be_refused(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair_ask_client(&pair, CLIENT_CERTIFICATE_REQUIRED, NULL);
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_authenticates_with_every_suite),
        cmocka_unit_test(a_client_signs_with_every_scheme),
        cmocka_unit_test(a_client_without_a_certificate_may_be_let_in),
        cmocka_unit_test(a_client_that_is_not_asked_keeps_its_certificate_to_itself),
        cmocka_unit_test(a_client_without_a_certificate_may_be_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
