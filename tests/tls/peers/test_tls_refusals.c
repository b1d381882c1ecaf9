/* What a peer refuses, and with which alert: the tables of refusals.def and refusals_psk.def, run row by row. */
#include "changes.h"

typedef struct RefusedChange {
    const char *what, *suite, *group;
    HandshakeType type;
    ChangeMessage *apply;
    Actor victim;
    Error alert;
} RefusedChange;

static const RefusedChange refusals[] = {
#define REFUSAL(what, suite, group, message, change, victim, alert, source)                                            \
    {what, suite, group, HANDSHAKE_##message, change, ACTOR_##victim, ERROR_##alert},
#include "refusals.def"
#include "refusals_psk.def"
#undef REFUSAL
};

/* Each check that anybody tells of has both sides, passed or not, and the one that failed is told. */
static void expect_both_sides(void *context, const Event *event)
{
    const Check *check = event->check;
    int *failed = context;
    if (!check)
        return;
    if (check->kind == VALUE_TEXT && (check->expected.size == 0 || check->found.size == 0))
        fail_msg("%s tells nothing of one side", event_item(event->id)->what);
    *failed += !check->passed;
}

static void change_and_refuse(const RefusedChange *row, Actor sender)
{
    Pair pair;
    Change change = {.pair = &pair, .sender = sender, .type = row->type, .apply = row->apply};
    print_message("%s: %s\n", handshake_type_name((uint8_t)row->type), row->what);
    pair_init(&pair);
    if (row->suite)
        pair_offer(&pair, row->suite, row->group);
    pair.client_config.protocols[0] = "h2";
    pair.client_config.protocol_count = 1;
    pair.server_config.protocols[0] = "h2";
    pair.server_config.protocol_count = 1;
    pair.server_config.server_name = "server.tlsteps.example";
    pair.server_config.server.psk_hint = "a hint";
    pair.meddle = change_record;
    pair.context = &change;
    int failed = 0;
    const Observer observer = {expect_both_sides, &failed};
    pair.client_config.observer = pair.server_config.observer = &observer;
    pair_start(&pair);
    pair_run(&pair);
    assert_true(change.done);
    assert_in_range(failed, 1, 2);
    assert_refused(&pair, row->victim, row->alert);
    arena_clear(&change.made);
    pair_clear(&pair);
}

static void every_row_is_refused_with_its_alert(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        change_and_refuse(&refusals[i], other_side(refusals[i].victim));
}

/* What the server sends unsigned the client takes as it comes; its keys, or its Finished, tell the server (RFC 7627 §4,
   RFC 5246 §7.4.9). */
static void what_nobody_signed_shows_at_finished(void **state)
{
    static const RefusedChange changes[] = {
        {"the hint left out", "TLS_PSK_WITH_AES_128_GCM_SHA256", NULL, HANDSHAKE_SERVER_KEY_EXCHANGE, drop,
         ACTOR_SERVER, ERROR_BAD_RECORD_MAC},
        {"another hint", "TLS_RSA_PSK_WITH_AES_128_CBC_SHA", NULL, HANDSHAKE_SERVER_KEY_EXCHANGE, change_last_byte,
         ACTOR_SERVER, ERROR_BAD_RECORD_MAC},
        {"another public value", "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", "x25519", HANDSHAKE_SERVER_KEY_EXCHANGE,
         exchange_other_point, ACTOR_SERVER, ERROR_BAD_RECORD_MAC},
        {"another public value", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", "x25519", HANDSHAKE_SERVER_KEY_EXCHANGE,
         exchange_other_point, ACTOR_SERVER, ERROR_BAD_RECORD_MAC},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        change_and_refuse(&changes[i], ACTOR_SERVER);
}

typedef struct BadChain {
    const char *chain, *key;
    Error error, alert;
} BadChain;

static void a_chain_that_is_not_valid_is_refused(void **state)
{
    (void)state;
    static const BadChain chains[] = {
        {"expired.pem", "server.key", ERROR_CERTIFICATE_EXPIRED, ERROR_CERTIFICATE_EXPIRED},
        {"not-yet-valid.pem", "server.key", ERROR_CERTIFICATE_NOT_YET_VALID, ERROR_CERTIFICATE_EXPIRED},
        {"wrong-name.pem", "server.key", ERROR_CERTIFICATE_NAME_MISMATCH, ERROR_CERTIFICATE_UNKNOWN},
        {"unknown-root.pem", "server.key", ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA},
        {"self-signed.pem", "server.key", ERROR_CERTIFICATE_NO_PATH, ERROR_UNKNOWN_CA},
        {"wrong-usage.pem", "server.key", ERROR_CERTIFICATE_KEY_USAGE, ERROR_UNSUPPORTED_CERTIFICATE},
        {"wrong-purpose.pem", "server.key", ERROR_CERTIFICATE_KEY_USAGE, ERROR_UNSUPPORTED_CERTIFICATE},
    };
    for (size_t i = 0; i < COUNT_OF(chains); i++) {
        CertificateList chain = {0};
        PrivateKey key;
        Pair pair;
        pki_load(&chain, &key, chains[i].chain, chains[i].key);
        Credential credential = {.chain = &chain, .key = &key};
        pair_init(&pair);
        pair.server_config.credentials = &credential;
        pair.server_config.credential_count = 1;
        pair_start(&pair);
        pair_run(&pair);
        print_message("%s\n", chains[i].chain);
        assert_refused(&pair, ACTOR_CLIENT, chains[i].alert);
        assert_string_equal(error_name(peer_error(pair.client)), error_name(chains[i].error));
        pair_clear(&pair);
        private_key_clear(&key);
        certificate_list_clear(&chain);
    }
}

static void a_client_without_roots_trusts_nobody(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.client_config.trusted = NULL;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_CLIENT, ERROR_UNKNOWN_CA);
    pair_clear(&pair);
}

/* A client of this program itself offers less where it is told to. */
static void a_client_that_speaks_1_1_at_most_is_refused(void **state)
{
    (void)state;
    Pair pair;
    pair_init(&pair);
    pair.client_config.version_max = VERSION_TLS_1_1;
    pair_start(&pair);
    pair_run(&pair);
    assert_refused(&pair, ACTOR_SERVER, ERROR_PROTOCOL_VERSION);
    pair_clear(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_refused_with_its_alert),
        cmocka_unit_test(what_nobody_signed_shows_at_finished),
        cmocka_unit_test(a_chain_that_is_not_valid_is_refused),
        cmocka_unit_test(a_client_without_roots_trusts_nobody),
        cmocka_unit_test(a_client_that_speaks_1_1_at_most_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
