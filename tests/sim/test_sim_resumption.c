/* Runs of several connections, of which later ones resume the session of an earlier one, or cannot. */
#include "run.h"

/* A scenario of two connections, the second of which comes back; what speaks against that; and how it ends. */
typedef struct Comeback {
    const char *scenario;
    const char *failed;         /* "server.check.session_known": the first check of the second connection that failed */
    const char *client, *alert; /* how it ends */
} Comeback;

static const Comeback comebacks[] = {
    {"resume: session-id", NULL, "closed", NULL},
    {"resume: session-id\nno-extended-master-secret: yes", NULL, "closed", NULL},
    {"resume: session-id\nc2.now: 2026-01-01 14:00", NULL, "closed", NULL},
    {"resume: session-id\nc2.now: 2026-01-01 14:00:01", "server.check.session_age", "closed", NULL},
    {"resume: session-id\nsession-lifetime: 60\nc2.now: 2026-01-01 12:02", "server.check.session_age", "closed", NULL},
    {"resume: session-id\nc2.server-forgets: yes", "server.check.session_known", "closed", NULL},
    {"resume: session-id\nc2.client.server-name: localhost", "server.check.session_server_name", "closed", NULL},
    {"resume: session-id\nc1.version: 1.1", "server.check.session_version", "closed", NULL},
    {"resume: session-id\nversion: 1.1", NULL, "closed", NULL},
    {"resume: session-id\nrequire-client-certificate: yes\nclient-certificate: client", NULL, "closed", NULL},
    {"resume: session-id\nclient-certificate: client\nc2.require-client-certificate: yes",
     "server.check.session_client", "closed", NULL},
    {"resume: session-id\nc2.server.suite: AES128-SHA", "server.check.session_suite_accepted", "closed", NULL},
    {"resume: session-id\nc2.client.suite: AES128-SHA", "server.check.session_suite_offered", "failed",
     "illegal_parameter"},
    {"resume: session-id\nc1.no-extended-master-secret: yes", "server.check.session_binding", "closed", NULL},
    {"resume: session-id\nc2.no-extended-master-secret: yes", "server.check.session_binding_offered", "failed",
     "handshake_failure"},
    {"resume: ticket", NULL, "closed", NULL},
    {"resume: ticket\nno-extended-master-secret: yes", NULL, "closed", NULL},
    {"resume: ticket\nc2.server-forgets: yes", NULL, "closed", NULL},
    {"resume: ticket\nc2.rotate-ticket-key: 1", NULL, "closed", NULL},
    {"resume: ticket\nc2.rotate-ticket-key: 2", "server.check.ticket_key", "closed", NULL},
    {"resume: ticket\nc2.damaged-ticket: yes", "server.check.ticket_mac", "closed", NULL},
    {"resume: ticket\nsession-lifetime: 60\nc2.now: 2026-01-01 12:02", "server.check.session_age", "closed", NULL},
    {"resume: ticket\nc2.client.server-name: localhost", "server.check.session_server_name", "closed", NULL},
    {"resume: ticket\nc1.version: 1.1", "server.check.session_version", "closed", NULL},
    {"resume: ticket\nrequire-client-certificate: yes\nclient-certificate: client", NULL, "closed", NULL},
    {"resume: ticket\nclient-certificate: client\nc2.require-client-certificate: yes", "server.check.session_client",
     "closed", NULL},
    {"resume: ticket\nc2.server.suite: AES128-SHA", "server.check.session_suite_accepted", "closed", NULL},
    {"resume: ticket\nc2.client.suite: AES128-SHA", "server.check.session_suite_offered", "failed",
     "illegal_parameter"},
    {"resume: ticket\nc1.no-extended-master-secret: yes", "server.check.session_binding", "closed", NULL},
    {"resume: ticket\nc2.no-extended-master-secret: yes", "server.check.session_binding_offered", "failed",
     "handshake_failure"},
};

/* The first failed check of a connection, without its connection and handshake, or NULL. */
static const char *first_failed(const Timeline *timeline, int connection)
{
    for (int number = 1; number <= timeline_step_count(timeline); number++) {
        const Step *step = timeline_step(timeline, number);
        if (step->connection == connection && step->check && !step->check->passed)
            return step->name + strlen("c1.h1.");
    }
    return NULL;
}

static bool has_step(const Simulation *run, const char *name)
{
    return timeline_find_step(simulation_timeline(run), name) != NULL;
}

static void assert_text(const char *found, const char *expected)
{
    assert_string_equal(found ? found : "(none)", expected ? expected : "(none)");
}

static void every_reason_against_a_session_is_a_scenario(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(comebacks); i++) {
        const Comeback *row = &comebacks[i];
        Buffer text = BUFFER_EMPTY;
        text_append(&text, "seed: comeback\n");
        text_append(&text, row->scenario);
        Simulation *run = run_of(text_finish(&text));
        const Timeline *timeline = simulation_timeline(run);
        print_message("%s\n", row->scenario);
        assert_int_equal(timeline_connection_count(timeline), 2);
        assert_outcome(run, 1, "closed", "closed");
        assert_outcome(run, 2, row->client, row->client);
        assert_text(first_failed(timeline, 2), row->failed);
        const Outcome *outcome = timeline_outcome(timeline, 2);
        assert_text(row->alert ? error_name(outcome->alerts[0].alert) : NULL, row->alert);
        assert_text(outcome_caught_by(outcome), row->alert ? strrchr(row->failed, '.') + 1 : NULL);
        bool full = has_step(run, "c2.h1.server.send.certificate");
        assert_int_equal(full, row->failed != NULL && row->alert == NULL);
        assert_int_equal(has_step(run, "c2.h1.server.compute.resumption"), row->failed == NULL);
        buffer_clear(&text);
        simulation_free(run);
    }
}

static void assert_values_equal(const Simulation *run, Actor actor, const char *a, const char *b, bool equal)
{
    const TimelineFact *of_a = timeline_known(simulation_timeline(run), actor, a, 0);
    const TimelineFact *of_b = timeline_known(simulation_timeline(run), actor, b, 0);
    assert_non_null(of_a);
    assert_non_null(of_b);
    assert_int_equal(bytes_equal(of_a->value, of_b->value), equal);
}

static void a_resumed_connection_has_the_old_secret_and_new_keys(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: session-id\nconnections: 3");
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        assert_values_equal(run, actor, "c1.h1.master_secret", "c2.h1.master_secret", true);
        assert_values_equal(run, actor, "c1.h1.master_secret", "c3.h1.master_secret", true);
        assert_values_equal(run, actor, "c1.h1.client_write_key", "c2.h1.client_write_key", false);
        assert_values_equal(run, actor, "c2.h1.client_write_key", "c3.h1.client_write_key", false);
    }
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "c3.h1.client_write_key");
    assert_same_value(run, ACTOR_CLIENT, ACTOR_SERVER, "c3.h1.server_application_data");
    simulation_free(run);
}

/* The last flight of the handshake can be followed by application data at once: one round trip instead of two. */
static void an_abbreviated_handshake_saves_a_round_trip(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: session-id");
    const Timeline *timeline = simulation_timeline(run);
    assert_int_equal(timeline_find_step(timeline, "c1.h1.client.send.application_data")->flight, 5);
    assert_int_equal(timeline_find_step(timeline, "c2.h1.client.send.application_data")->flight, 3);
    simulation_free(run);
}

static void a_failed_connection_takes_its_session_with_it(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: session-id\nconnections: 3\nc2.no-extended-master-secret: yes");
    assert_outcome(run, 2, "failed", "failed");
    assert_true(has_step(run, "c2.h1.server.state.session_forgotten"));
    assert_false(has_step(run, "c3.h1.client.compute.session"));
    assert_true(has_step(run, "c3.h1.server.send.certificate"));
    assert_outcome(run, 3, "closed", "closed");
    simulation_free(run);
}

static void the_server_counts_what_its_sessions_cost(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: session-id\nc2.server.suite: AES128-SHA");
    const Timeline *timeline = simulation_timeline(run);
    static const char *const values[][2] = {{"c1.h1.session_cache.session_bytes", "119"},
                                            {"c1.h1.session_cache.sessions", "1"},
                                            {"c1.h1.session_cache.bytes", "119"},
                                            {"c2.h1.session_cache.sessions", "2"},
                                            {"c2.h1.session_cache.bytes", "238"}};
    for (size_t i = 0; i < COUNT_OF(values); i++)
        assert_true(
            bytes_equal(timeline_known(timeline, ACTOR_SERVER, values[i][0], 0)->value, bytes_of_text(values[i][1])));
    simulation_free(run);
}

/* Rotated at each connection, and always given back under the newest key. */
static void renewed_tickets_outlive_their_key(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: ticket\nconnections: 4\nrotate-ticket-key: 1\nrenew-ticket: yes");
    for (int connection = 1; connection <= 4; connection++)
        assert_outcome(run, connection, "closed", "closed");
    assert_true(has_step(run, "c4.h1.server.compute.resumption"));
    assert_true(has_step(run, "c4.h1.server.send.new_session_ticket"));
    assert_values_equal(run, ACTOR_SERVER, "c1.h1.master_secret", "c4.h1.master_secret", true);
    assert_values_equal(run, ACTOR_CLIENT, "c1.h1.session_ticket", "c4.h1.session_ticket", false);
    simulation_free(run);
    run = run_of("seed: 1\nresume: ticket\nconnections: 4\nrotate-ticket-key: 1");
    assert_true(has_step(run, "c2.h1.server.compute.resumption"));
    assert_false(has_step(run, "c2.h1.server.send.new_session_ticket"));
    assert_false(has_step(run, "c3.h1.server.compute.resumption"));
    assert_true(has_step(run, "c3.h1.server.send.new_session_ticket"));
    assert_true(has_step(run, "c4.h1.server.compute.resumption"));
    simulation_free(run);
}

static void a_ticket_costs_the_server_nothing_to_remember(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: ticket");
    const TimelineFact *bytes = timeline_known(simulation_timeline(run), ACTOR_SERVER, "session_ticket.bytes", 0);
    const TimelineFact *ticket = timeline_known(simulation_timeline(run), ACTOR_CLIENT, "session_ticket", 0);
    assert_true(bytes_equal(bytes->value, bytes_of_text("162")));
    assert_int_equal(ticket->value.size, 162);
    assert_false(knows(run, ACTOR_SERVER, "session_cache.bytes"));
    simulation_free(run);
}

/* The eavesdropper */

static bool reads(const Simulation *run, int connection)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "c");
    text_append_decimal(&name, (uint64_t)connection);
    text_append(&name, ".h1.server_application_data");
    bool known = knows(run, ACTOR_EAVESDROPPER, text_finish(&name));
    if (known) {
        assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_SERVER, text_finish(&name));
        buffer_truncate(&name, sizeof "c1.h1." - 1);
        text_append(&name, "client_application_data");
        assert_same_value(run, ACTOR_EAVESDROPPER, ACTOR_CLIENT, text_finish(&name));
    }
    buffer_clear(&name);
    return known;
}

/* Which of two connections she reads, and what she says of the second. */
static const struct {
    const char *scenario;
    bool reads[2];
    const char *says;
} overheard[] = {
    {"resume: session-id", {false, false}, "c2.h1.eavesdropper.state.lacks_session"},
    {"resume: ticket", {false, false}, "c2.h1.eavesdropper.state.lacks_ticket_key"},
    {"resume: session-id\nsuite: AES128-SHA\neavesdropper-has: server-key",
     {true, true},
     "c2.h1.eavesdropper.compute.session"},
    {"resume: ticket\nsuite: AES128-SHA\neavesdropper-has: server-key",
     {true, true},
     "c2.h1.eavesdropper.compute.session"},
    {"resume: session-id\nc1.eavesdropper-has: server-private", {true, true}, "c2.h1.eavesdropper.compute.session"},
    {"resume: session-id\nc2.eavesdropper-has: server-private",
     {false, false},
     "c2.h1.eavesdropper.state.lacks_session"},
    {"resume: session-id\nc1.eavesdropper-has: server-private\nc2.server-forgets: yes",
     {true, false},
     "c2.h1.eavesdropper.state.search_too_long"},
    {"resume: ticket\neavesdropper-has: ticket-key", {true, true}, "c1.h1.eavesdropper.state.goes_back"},
    {"resume: ticket\nc2.eavesdropper-has: ticket-key", {true, true}, "c1.h1.eavesdropper.state.goes_back"},
    {"resume: ticket\neavesdropper-has: ticket-key@after", {true, true}, "c1.h1.eavesdropper.state.goes_back"},
    {"resume: ticket\neavesdropper-has: ticket-key@after\nc2.rotate-ticket-key: 1", {true, true}, NULL},
    /* A key that the server has thrown away opens nothing any more. */
    {"resume: ticket\neavesdropper-has: ticket-key@after\nc2.rotate-ticket-key: 2", {false, true}, NULL},
    {"resume: session-id\nsuite: AES128-SHA\neavesdropper-has: server-key@after", {true, true}, NULL},
    {"resume: session-id\neavesdropper-has: server-key@after",
     {false, false},
     "c1.h1.eavesdropper.state.key_only_signs"},
};

static void who_knows_a_session_reads_what_resumes_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(overheard); i++) {
        Buffer text = BUFFER_EMPTY;
        text_append(&text, "seed: overheard\n");
        text_append(&text, overheard[i].scenario);
        Simulation *run = run_of(text_finish(&text));
        print_message("%s\n", overheard[i].scenario);
        for (int connection = 1; connection <= 2; connection++)
            assert_int_equal(reads(run, connection), overheard[i].reads[connection - 1]);
        if (overheard[i].says)
            assert_true(has_step(run, overheard[i].says));
        buffer_clear(&text);
        simulation_free(run);
    }
}

/* What she reads when all is over she could have read all the time, had she had the key: no byte is another. */
static void going_back_changes_no_byte_and_tells_nothing_twice(void **state)
{
    (void)state;
    Simulation *before = run_of("seed: 1\nresume: ticket\neavesdropper-has: ticket-key");
    Simulation *after = run_of("seed: 1\nresume: ticket\neavesdropper-has: ticket-key@after");
    for (int connection = 1; connection <= 2; connection++) {
        Buffer one = bytes_on_link(before, connection, 0), other = bytes_on_link(after, connection, 0);
        assert_true(bytes_equal(buffer_bytes(&one), buffer_bytes(&other)));
        buffer_clear(&one);
        buffer_clear(&other);
    }
    assert_false(has_step(after, "c1.h1.eavesdropper.receive.client_hello#2"));
    assert_false(has_step(after, "c1.h1.eavesdropper.receive.new_session_ticket#2"));
    assert_true(has_step(after, "c1.h1.eavesdropper.receive.application_data#2"));
    assert_false(has_step(after, "c1.h1.eavesdropper.receive.application_data#3"));
    assert_false(has_step(after, "c1.h1.eavesdropper.receive.finished#3"));
    simulation_free(before);
    simulation_free(after);
}

static void without_resume_nothing_is_kept(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nconnections: 2");
    assert_false(has_step(run, "state.session_stored"));
    assert_false(has_step(run, "c2.h1.client.compute.session"));
    assert_int_equal(timeline_known(simulation_timeline(run), ACTOR_CLIENT, "session_id", 0)->value.size, 0);
    simulation_free(run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reason_against_a_session_is_a_scenario),
        cmocka_unit_test(a_resumed_connection_has_the_old_secret_and_new_keys),
        cmocka_unit_test(an_abbreviated_handshake_saves_a_round_trip),
        cmocka_unit_test(a_failed_connection_takes_its_session_with_it),
        cmocka_unit_test(the_server_counts_what_its_sessions_cost),
        cmocka_unit_test(renewed_tickets_outlive_their_key),
        cmocka_unit_test(a_ticket_costs_the_server_nothing_to_remember),
        cmocka_unit_test(who_knows_a_session_reads_what_resumes_it),
        cmocka_unit_test(going_back_changes_no_byte_and_tells_nothing_twice),
        cmocka_unit_test(without_resume_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
