/* Messages changed on the wire, and by the side that sends them: what is done to them, how it is told, and that what
   was to be done and never could be is told as well. Which check catches what is in tests/tls/causes. */
#include "run.h"

static const Step *step_of(const Simulation *run, const char *name)
{
    const Step *step = timeline_find_step(simulation_timeline(run), name);
    if (!step)
        fail_msg("there is no step %s", name);
    return step;
}

static Bytes known(const Simulation *run, Actor actor, const char *name)
{
    const TimelineFact *fact = timeline_known(simulation_timeline(run), actor, name, 0);
    if (!fact)
        fail_msg("%s does not know %s", actor_name(actor), name);
    return fact->value;
}

static void assert_text(const Simulation *run, Actor actor, const char *name, const char *text)
{
    assert_true(bytes_equal(known(run, actor, name), bytes_of_text(text)));
}

/* What one side sent, as it crossed a link. */
static Buffer bytes_from(const Simulation *run, int link, Actor from)
{
    const Timeline *timeline = simulation_timeline(run);
    Buffer out = BUFFER_EMPTY;
    for (int i = 0; i < timeline_segment_count(timeline); i++) {
        const Segment *segment = timeline_segment_at(timeline, i);
        if (segment->link == link && segment->from == from)
            buffer_append(&out, segment->bytes);
    }
    return out;
}

/* What the two ends of the path saw of one side. */
static void assert_wire(const Simulation *run, Actor from, size_t *near, size_t *far, bool same)
{
    Buffer ends[2] = {bytes_from(run, 0, from), bytes_from(run, 1, from)};
    *near = ends[from == ACTOR_SERVER].size;
    *far = ends[from == ACTOR_CLIENT].size;
    assert_int_equal(bytes_equal(buffer_bytes(&ends[0]), buffer_bytes(&ends[1])), same);
    buffer_clear(&ends[0]);
    buffer_clear(&ends[1]);
}

static void a_changed_byte_shows_on_both_sides(void **state)
{
    size_t near, far;
    (void)state;
    Simulation *run = run_of("seed: 1\ntamper: client_hello.random:-1:80");
    const StepMessage *sent = step_of(run, "client.send.client_hello")->message;
    const StepMessage *received = step_of(run, "server.receive.client_hello")->message;
    assert_true(sent->differs && received->differs);
    assert_true(bytes_equal(sent->sent, received->sent) && bytes_equal(sent->received, received->received));
    assert_true(bytes_equal(sent->sent, sent->view.records[0].bytes));
    assert_true(bytes_equal(received->received, received->view.records[0].bytes));
    assert_int_equal(known(run, ACTOR_CLIENT, "client_random").data[31] ^ 0x80,
                     known(run, ACTOR_SERVER, "client_random").data[31]);
    assert_text(run, ACTOR_ATTACKER, "tampering.message", "client_hello");
    assert_int_equal(known(run, ACTOR_ATTACKER, "tampering.before").data[0] ^ 0x80,
                     known(run, ACTOR_ATTACKER, "tampering.after").data[0]);
    assert_wire(run, ACTOR_CLIENT, &near, &far, false);
    assert_int_equal(near, far);
    /* the eavesdropper stands beside the client */
    assert_same_value(run, ACTOR_CLIENT, ACTOR_EAVESDROPPER, "client_random");
    assert_false(step_of(run, "server.send.server_hello")->message->differs);
    simulation_free(run);
}

/* A field is found in whichever of a message's records it stands, and across them. */
static void a_field_may_lie_in_several_records(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nrecord-size: 7\ntamper: client_hello.random:0:"
                             "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    Bytes client = known(run, ACTOR_CLIENT, "client_random"), server = known(run, ACTOR_SERVER, "client_random");
    for (size_t i = 0; i < client.size; i++)
        assert_int_equal(client.data[i] ^ (i + 1), server.data[i]);
    assert_true(step_of(run, "server.receive.client_hello")->message->differs);
    simulation_free(run);
}

/* Bytes that one side sent, as they crossed near it and near the other side. */
typedef struct Crossing {
    const char *scenario, *step;
    Actor from;
    int more; /* bytes that arrive more than were sent; ANY_LESS: fewer */
} Crossing;
enum { ANY_LESS = -1000000 };

static void messages_come_and_go_and_change_places(void **state)
{
    static const Crossing crossings[] = {
        {"tamper: drop:server_hello_done", "attacker.state.drops", ACTOR_SERVER, -9},
        {"tamper: replay:server_hello_done", "attacker.state.replays", ACTOR_SERVER, 9},
        {"tamper: swap:server_key_exchange,server_hello_done", "attacker.state.swaps", ACTOR_SERVER, 0},
        {"tamper: swap:server_hello_done,server_hello", "attacker.state.swaps", ACTOR_SERVER, 0},
        {"tamper: insert:client_hello:1503010002015a", "attacker.state.inserts", ACTOR_CLIENT, 7},
        {"tamper: truncate", "attacker.state.truncates", ACTOR_SERVER, ANY_LESS},
        {"tamper: truncate:server.certificate", "attacker.state.truncates", ACTOR_SERVER, ANY_LESS},
        {"tamper: finished#2:-1:01", "attacker.compute.changes", ACTOR_SERVER, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(crossings); i++) {
        Buffer scenario = BUFFER_EMPTY;
        size_t near, far;
        text_append(&scenario, "seed: 1\n");
        text_append(&scenario, crossings[i].scenario);
        Simulation *run = run_of(text_finish(&scenario));
        step_of(run, crossings[i].step);
        assert_wire(run, crossings[i].from, &near, &far, false);
        int more = (int)far - (int)near;
        if (crossings[i].more == ANY_LESS ? more >= 0 : more != crossings[i].more)
            fail_msg("%s: %d bytes more arrive", crossings[i].scenario, more);
        assert_null(timeline_outcome(simulation_timeline(run), 1)->undone);
        simulation_free(run);
        buffer_clear(&scenario);
    }
}

static void what_found_nothing_to_change_is_told(void **state)
{
    static const char *const cases[][2] = {
        {"tamper: finished#3:0:01", "finished#3:0:01"},
        {"tamper: certificate_verify:0:01,drop:client.alert#9", "certificate_verify:0:01, drop:client.alert#9"},
        {"tamper: server.client_hello:0:01", "server.client_hello:0:01"},
        {"tamper: client_hello.extensions.heartbeat:0:01", "client_hello.extensions.heartbeat:0:01"}, /* is not there */
        {"tamper: server_key_exchange.params.dh_p:0:01", "server_key_exchange.params.dh_p:0:01"}, /* of other suites */
        {"tamper: client_hello.random:32:01", "client_hello.random:32:01"},
        {"tamper: client_hello.random:-33:01", "client_hello.random:-33:01"},
        {"tamper: finished.verify_data:0:01", "finished.verify_data:0:01"}, /* is protected */
        {"tamper: h2.finished:0:01", "h2.finished:0:01"},
        {"fault: h2.finished:0:01", "h2.finished:0:01"},
        {"fault: fatal:internal_error:hello_request", "fatal:internal_error:hello_request"},
        {"client.fault: server_hello:0:01\nserver.fault: client_hello:0:01", "server_hello:0:01, client_hello:0:01"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer scenario = BUFFER_EMPTY;
        text_append(&scenario, "seed: 1\n");
        text_append(&scenario, cases[i][0]);
        Simulation *run = run_of(text_finish(&scenario));
        const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
        assert_outcome(run, 1, "closed", "closed");
        if (!outcome->undone || strcmp(outcome->undone, cases[i][1]) != 0)
            fail_msg("%s: undone is '%s'", cases[i][0], outcome->undone ? outcome->undone : "nothing");
        if (strncmp(cases[i][0], "tamper", 6) == 0)
            step_of(run, "attacker.state.finds_nothing");
        simulation_free(run);
        buffer_clear(&scenario);
    }
}

/* Following a connection, and holding messages until they are whole, changes nothing. */
static void an_attacker_whose_time_never_comes_changes_nothing(void **state)
{
    static const Actor senders[] = {ACTOR_CLIENT, ACTOR_SERVER};
    size_t near, far;
    (void)state;
    Simulation *run = run_of("seed: 1\nrecord-size: 50\ntamper: drop:application_data#1000");
    assert_outcome(run, 1, "closed", "closed");
    for (size_t i = 0; i < COUNT_OF(senders); i++)
        assert_wire(run, senders[i], &near, &far, true);
    step_of(run, "attacker.state.passes_to_server");
    simulation_free(run);
}

static void a_change_may_be_for_one_connection(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nconnections: 2\ntamper: c2.finished:-1:01");
    assert_outcome(run, 1, "closed", "closed");
    assert_outcome(run, 2, "failed", "failed");
    assert_null(timeline_outcome(simulation_timeline(run), 1)->undone);
    simulation_free(run);

    Scenario *scenario = scenario_new();
    Diagnostic diagnostic = {""};
    assert_true(scenario_set_from(scenario, "--", "tamper", "truncate:c3.alert", &diagnostic));
    assert_null(simulation_new(scenario, &diagnostic));
    assert_string_equal(diagnostic.text, "--tamper: c3.: the run has 1 connection; see --connections");
    scenario_free(scenario);
}

static void who_changes_messages_does_nothing_else(void **state)
{
    (void)state;
    Scenario *scenario = scenario_of("attacker: none\ntamper: truncate");
    Diagnostic diagnostic = {""};
    assert_null(simulation_new(scenario, &diagnostic));
    assert_string_equal(diagnostic.text,
                        "scenario:1: attacker: none does not go with tamper; accepted beside it is forward");
    scenario_free(scenario);
    Simulation *run = run_of("seed: 1\nattacker: forward\ntamper: truncate");
    assert_outcome(run, 1, "truncated", "truncated");
    simulation_free(run);
}

/* Peers that lie */

static void a_side_believes_in_what_it_sent(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nserver.fault: server_hello_done:-1:00,application_data:0:20");
    assert_outcome(run, 1, "closed", "closed");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "server_application_data");
    assert_int_equal(known(run, ACTOR_CLIENT, "server_application_data").data[0], 'h');
    step_of(run, "server.compute.fault");
    simulation_free(run);

    run = run_of("seed: 1\nfault: finished.verify_data:0:01");
    assert_text(run, ACTOR_CLIENT, "tampering.message", "finished");
    assert_outcome(run, 1, "failed", "failed");
    assert_false(step_of(run, "client.send.finished")->message->differs);
    simulation_free(run);
}

/* Without a side the first of a name is the first that either sends. */
static void sides_lie_together_or_alone(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nfault: finished#2.verify_data:0:01");
    assert_text(run, ACTOR_SERVER, "tampering.message", "finished");
    simulation_free(run);
    run = run_of("seed: 1\nserver.fault: finished.verify_data:0:01");
    assert_text(run, ACTOR_SERVER, "tampering.message", "finished");
    assert_false(knows(run, ACTOR_CLIENT, "tampering.message"));
    simulation_free(run);
}

static void a_side_sends_what_it_should_not(void **state)
{
    static const char *const cases[][2] = {
        {"fault: drop:client_key_exchange", "client.compute.fault"},
        {"fault: replay:client_key_exchange", "client.send.client_key_exchange#2"},
        {"fault: swap:certificate,server_key_exchange", "server.send.certificate"},
        {"fault: insert:server_hello:160e000000", "server.send.server_hello_done"},
        {"fault: insert:client.application_data:1463", "client.send.change_cipher_spec#2"},
        {"fault: insert:client_hello:16ff000000", "client.send.message"},
        {"fault: alert:1:5a", "server.alert.send_alert"},
        {"fault: warning:user_canceled", "client.alert.send_alert"},
        {"fault: fatal:internal_error:server_hello_done", "server.state.failed"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer scenario = BUFFER_EMPTY;
        text_append(&scenario, "seed: 1\n");
        text_append(&scenario, cases[i][0]);
        Simulation *run = run_of(text_finish(&scenario));
        step_of(run, cases[i][1]);
        assert_null(timeline_outcome(simulation_timeline(run), 1)->undone);
        simulation_free(run);
        buffer_clear(&scenario);
    }
}

/* A handshake that was given up in good order is no connection. */
static void giving_up_is_not_connecting(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nfault: warning:user_canceled:client_key_exchange,"
                             "warning:close_notify:client_key_exchange");
    const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
    assert_outcome(run, 1, "closed", "closed");
    assert_false(outcome->connected);
    assert_int_equal(outcome->alerts[0].alert, ERROR_USER_CANCELED);
    simulation_free(run);
}

static void an_alert_without_a_cause_was_caught_by_nothing(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nfault: fatal:access_denied:server.change_cipher_spec");
    const Outcome *outcome = timeline_outcome(simulation_timeline(run), 1);
    assert_int_equal(outcome->alerts[0].alert, ERROR_ACCESS_DENIED);
    assert_null(outcome->caught_by);
    assert_false(outcome->connected);
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_byte_shows_on_both_sides),
        cmocka_unit_test(a_field_may_lie_in_several_records),
        cmocka_unit_test(messages_come_and_go_and_change_places),
        cmocka_unit_test(what_found_nothing_to_change_is_told),
        cmocka_unit_test(an_attacker_whose_time_never_comes_changes_nothing),
        cmocka_unit_test(a_change_may_be_for_one_connection),
        cmocka_unit_test(who_changes_messages_does_nothing_else),
        cmocka_unit_test(a_side_believes_in_what_it_sent),
        cmocka_unit_test(sides_lie_together_or_alone),
        cmocka_unit_test(a_side_sends_what_it_should_not),
        cmocka_unit_test(giving_up_is_not_connecting),
        cmocka_unit_test(an_alert_without_a_cause_was_caught_by_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
