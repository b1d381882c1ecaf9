/* Values to choose from: each of them is accepted for its option, and choosing one leaves nothing of what was set. */
#include "run.h"

#include "sim/scenario/scenario_choice.h"
#include "sim/scenario/scenario_option.h"

static void every_choice_is_accepted(void **state)
{
    (void)state;
    const char *value, *what;
    int options = 0, values = 0;
    for (int i = 0; scenario_option_at(i); i++) {
        options += scenario_choice_at((ScenarioId)i, 0, &value, &what);
        for (int j = 0; scenario_choice_at((ScenarioId)i, j, &value, &what); j++) {
            Scenario *scenario = scenario_new();
            Diagnostic diagnostic = {""};
            if (!scenario_choose(scenario, (ScenarioId)i, value, &diagnostic))
                fail_msg("%s", diagnostic.text);
            assert_non_null(what);
            scenario_free(scenario);
            values++;
        }
    }
    assert_true(options >= 12 && values > 100);
}

static void other_options_have_no_choices(void **state)
{
    (void)state;
    const char *value, *what;
    assert_false(scenario_choice_at(SCENARIO_SEED, 0, &value, &what));
    assert_false(scenario_choice_at(SCENARIO_UNCHECKED, 0, &value, &what));
    assert_false(scenario_choice_at(SCENARIO_SUITE, -1, &value, &what));
}

static void a_choice_holds_for_all(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    const char *key, *value;
    Scenario *scenario = scenario_of("connections: 2\nclient.group: x25519\nc2.server.group: secp256r1\nseed: 1");
    assert_true(scenario_choose(scenario, SCENARIO_GROUP, "secp384r1", &diagnostic));
    for (int connection = 1; connection <= 2; connection++) {
        assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_CLIENT, connection, 1), "secp384r1");
        assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_SERVER, connection, 1), "secp384r1");
    }
    assert_true(scenario_choose(scenario, SCENARIO_GROUP, NULL, &diagnostic));
    assert_null(scenario_get(scenario, SCENARIO_GROUP, ACTOR_CLIENT, 1, 1));
    assert_true(scenario_setting_at(scenario, 1, &key, &value));
    assert_string_equal(key, "seed");
    assert_false(scenario_setting_at(scenario, 2, &key, &value));
    scenario_free(scenario);
}

static void what_is_not_accepted_changes_nothing(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_of("client.group: x25519");
    assert_false(scenario_choose(scenario, SCENARIO_GROUP, "x25518", &diagnostic));
    assert_non_null(strstr(diagnostic.text, "did you mean x25519?"));
    assert_string_equal(scenario_get(scenario, SCENARIO_GROUP, ACTOR_CLIENT, 1, 1), "x25519");
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_is_accepted),
        cmocka_unit_test(other_options_have_no_choices),
        cmocka_unit_test(a_choice_holds_for_all),
        cmocka_unit_test(what_is_not_accepted_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
