/* Connections with two handshakes: who asks, what each is set up with, how it fails, and what an eavesdropper has of
 * it. */
#include "run.h"

static const char *const starters[] = {"client", "server"};

/* "seed: again", and the lines. */
static Simulation *run_again(const char *lines)
{
    Buffer scenario = BUFFER_EMPTY;
    text_append(&scenario, "seed: again\n");
    text_append(&scenario, lines);
    Simulation *run = run_of(text_finish(&scenario));
    buffer_clear(&scenario);
    return run;
}

static Simulation *run_with_starter(const char *starter, const char *lines)
{
    Buffer scenario = BUFFER_EMPTY;
    text_append(&scenario, lines);
    text_append(&scenario, "\nrenegotiate: ");
    text_append(&scenario, starter);
    Simulation *run = run_again(text_finish(&scenario));
    buffer_clear(&scenario);
    return run;
}

static Bytes value(const Simulation *run, Actor actor, const char *name)
{
    const TimelineFact *fact = timeline_known(simulation_timeline(run), actor, name, 0);
    if (!fact)
        fail_msg("%s does not know %s", actor_name(actor), name);
    return fact ? fact->value : BYTES_EMPTY;
}

static void assert_text(const Simulation *run, Actor actor, const char *name, const char *expected)
{
    Bytes found = value(run, actor, name);
    if (!bytes_equal(found, bytes_of_text(expected)))
        fail_msg("%s is %.*s, not %s", name, (int)found.size, (const char *)found.data, expected);
}

static bool has_step(const Simulation *run, const char *name)
{
    return timeline_find_step(simulation_timeline(run), name) != NULL;
}

static void a_second_handshake_makes_other_keys_and_data_crosses_under_both(void **state)
{
    static const char *const agreed[] = {"c1.h1.master_secret", "c1.h2.master_secret", "c1.h2.client_verify_data",
                                         "c1.h1.client_application_data", "c1.h2.server_application_data"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(starters); i++) {
        Simulation *run = run_with_starter(starters[i], "h1.request: one\nh1.response: first\nh2.request: two\n"
                                                        "h2.response: second");
        assert_outcome(run, 1, "closed", "closed");
        for (size_t j = 0; j < COUNT_OF(agreed); j++)
            assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, agreed[j]);
        assert_false(bytes_equal(value(run, ACTOR_CLIENT, "c1.h1.client_write_key"),
                                 value(run, ACTOR_CLIENT, "c1.h2.client_write_key")));
        assert_text(run, ACTOR_SERVER, "c1.h1.client_application_data", "one");
        assert_text(run, ACTOR_CLIENT, "c1.h1.server_application_data", "first");
        assert_text(run, ACTOR_SERVER, "c1.h2.client_application_data", "two");
        assert_text(run, ACTOR_CLIENT, "c1.h2.server_application_data", "second");
        /* a bare name is about the latest */
        assert_true(
            bytes_equal(value(run, ACTOR_CLIENT, "master_secret"), value(run, ACTOR_CLIENT, "c1.h2.master_secret")));
        assert_int_equal(has_step(run, "c1.h1.server.send.hello_request"), i == 1);
        assert_int_equal(timeline_outcome(simulation_timeline(run), 1)->alert_count, 2);
        simulation_free(run);
    }
}

static void each_handshake_has_options_of_its_own(void **state)
{
    (void)state;
    Simulation *run = run_again("connections: 2\nc2.renegotiate: client\nsuite: AES128-SHA\n"
                                "c2.h2.suite: ECDHE-ECDSA-CHACHA20-POLY1305\nc2.h2.group: secp384r1\n"
                                "client.h2.server-name: other.tlsteps.example\n"
                                "c2.h2.certificate: ecdsa");
    assert_outcome(run, 1, "closed", "closed");
    assert_text(run, ACTOR_CLIENT, "c1.cipher_suite", "TLS_RSA_WITH_AES_128_CBC_SHA");
    assert_text(run, ACTOR_CLIENT, "c2.h1.cipher_suite", "TLS_RSA_WITH_AES_128_CBC_SHA");
    assert_text(run, ACTOR_CLIENT, "c2.h2.cipher_suite", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
    assert_text(run, ACTOR_SERVER, "c2.h2.server_name", "other.tlsteps.example");
    simulation_free(run);
}

typedef struct Failure {
    const char *lines; /* besides who asks */
    Actor from;
    Error alert;
    const char *caught_by;
} Failure;

static const Failure failures[] = {
    {"h2.client.suite: AES128-SHA\nh2.server.suite: AES256-SHA", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE,
     "common_cipher_suite"},
    {"h2.certificate: expired", ACTOR_CLIENT, ERROR_CERTIFICATE_EXPIRED, "certificate_validity"},
    {"h2.client.server-name: other.example", ACTOR_CLIENT, ERROR_CERTIFICATE_UNKNOWN, "certificate_name"},
    {"h2.client.version: 1.1", ACTOR_SERVER, ERROR_PROTOCOL_VERSION, "client_version"},
    {"h2.client.no-renegotiation-info: yes", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE, "client_renegotiation_info"},
    {"h2.server.no-renegotiation-info: yes", ACTOR_CLIENT, ERROR_HANDSHAKE_FAILURE, "server_renegotiation_info"},
    {"h2.require-client-certificate: yes", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE, "client_certificate"},
    {"legacy-renegotiation: yes\nh1.client.no-renegotiation-info: yes", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE,
     "client_renegotiation_info"},
    {"legacy-renegotiation: yes\nh1.server.no-renegotiation-info: yes", ACTOR_SERVER, ERROR_HANDSHAKE_FAILURE,
     "client_renegotiation_info"},
};

static void a_second_handshake_fails_for_reasons_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(failures); i++)
        for (size_t j = 0; j < COUNT_OF(starters); j++) {
            const Failure *row = &failures[i];
            Simulation *run = run_with_starter(starters[j], row->lines);
            const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
            print_message("%s\n", row->lines);
            assert_outcome(run, 1, "failed", "failed");
            assert_int_equal(outcome->alert_count, 1);
            assert_int_equal(outcome->alerts[0].from, row->from);
            assert_string_equal(error_name(outcome->alerts[0].alert), error_name(row->alert));
            assert_string_equal(outcome_caught_by(outcome), row->caught_by);
            /* what was said before stands */
            assert_true(knows(run, ACTOR_CLIENT, "c1.h1.server_application_data"));
            assert_false(knows(run, ACTOR_SERVER, "c1.h2.client_application_data"));
            simulation_free(run);
        }
}

typedef struct Declined {
    const char *lines;
    bool asked; /* the wish left the side that has it */
} Declined;

/* Each wish, and why nothing comes of it. */
static const Declined declined[] = {
    {"renegotiate: client\nserver.allow-renegotiation: no", true},
    {"renegotiate: client\nclient.allow-renegotiation: no", false},
    {"renegotiate: client\nno-renegotiation-info: yes", false},
    {"renegotiate: client\nno-renegotiation-info: yes\nclient.legacy-renegotiation: yes", true},
    {"renegotiate: server\nclient.allow-renegotiation: no", true},
    {"renegotiate: server\nserver.allow-renegotiation: no", false},
    {"renegotiate: server\nclient.no-renegotiation-info: yes\nserver.legacy-renegotiation: yes", true},
};

static void what_is_declined_leaves_the_connection_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(declined); i++) {
        const Declined *row = &declined[i];
        Simulation *run = run_again(row->lines);
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        print_message("%s\n", row->lines);
        assert_outcome(run, 1, "closed", "closed");
        assert_null(outcome->caught_by);
        assert_int_equal(outcome->alert_count, row->asked ? 3 : 2);
        if (row->asked) {
            assert_int_equal(outcome->alerts[0].alert, ERROR_NO_RENEGOTIATION);
            assert_false(outcome->alerts[0].fatal);
        }
        assert_false(knows(run, ACTOR_SERVER, "c1.h2.master_secret"));
        /* both requests were answered, under the keys of the first */
        assert_true(has_step(run, "c1.h1.client.receive.application_data#2"));
        simulation_free(run);
    }
}

static void without_rfc_5746_it_is_done_where_it_is_allowed(void **state)
{
    static const char *const who[] = {"", "client.", "server."};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(who); i++)
        for (size_t j = 0; j < COUNT_OF(starters); j++) {
            Buffer lines = BUFFER_EMPTY;
            text_append(&lines, "legacy-renegotiation: yes\n");
            text_append(&lines, who[i]);
            text_append(&lines, "no-renegotiation-info: yes");
            Simulation *run = run_with_starter(starters[j], text_finish(&lines));
            assert_outcome(run, 1, "closed", "closed");
            assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "c1.h2.master_secret");
            simulation_free(run);
            buffer_clear(&lines);
        }
}

/* What she has at the end of both. */
typedef struct Heard {
    const char *lines;
    bool first, second;
    const char *step;
} Heard;

static const Heard heard[] = {
    {"suite: AES128-GCM-SHA256\neavesdropper-has: server-key", true, true, "c1.h2.eavesdropper.compute.keys"},
    {"suite: AES128-SHA\neavesdropper-has: server-key\nno-extended-master-secret: yes", true, true,
     "c1.h2.eavesdropper.receive.finished"},
    /* forward secrecy of the second: she reads its messages and still lacks its keys */
    {"suite: AES128-SHA256\nh2.suite: ECDHE-RSA-AES128-GCM-SHA256\neavesdropper-has: server-key", true, false,
     "c1.h2.eavesdropper.state.key_only_signs"},
    /* forward secrecy of the first: the second is hidden in it, though the stolen key would open it */
    {"suite: ECDHE-RSA-AES128-GCM-SHA256\nh2.suite: AES128-SHA256\neavesdropper-has: server-key", false, false,
     "c1.h1.eavesdropper.receive.encrypted_record"},
    {"group: toy-curve-17", true, true, "c1.h2.eavesdropper.compute.curve_logarithm"},
    {"suite: DHE-RSA-AES128-SHA\ngroup: ffdhe2048\neavesdropper-has: client-private", true, true,
     "c1.h2.eavesdropper.state.stolen_client_private"},
    {"suite: ECDHE-RSA-AES256-GCM-SHA384\neavesdropper-has: server-private", true, true,
     "c1.h2.eavesdropper.state.stolen_server_private"},
    {"suite: ECDHE-RSA-AES256-GCM-SHA384", false, false, "c1.h1.eavesdropper.state.search_too_long"},
};

static void assert_heard(const Simulation *run, bool reads, const char *master_secret, const char *data)
{
    assert_int_equal(knows(run, ACTOR_EAVESDROPPER, master_secret), reads);
    assert_int_equal(knows(run, ACTOR_EAVESDROPPER, data), reads);
    if (reads) {
        assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_SERVER, master_secret);
        assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_SERVER, data);
    }
}

static void the_keys_of_the_first_open_the_second_s_messages_and_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(heard); i++)
        for (size_t j = 0; j < COUNT_OF(starters); j++) {
            Simulation *run = run_with_starter(starters[j], heard[i].lines);
            print_message("%s\n", heard[i].lines);
            assert_outcome(run, 1, "closed", "closed");
            assert_heard(run, heard[i].first, "c1.h1.master_secret", "c1.h1.client_application_data");
            assert_heard(run, heard[i].second, "c1.h2.master_secret", "c1.h2.client_application_data");
            assert_int_equal(knows(run, ACTOR_EAVESDROPPER, "c1.h2.server.certificate.0.subject"), heard[i].first);
            assert_true(has_step(run, heard[i].step));
            simulation_free(run);
        }
}

/* A client shows who it is inside the first handshake's protection. */
static void a_client_certificate_in_the_second_is_hidden_from_her(void **state)
{
    static const struct {
        const char *lines;
        bool first, read; /* shown in the first handshake; read by her */
    } cases[] = {
        {"require-client-certificate: yes\nclient-certificate: client", true, true},
        {"h2.require-client-certificate: yes\nh2.client-certificate: client", false, false},
        {"h2.require-client-certificate: yes\nclient-certificate: client\neavesdropper-has: server-key", false, false},
        {"h2.require-client-certificate: yes\nclient-certificate: client\neavesdropper-has: server-key\n"
         "h1.suite: AES128-SHA",
         false, true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t j = 0; j < COUNT_OF(starters); j++) {
            Simulation *run = run_with_starter(starters[j], cases[i].lines);
            assert_outcome(run, 1, "closed", "closed");
            assert_int_equal(knows(run, ACTOR_SERVER, "c1.h1.client.certificate.0.subject"), cases[i].first);
            assert_true(knows(run, ACTOR_SERVER, "c1.h2.client.certificate.0.subject"));
            assert_int_equal(knows(run, ACTOR_EAVESDROPPER, "client.certificate.0.subject"), cases[i].read);
            simulation_free(run);
        }
}

/* She follows the request, the refusal, and what goes on. */
static void a_declined_handshake_counts_for_her_as_for_the_sides(void **state)
{
    (void)state;
    Simulation *run = run_again("renegotiate: client\nserver.allow-renegotiation: no\nsuite: AES128-SHA\n"
                                "eavesdropper-has: server-key");
    assert_true(has_step(run, "c1.h2.eavesdropper.receive.client_hello"));
    assert_true(has_step(run, "c1.h2.eavesdropper.receive.alert"));
    assert_true(has_step(run, "c1.h2.client.state.renegotiation_declined"));
    assert_true(has_step(run, "c1.h1.eavesdropper.receive.application_data#4"));
    assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_CLIENT, "c1.h1.server_application_data");
    assert_true(has_step(run, "c1.h1.eavesdropper.receive.alert"));
    simulation_free(run);
}

static void options_of_handshakes_that_do_not_come_are_refused(void **state)
{
    static const char *const cases[][2] = {
        {"h2.suite: AES128-SHA", "f:1: h2.suite: the connection has 1 handshake; see --renegotiate"},
        {"renegotiate: client\nh3.suite: AES128-SHA", "f:2: h3.suite: the connection has 2 handshakes; see "
                                                      "--renegotiate"},
        {"connections: 2\nc1.renegotiate: client\nc2.h2.suite: AES128-SHA",
         "f:3: c2.h2.suite: the connection has 1 handshake; see --renegotiate"},
        {"renegotiate: client\nrenegotiate: none\nh2.suite: AES128-SHA",
         "f:3: h2.suite: the connection has 1 handshake; see --renegotiate"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Scenario *scenario = scenario_new();
        Diagnostic diagnostic = {""};
        assert_true(scenario_parse(scenario, bytes_of_text(cases[i][0]), "f", 1, &diagnostic));
        assert_null(simulation_new(scenario, &diagnostic));
        assert_string_equal(diagnostic.text, cases[i][1]);
        scenario_free(scenario);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_handshake_makes_other_keys_and_data_crosses_under_both),
        cmocka_unit_test(each_handshake_has_options_of_its_own),
        cmocka_unit_test(a_second_handshake_fails_for_reasons_of_its_own),
        cmocka_unit_test(what_is_declined_leaves_the_connection_as_it_was),
        cmocka_unit_test(without_rfc_5746_it_is_done_where_it_is_allowed),
        cmocka_unit_test(the_keys_of_the_first_open_the_second_s_messages_and_no_more),
        cmocka_unit_test(a_client_certificate_in_the_second_is_hidden_from_her),
        cmocka_unit_test(a_declined_handshake_counts_for_her_as_for_the_sides),
        cmocka_unit_test(options_of_handshakes_that_do_not_come_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
