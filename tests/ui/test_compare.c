/* In which order the differences of two runs are listed, and what is folded. */
#include "ui/panels/compare_rows.h"

#include "base/text.h"
#include "check.h"
#include "sim/run/simulation.h"

static Simulation *run(const char *key, const char *value)
{
    Diagnostic diagnostic;
    Scenario *scenario = scenario_new();
    assert_true(scenario_set(scenario, "seed", "1", &diagnostic));
    if (key)
        assert_true(scenario_set(scenario, key, value, &diagnostic));
    Simulation *simulation = simulation_new(scenario, &diagnostic);
    scenario_free(scenario);
    assert_non_null(simulation);
    simulation_run(simulation);
    return simulation;
}

typedef struct TwoRuns {
    Simulation *left, *right;
    Comparison comparison;
    CompareRows rows;
} TwoRuns;

static void start(TwoRuns *runs, const char *key, const char *value)
{
    *runs = (TwoRuns){.left = run(NULL, NULL), .right = run(key, value)};
    compare_timelines(&runs->comparison, simulation_timeline(runs->left), simulation_timeline(runs->right));
    compare_rows_make(&runs->rows, &runs->comparison);
}

static void end(TwoRuns *runs)
{
    compare_rows_clear(&runs->rows);
    comparison_clear(&runs->comparison);
    simulation_free(runs->left);
    simulation_free(runs->right);
}

static bool is_first(const TwoRuns *runs, int row)
{
    DifferenceKind kind = runs->comparison.differences[runs->rows.items[row]].kind;
    return kind == DIFFERENCE_MESSAGE || kind == DIFFERENCE_CHECK;
}

static void what_messages_carried_comes_first_and_the_end_last(void **state)
{
    (void)state;
    TwoRuns runs;
    Buffer text = BUFFER_EMPTY;
    start(&runs, "tamper", "server_hello.cipher_suite:1:24");
    int last = runs.rows.count - 1, firsts = 0;
    assert_int_equal(runs.rows.items[last], COMPARE_ROW_END);
    assert_int_equal(runs.rows.items[last - 1], COMPARE_ROW_FOLD);
    for (int row = 0; row < last - 1; row++) {
        assert_true(!is_first(&runs, row) || row == firsts);
        firsts += is_first(&runs, row);
    }
    assert_int_equal(firsts, 2);
    compare_append_end(&text, runs.comparison.left);
    assert_string_equal(text_finish(&text), "connected");
    buffer_truncate(&text, 0);
    compare_append_end(&text, runs.comparison.right);
    assert_string_equal(text_finish(&text), "illegal_parameter (the client)");
    buffer_clear(&text);
    end(&runs);
}

/* Folded, the rest is there once each; open, all are. */
static void nothing_is_lost_in_the_fold(void **state)
{
    (void)state;
    TwoRuns runs;
    start(&runs, "tamper", "drop:client.change_cipher_spec");
    assert_int_equal(runs.rows.folded, 2);
    assert_int_equal(runs.rows.count, runs.comparison.count - runs.rows.folded + 2);
    for (int i = 0; i < runs.comparison.count; i++) {
        int row = compare_rows_find(&runs.rows, &runs.comparison, i);
        assert_int_equal(runs.rows.items[row], i);
    }
    assert_true(runs.rows.open);
    assert_int_equal(runs.rows.count, runs.comparison.count + 2);
    end(&runs);
}

/* Without an attacker the order tells what follows from what. */
static void other_runs_keep_their_order(void **state)
{
    (void)state;
    TwoRuns runs;
    start(&runs, "suite", "TLS_RSA_WITH_AES_128_CBC_SHA");
    for (int row = 0; row < runs.comparison.count; row++)
        assert_int_equal(runs.rows.items[row], row);
    assert_int_equal(runs.rows.folded, 0);
    assert_int_equal(runs.rows.count, runs.comparison.count + 1);
    end(&runs);
    start(&runs, NULL, NULL);
    assert_int_equal(runs.rows.count, 0);
    end(&runs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_messages_carried_comes_first_and_the_end_last),
        cmocka_unit_test(nothing_is_lost_in_the_fold),
        cmocka_unit_test(other_runs_keep_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
