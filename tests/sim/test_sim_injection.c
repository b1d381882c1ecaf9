/* The attack of 2009: somebody speaks in front of a client, and the server takes it for the client's own words. */
#include "run.h"

static const char without[] = "attacker: inject\nno-renegotiation-info: yes\nlegacy-renegotiation: yes\n";

/* "seed: mallory", what stands in front, and the lines. */
static Simulation *run_injected(const char *front, const char *lines)
{
    Buffer scenario = BUFFER_EMPTY;
    text_append(&scenario, "seed: mallory\n");
    text_append(&scenario, front);
    text_append(&scenario, lines);
    Simulation *run = run_of(text_finish(&scenario));
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

static void assert_heard(const Simulation *run, const char *expected)
{
    Bytes found = value(run, ACTOR_SERVER, "c1.request");
    if (!bytes_equal(found, bytes_of_text(expected)))
        fail_msg("the server's application heard %.*s", (int)found.size, (const char *)found.data);
}

/* Both sides are content, and each has another idea of the connection. */
static void assert_succeeded(const Simulation *run)
{
    assert_outcome(run, 1, "closed", "closed");
    assert_null(timeline_outcome(simulation_timeline(run), 1)->caught_by);
    assert_true(
        bytes_equal(value(run, ACTOR_CLIENT, "c1.h1.master_secret"), value(run, ACTOR_SERVER, "c1.h2.master_secret")));
    assert_false(knows(run, ACTOR_CLIENT, "c1.h2.master_secret"));
    assert_same_value(run, ACTOR_ATTACKER, ACTOR_SERVER, "c1.h1.master_secret");
    assert_false(knows(run, ACTOR_ATTACKER, "c1.h2.master_secret"));
    assert_true(knows(run, ACTOR_CLIENT, "c1.h1.server_application_data"));
}

static void without_rfc_5746_the_server_hears_one_request_of_two_people(void **state)
{
    static const char *const lines[] = {
        "",
        "suite: AES128-SHA\nno-encrypt-then-mac: yes",
        "suite: AES256-SHA256",
        "suite: DHE-RSA-CHACHA20-POLY1305",
        "suite: ECDHE-ECDSA-AES128-SHA256\nno-extended-master-secret: yes",
        "suite: AES128-SHA\nversion: 1.0",
        "record-size: 5",
        "h2.suite: AES128-SHA\nclient.suite: AES128-SHA,AES256-SHA",
        "require-client-certificate: yes\nclient-certificate: client",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        Buffer all = BUFFER_EMPTY;
        text_append(&all, "request: GET /mine\ninjection: GET /his X: \n");
        text_append(&all, lines[i]);
        print_message("%s\n", lines[i]);
        Simulation *run = run_injected(without, text_finish(&all));
        assert_succeeded(run);
        assert_heard(run, "GET /his X:GET /mine"); /* a scenario's value has no blank at its end */
        simulation_free(run);
        buffer_clear(&all);
    }
}

static void by_default_the_client_s_first_line_is_swallowed_by_a_header(void **state)
{
    (void)state;
    Simulation *run = run_injected(without, "");
    assert_succeeded(run);
    assert_heard(run, "GET /transfer?to=mallory HTTP/1.1\r\nX-Ignore: GET / HTTP/1.1\r\n"
                      "Host: server.tlsteps.example\r\nConnection: close\r\n\r\n");
    simulation_free(run);
}

/* One side's knowing is not enough, unless it is the server's that asks for it. */
static void a_client_that_has_rfc_5746_cannot_tell_where_the_server_has_not(void **state)
{
    static const char *const lines[] = {
        "attacker: inject\nserver.no-renegotiation-info: yes\nserver.legacy-renegotiation: yes\n",
        "attacker: inject\nclient.no-renegotiation-info: yes\nserver.legacy-renegotiation: yes\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        Simulation *run = run_injected(lines[i], "");
        assert_succeeded(run);
        simulation_free(run);
    }
}

static void with_rfc_5746_the_server_finds_that_it_is_another_client(void **state)
{
    static const char *const suites[] = {"suite: AES128-SHA", "suite: ECDHE-RSA-AES256-GCM-SHA384",
                                         "suite: DHE-RSA-AES128-SHA\nlegacy-renegotiation: yes"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(suites); i++) {
        Simulation *run = run_injected("attacker: inject\n", suites[i]);
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        const Step *check =
            timeline_find_step(simulation_timeline(run), "c1.h2.server.check.client_renegotiation_info");
        assert_outcome(run, 1, "failed", "failed");
        assert_int_equal(outcome->alert_count, 1);
        assert_int_equal(outcome->alerts[0].from, ACTOR_SERVER);
        assert_int_equal(outcome->alerts[0].alert, ERROR_HANDSHAKE_FAILURE);
        assert_string_equal(outcome_caught_by(outcome), "client_renegotiation_info");
        assert_false(check->check->passed);
        assert_true(bytes_equal(check->check->expected, value(run, ACTOR_SERVER, "c1.h1.client_verify_data")));
        assert_int_equal(check->check->found.size, 0);
        assert_false(knows(run, ACTOR_SERVER, "c1.request"));
        simulation_free(run);
    }
}

/* A server that does not renegotiate says so to the attacker, and the client waits for an answer that never comes. */
static void a_server_that_declines_hears_nothing_of_the_client(void **state)
{
    static const char *const lines[] = {"attacker: inject\nserver.allow-renegotiation: no\n",
                                        "attacker: inject\nclient.no-renegotiation-info: yes\n"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        Simulation *run = run_injected(lines[i], "");
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        assert_outcome(run, 1, "stalled", "stalled");
        assert_int_equal(outcome->alerts[0].alert, ERROR_NO_RENEGOTIATION);
        assert_false(knows(run, ACTOR_SERVER, "c1.request"));
        simulation_free(run);
    }
}

static void an_attacker_whose_own_handshake_fails_ends_both_connections(void **state)
{
    (void)state;
    Simulation *run = run_injected(without, "certificate: expired");
    assert_outcome(run, 1, "truncated", "failed");
    assert_true(timeline_find_step(simulation_timeline(run), "attacker.check.certificate_validity") != NULL);
    simulation_free(run);
}

/* Beside the client she hears a first handshake like any other. */
static void an_eavesdropper_hears_the_client_s_side_of_it(void **state)
{
    (void)state;
    Simulation *run = run_injected(without, "suite: AES128-SHA\neavesdropper-has: server-key");
    assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_CLIENT, "c1.h1.master_secret");
    assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_CLIENT, "c1.h1.client_application_data");
    assert_false(knows(run, ACTOR_EAVESDROPPER, "c1.h2.client_random"));
    simulation_free(run);
}

static void his_messages_stand_in_the_client_s_place(void **state)
{
    (void)state;
    Simulation *run = run_injected(without, "");
    const Step *hello = timeline_find_step(simulation_timeline(run), "c1.h1.attacker.send.client_hello");
    const Step *answer = timeline_find_step(simulation_timeline(run), "c1.h1.attacker.receive.server_hello");
    assert_true(step_sends(hello));
    assert_false(step_sends(answer));
    assert_int_equal(hello->message->from, ACTOR_CLIENT);
    assert_int_equal(hello->message->to, ACTOR_SERVER);
    assert_int_equal(answer->message->from, ACTOR_SERVER);
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_rfc_5746_the_server_hears_one_request_of_two_people),
        cmocka_unit_test(by_default_the_client_s_first_line_is_swallowed_by_a_header),
        cmocka_unit_test(a_client_that_has_rfc_5746_cannot_tell_where_the_server_has_not),
        cmocka_unit_test(with_rfc_5746_the_server_finds_that_it_is_another_client),
        cmocka_unit_test(a_server_that_declines_hears_nothing_of_the_client),
        cmocka_unit_test(an_attacker_whose_own_handshake_fails_ends_both_connections),
        cmocka_unit_test(an_eavesdropper_hears_the_client_s_side_of_it),
        cmocka_unit_test(his_messages_stand_in_the_client_s_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
