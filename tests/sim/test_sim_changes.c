/* Changes by hand: listed, added and taken away in a scenario, and written as rules for what stands in a run. */
#include "run.h"

#include "base/text.h"
#include "sim/scenario/scenario_changes.h"
#include "sim/scenario/tampering_write.h"

static void add(Scenario *scenario, TamperWho who, Actor sender, int connection, const char *rule)
{
    Diagnostic diagnostic = {""};
    if (!scenario_change_add(scenario, who, sender, connection, rule, &diagnostic))
        fail_msg("%s", diagnostic.text);
}

/* All changes as "key rule|key rule". */
static void assert_changes(const Scenario *scenario, const char *expected)
{
    Buffer all = BUFFER_EMPTY, rule = BUFFER_EMPTY;
    const char *key;
    for (int i = 0; scenario_change_at(scenario, i, &key, &rule); i++) {
        text_append(&all, i ? "|" : "");
        text_append(&all, key);
        text_append(&all, " ");
        text_append(&all, text_finish(&rule));
        buffer_truncate(&rule, 0);
    }
    assert_string_equal(text_finish(&all), expected);
    buffer_clear(&all);
    buffer_clear(&rule);
}

static void changes_are_listed_one_by_one(void **state)
{
    (void)state;
    Scenario *scenario = scenario_of("tamper: drop:finished, swap:certificate,server_hello_done\nsuite: "
                                     "TLS_RSA_WITH_AES_128_CBC_SHA\nc1.server.fault: fatal:internal_error");
    assert_changes(scenario, "tamper drop:finished|tamper swap:certificate,server_hello_done|c1.server.fault "
                             "fatal:internal_error");
    scenario_free(scenario);
}

static void added_changes_stand_behind_those_that_hold_already(void **state)
{
    (void)state;
    Scenario *scenario = scenario_new();
    add(scenario, TAMPER_BY_ATTACKER, ACTOR_SERVER, 1, "drop:finished");
    add(scenario, TAMPER_BY_ATTACKER, ACTOR_CLIENT, 1, "replay:alert");
    add(scenario, TAMPER_BY_SENDER, ACTOR_SERVER, 1, "drop:certificate");
    assert_changes(scenario, "tamper drop:finished|tamper replay:alert|fault drop:certificate");
    scenario_free(scenario);
}

/* Neither may a new rule make those of the other side, or of another connection, void. */
static void a_new_place_does_not_win_over_others(void **state)
{
    (void)state;
    Scenario *scenario = scenario_of("connections: 2\nclient.fault: drop:finished\nc2.tamper: drop:alert");
    add(scenario, TAMPER_BY_SENDER, ACTOR_SERVER, 1, "drop:certificate");
    add(scenario, TAMPER_BY_ATTACKER, ACTOR_SERVER, 1, "drop:certificate");
    assert_changes(scenario, "client.fault drop:finished|c2.tamper drop:alert|c1.server.fault drop:certificate|"
                             "c1.tamper drop:certificate");
    assert_string_equal(scenario_get(scenario, SCENARIO_FAULT, ACTOR_CLIENT, 1, 1), "drop:finished");
    assert_string_equal(scenario_get(scenario, SCENARIO_TAMPER, ACTOR_ATTACKER, 2, 1), "drop:alert");
    scenario_free(scenario);
}

/* The setting keeps its place: one behind it still wins. */
static void a_setting_that_grows_stays_where_it_is(void **state)
{
    (void)state;
    Scenario *scenario = scenario_of("connections: 2\ntamper: drop:alert\nc2.tamper: drop:finished");
    add(scenario, TAMPER_BY_ATTACKER, ACTOR_SERVER, 1, "replay:alert");
    assert_changes(scenario, "tamper drop:alert|tamper replay:alert|c2.tamper drop:finished");
    assert_string_equal(scenario_get(scenario, SCENARIO_TAMPER, ACTOR_ATTACKER, 2, 1), "drop:finished");
    scenario_free(scenario);
}

static void a_rule_that_does_not_read_changes_nothing(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_of("tamper: drop:finished");
    assert_false(scenario_change_add(scenario, TAMPER_BY_ATTACKER, ACTOR_SERVER, 1, "drop:nothing", &diagnostic));
    assert_non_null(strstr(diagnostic.text, "'nothing' is no message"));
    assert_changes(scenario, "tamper drop:finished");
    scenario_free(scenario);
}

static void the_last_change_taken_away_takes_the_setting_with_it(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    const char *key, *value;
    Scenario *scenario = scenario_of("tamper: drop:finished, replay:alert\nseed: 1");
    assert_true(scenario_change_remove(scenario, 0, &diagnostic));
    assert_changes(scenario, "tamper replay:alert");
    assert_true(scenario_change_remove(scenario, 0, &diagnostic));
    assert_true(scenario_change_remove(scenario, 0, &diagnostic));
    assert_changes(scenario, "");
    assert_true(scenario_setting_at(scenario, 0, &key, &value));
    assert_string_equal(key, "seed");
    assert_false(scenario_setting_at(scenario, 1, &key, &value));
    scenario_free(scenario);
}

static void assert_target(const Simulation *run, const char *name, TamperWho who, const char *expected)
{
    const Timeline *timeline = simulation_timeline(run);
    const Step *step = timeline_find_step(timeline, name), *sent = step ? tampering_sent_step(timeline, step) : NULL;
    Buffer out = BUFFER_EMPTY;
    if (!sent)
        fail_msg("nobody sent the message of %s", name);
    if (!tampering_write_target(&out, timeline, sent, who))
        fail_msg("the message of %s has no name", name);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void messages_are_named_as_short_as_the_run_allows(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1");
    assert_target(run, "server.send.server_hello", TAMPER_BY_ATTACKER, "server_hello");
    assert_target(run, "client.receive.server_hello", TAMPER_BY_SENDER, "server_hello");
    assert_target(run, "eavesdropper.receive.server_hello", TAMPER_BY_ATTACKER, "server_hello");
    assert_target(run, "client.send.finished", TAMPER_BY_ATTACKER, "client.finished");
    assert_target(run, "eavesdropper.receive.encrypted_record", TAMPER_BY_SENDER, "client.finished");
    assert_target(run, "server.receive.application_data", TAMPER_BY_SENDER, "client.application_data");
    simulation_free(run);
}

static void several_of_a_name_are_counted(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nrenegotiate: client");
    assert_target(run, "c1.h2.client.send.finished", TAMPER_BY_SENDER, "client.finished#2");
    assert_target(run, "c1.h2.client.send.finished", TAMPER_BY_ATTACKER, "client.finished#2");
    assert_target(run, "c1.h2.client.send.client_hello", TAMPER_BY_SENDER, "client_hello#2");
    assert_target(run, "c1.h2.client.send.client_hello", TAMPER_BY_ATTACKER, "client.encrypted_handshake");
    simulation_free(run);
    run = run_of("seed: 1\nresume: session-id");
    assert_target(run, "c2.h1.server.send.finished", TAMPER_BY_ATTACKER, "c2.server.finished");
    simulation_free(run);
}

/* Nothing of what the rule was to do is left undone. */
static void assert_found(const Timeline *timeline, const Step *step, TamperWho who)
{
    Scenario *scenario = scenario_of("seed: 1\nresume: ticket");
    Buffer rule = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    text_append(&rule, "replay:");
    assert_true(tampering_write_target(&rule, timeline, step, who));
    add(scenario, who, step->actor, step->connection, text_finish(&rule));
    Simulation *changed = simulation_new(scenario, &diagnostic);
    assert_non_null(changed);
    simulation_run(changed);
    for (int i = 1; i <= timeline_connection_count(simulation_timeline(changed)); i++)
        assert_null(timeline_outcome(simulation_timeline(changed), i)->undone);
    buffer_clear(&rule);
    simulation_free(changed);
    scenario_free(scenario);
}

static void rules_find_the_messages_that_they_were_written_for(void **state)
{
    (void)state;
    Simulation *run = run_of("seed: 1\nresume: ticket");
    const Timeline *timeline = simulation_timeline(run);
    int sent = 0;
    for (int number = 1; number <= timeline_step_count(timeline); number++) {
        const Step *step = timeline_step(timeline, number);
        if (!step->message || step->actor > ACTOR_SERVER || !step_sends(step))
            continue;
        assert_found(timeline, step, TAMPER_BY_ATTACKER);
        assert_found(timeline, step, TAMPER_BY_SENDER);
        sent++;
    }
    assert_true(sent > 20);
    simulation_free(run);
}

static void differences_are_cut_to_what_differs(void **state)
{
    (void)state;
    static const uint8_t before[] = {1, 2, 3, 4}, after[] = {1, 2, 0x13, 4};
    Buffer out = BUFFER_EMPTY;
    assert_true(tampering_write_difference(&out, BYTES_OF_ARRAY(before), BYTES_OF_ARRAY(after), 5));
    assert_string_equal(text_finish(&out), ":7:10");
    assert_false(tampering_write_difference(&out, BYTES_OF_ARRAY(before), BYTES_OF_ARRAY(before), 0));
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_listed_one_by_one),
        cmocka_unit_test(added_changes_stand_behind_those_that_hold_already),
        cmocka_unit_test(a_new_place_does_not_win_over_others),
        cmocka_unit_test(a_setting_that_grows_stays_where_it_is),
        cmocka_unit_test(a_rule_that_does_not_read_changes_nothing),
        cmocka_unit_test(the_last_change_taken_away_takes_the_setting_with_it),
        cmocka_unit_test(messages_are_named_as_short_as_the_run_allows),
        cmocka_unit_test(several_of_a_name_are_counted),
        cmocka_unit_test(rules_find_the_messages_that_they_were_written_for),
        cmocka_unit_test(differences_are_cut_to_what_differs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
