/* Runs with pre-shared keys, and anonymous ones: how they end, who finds what, and which key is taken. */
#include "run.h"

typedef struct End {
    const char *what, *scenario;
    const char *client, *server;
    Error alert; /* ERROR_NONE: no fatal one */
    Actor from;
    const char *caught_by; /* NULL: nothing was wrong */
} End;

#define KEY "psk: bob:0102030405060708\n"

static const End ends[] = {
    {"the default key", "suite: PSK-AES128-GCM-SHA256", "closed", "closed", ERROR_NONE, ACTOR_SERVER, NULL},
    {"a key of one's own", KEY "suite: PSK-AES256-CBC-SHA", "closed", "closed", ERROR_NONE, ACTOR_SERVER, NULL},
    {"a key and no suite named", KEY, "closed", "closed", ERROR_NONE, ACTOR_SERVER, NULL},
    {"a hint", KEY "suite: RSA-PSK-AES128-GCM-SHA256\npsk-hint: bob or alice", "closed", "closed", ERROR_NONE,
     ACTOR_SERVER, NULL},
    {"a hint at another key", KEY "suite: PSK-AES128-GCM-SHA256\npsk-hint: alice", "closed", "closed", ERROR_NONE,
     ACTOR_SERVER, NULL},
    {"one of several keys", "suite: PSK-AES128-GCM-SHA256\nserver.psk: alice:01,bob:02,carol:03\nclient.psk: carol:03",
     "closed", "closed", ERROR_NONE, ACTOR_SERVER, NULL},
    {"a key at the client alone, and a certificate", "client.psk: bob:01", "closed", "closed", ERROR_NONE, ACTOR_SERVER,
     NULL},
    {"a key at the server alone, and a certificate", "server.psk: bob:01", "closed", "closed", ERROR_NONE, ACTOR_SERVER,
     NULL},
    {"anonymous", "suite: ADH-AES128-GCM-SHA256\ngroup: toy-dh-23", "closed", "closed", ERROR_NONE, ACTOR_SERVER, NULL},

    {"a name that the server does not know", KEY "suite: PSK-AES128-GCM-SHA256\nclient.psk: alice:0102030405060708",
     "failed", "failed", ERROR_UNKNOWN_PSK_IDENTITY, ACTOR_SERVER, "psk_identity"},
    {"a name in other letters", KEY "suite: DHE-PSK-AES128-GCM-SHA256\ngroup: toy-dh-23\nclient.psk: Bob:01", "failed",
     "failed", ERROR_UNKNOWN_PSK_IDENTITY, ACTOR_SERVER, "psk_identity"},
    {"a wrong key", KEY "suite: PSK-AES128-GCM-SHA256\nclient.psk: bob:0102030405060709", "failed", "failed",
     ERROR_BAD_RECORD_MAC, ACTOR_SERVER, "record"},
    {"a longer key", KEY "suite: PSK-AES128-CBC-SHA\nclient.psk: bob:010203040506070800", "failed", "failed",
     ERROR_BAD_RECORD_MAC, ACTOR_SERVER, "record"},
    {"a wrong key, and an exchange", KEY "suite: ECDHE-PSK-CHACHA20-POLY1305\nclient.psk: bob:00", "failed", "failed",
     ERROR_BAD_RECORD_MAC, ACTOR_SERVER, "record"},
    {"a wrong key, and a certificate", KEY "suite: RSA-PSK-AES128-CBC-SHA\nclient.psk: bob:00", "failed", "failed",
     ERROR_BAD_RECORD_MAC, ACTOR_SERVER, "record"},
    {"a key, and a bad certificate", KEY "suite: RSA-PSK-AES128-GCM-SHA256\ncertificate: expired", "failed", "failed",
     ERROR_CERTIFICATE_EXPIRED, ACTOR_CLIENT, "certificate_validity"},
    {"a key, and a certificate that may not decrypt", KEY "suite: RSA-PSK-AES128-GCM-SHA256\ncertificate: wrong-usage",
     "failed", "failed", ERROR_UNSUPPORTED_CERTIFICATE, ACTOR_CLIENT, "certificate_key_usage"},
    {"keys only at one side", "client.suite: PSK-AES128-GCM-SHA256\nserver.suite: AES128-GCM-SHA256", "failed",
     "failed", ERROR_HANDSHAKE_FAILURE, ACTOR_SERVER, "common_cipher_suite"},
    {"anonymous, and a server that was not told", "client.suite: ADH-AES128-GCM-SHA256", "failed", "failed",
     ERROR_HANDSHAKE_FAILURE, ACTOR_SERVER, "common_cipher_suite"},
    {"anonymous, and a client that was not told", "server.suite: ADH-AES128-GCM-SHA256", "failed", "failed",
     ERROR_HANDSHAKE_FAILURE, ACTOR_SERVER, "common_cipher_suite"},
};

static const AlertOutcome *fatal_alert(const Outcome *outcome)
{
    for (int i = 0; i < outcome->alert_count; i++)
        if (outcome->alerts[i].fatal)
            return &outcome->alerts[i];
    return NULL;
}

static Simulation *run_seeded(const char *scenario)
{
    Buffer text = BUFFER_EMPTY;
    text_append(&text, "seed: keys\n");
    text_append(&text, scenario);
    Simulation *run = run_of(text_finish(&text));
    buffer_clear(&text);
    return run;
}

static void each_run_ends_as_it_has_to(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        const End *end = &ends[i];
        print_message("%s\n", end->what);
        Simulation *run = run_seeded(end->scenario);
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        const AlertOutcome *alert = fatal_alert(outcome);
        assert_outcome(run, 1, end->client, end->server);
        assert_string_equal(error_name(alert ? alert->alert : ERROR_NONE), error_name(end->alert));
        if (alert)
            assert_int_equal(alert->from, end->from);
        assert_string_equal(outcome->caught_by ? outcome_caught_by(outcome) : "nothing",
                            end->caught_by ? end->caught_by : "nothing");
        simulation_free(run);
    }
}

static void assert_fact(const Simulation *run, Actor actor, const char *name, const char *expected)
{
    const TimelineFact *fact = timeline_known(simulation_timeline(run), actor, name, 0);
    Buffer text = BUFFER_EMPTY;
    assert_non_null(fact);
    timeline_append_value(&text, fact->ref, fact->value);
    assert_string_equal(text_finish(&text), expected);
    buffer_clear(&text);
}

/* RFC 4279 §2, by hand. */
static void the_pre_master_secret_is_made_of_two_parts(void **state)
{
    (void)state;
    Simulation *run = run_seeded("suite: PSK-AES128-CBC-SHA\npsk: bob:010203");
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        assert_fact(run, actor, "psk.identity", "bob");
        assert_fact(run, actor, "psk.key", "010203");
        assert_fact(run, actor, "psk.other_secret", "000000");
        assert_fact(run, actor, "pre_master_secret", "00030000000003010203");
    }
    assert_null(timeline_find_step(simulation_timeline(run), "server.compute.server_key")); /* it has no certificate */
    simulation_free(run);
}

/* The numbers of the toys fit on paper: two bytes of length, a byte of shared secret, two bytes of length, the key. */
static void toys_can_be_followed_by_hand(void **state)
{
    static const struct {
        const char *scenario, *shared;
    } cases[] = {
        {"suite: DHE-PSK-AES128-CBC-SHA\ngroup: toy-dh-23\npsk: bob:0a", "dh.shared_secret"},
        {"suite: ECDHE-PSK-AES128-CBC-SHA\ngroup: toy-curve-17\npsk: bob:0a", "ecdh.shared_secret"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Simulation *run = run_seeded(cases[i].scenario);
        const Timeline *timeline = simulation_timeline(run);
        const TimelineFact *shared = timeline_known(timeline, ACTOR_CLIENT, cases[i].shared, 0);
        const TimelineFact *secret = timeline_known(timeline, ACTOR_CLIENT, "pre_master_secret", 0);
        assert_int_equal(shared->value.size, 1);
        const uint8_t expected[] = {0, 1, shared->value.data[0], 0, 1, 0x0a};
        assert_true(bytes_equal(secret->value, BYTES_OF_ARRAY(expected)));
        assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "pre_master_secret");
        simulation_free(run);
    }
}

static void a_hint_is_told_and_ignored(void **state)
{
    (void)state;
    Simulation *run =
        run_seeded("suite: ECDHE-PSK-AES128-CBC-SHA\npsk: bob:01,alice:02\npsk-hint: alice\nclient.psk: bob:01");
    assert_fact(run, ACTOR_CLIENT, "psk.hint", "alice");
    assert_fact(run, ACTOR_SERVER, "psk.identity", "bob");
    assert_fact(run, ACTOR_EAVESDROPPER, "psk.hint", "alice");
    simulation_free(run);
}

/* Suites with a key come first where one is set, and nowhere where none is. */
static void a_key_decides_what_is_offered(void **state)
{
    static const char *const scenarios[][2] = {
        {"", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
        {"psk: bob:01", "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256"},
        {"psk: bob:01\ngroup: ffdhe2048", "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256"},
        {"client.psk: bob:01", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
        {"psk: bob:01\nclient.suite: AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
        Simulation *run = run_seeded(scenarios[i][0]);
        assert_fact(run, ACTOR_CLIENT, "cipher_suite", scenarios[i][1]);
        const TimelineFact *offered = timeline_known(simulation_timeline(run), ACTOR_SERVER, "cipher_suites", 0);
        Buffer text = BUFFER_EMPTY;
        buffer_append(&text, offered->value);
        bool client_has_key = strstr(scenarios[i][0], "psk: bob") && !strstr(scenarios[i][0], "client.suite");
        assert_int_equal(strstr(text_finish(&text), "_PSK_") != NULL, client_has_key);
        assert_null(strstr(text_finish(&text), "anon"));
        buffer_clear(&text);
        simulation_free(run);
    }
}

/* Both sides say that they do not know each other, and nothing else is told of who anybody is. */
static void an_anonymous_run_says_so(void **state)
{
    (void)state;
    Simulation *run = run_seeded("suite: AECDH-AES128-SHA");
    const Timeline *timeline = simulation_timeline(run);
    assert_non_null(timeline_find_step(timeline, "client.state.anonymous"));
    assert_non_null(timeline_find_step(timeline, "server.state.anonymous"));
    assert_null(timeline_find_step(timeline, "client.receive.certificate"));
    assert_null(timeline_find_step(timeline, "client.check.server_signature"));
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_run_ends_as_it_has_to),    cmocka_unit_test(the_pre_master_secret_is_made_of_two_parts),
        cmocka_unit_test(toys_can_be_followed_by_hand),  cmocka_unit_test(a_hint_is_told_and_ignored),
        cmocka_unit_test(a_key_decides_what_is_offered), cmocka_unit_test(an_anonymous_run_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
