/* Two runs compared: laid side by side by their steps' names; what differs first, and what follows from what. */
#include <string.h>

#include "../sim/run.h"
#include "base/text.h"
#include "report/compare/compare.h"

/* The scenarios differ in their last lines. */
typedef struct Runs {
    Simulation *left, *right;
    Comparison comparison;
} Runs;

static Runs compared(const char *left, const char *right)
{
    Runs runs = {.left = run_of(left), .right = run_of(right)};
    compare_timelines(&runs.comparison, simulation_timeline(runs.left), simulation_timeline(runs.right));
    return runs;
}

static void clear(Runs *runs)
{
    comparison_clear(&runs->comparison);
    simulation_free(runs->left);
    simulation_free(runs->right);
}

/* The index of the first difference of that title, which begins with it; -1 for none. */
static int find(const Comparison *comparison, const char *title)
{
    Buffer out = BUFFER_EMPTY;
    int found = -1;
    for (int i = 0; i < comparison->count && found < 0; i++) {
        buffer_truncate(&out, 0);
        difference_append_title(&out, comparison, &comparison->differences[i]);
        found = strncmp(text_finish(&out), title, strlen(title)) == 0 ? i : -1;
    }
    buffer_clear(&out);
    return found;
}

static void assert_follows(const Comparison *comparison, const char *title, const char *cause)
{
    int index = find(comparison, title), wanted = find(comparison, cause);
    if (index < 0 || wanted < 0)
        fail_msg("'%s' does not differ", index < 0 ? title : cause);
    const Difference *difference = &comparison->differences[index];
    for (int i = 0; i < difference->cause_count; i++)
        if (difference->causes[i] == wanted)
            return;
    fail_msg("'%s' does not follow from '%s'", title, cause);
}

static void the_same_scenario_has_no_difference(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1\nresume: ticket", "seed: 1\nresume: ticket");
    assert_int_equal(runs.comparison.count, 0);
    assert_int_equal(runs.comparison.pair_count, timeline_step_count(simulation_timeline(runs.left)));
    clear(&runs);
}

/* Every step of both runs is in one pair, in order, and no pair has two names. */
static void steps_are_laid_side_by_side(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1", "seed: 1\nsuite: TLS_RSA_WITH_AES_128_CBC_SHA");
    int left = 1, right = 1, both = 0;
    for (int i = 0; i < runs.comparison.pair_count; i++) {
        const StepPair *pair = &runs.comparison.pairs[i];
        if (pair->left)
            assert_int_equal(pair->left->number, left++);
        if (pair->right)
            assert_int_equal(pair->right->number, right++);
        if (pair->left && pair->right)
            assert_string_equal(pair->left->name, pair->right->name);
        both += pair->left && pair->right;
    }
    assert_int_equal(left - 1, timeline_step_count(simulation_timeline(runs.left)));
    assert_int_equal(right - 1, timeline_step_count(simulation_timeline(runs.right)));
    assert_true(both > 60);
    clear(&runs);
}

static void another_seed_goes_from_randoms_to_finished(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1", "seed: 2");
    const Comparison *comparison = &runs.comparison;
    assert_int_equal(find(comparison, "client_random"), 0);
    assert_int_equal(comparison->differences[0].cause_count, 0);
    assert_follows(comparison, "ClientHello", "client_random");
    assert_follows(comparison, "ServerHello", "server_random");
    assert_follows(comparison, "signed_parameters", "server_random");
    assert_follows(comparison, "ecdh.shared_secret", "ecdh.client_private");
    assert_follows(comparison, "pre_master_secret", "ecdh.shared_secret");
    assert_follows(comparison, "session_hash", "ClientHello");
    assert_follows(comparison, "master_secret", "pre_master_secret");
    assert_follows(comparison, "key_block", "master_secret");
    assert_follows(comparison, "client_write_key", "key_block");
    assert_follows(comparison, "client_verify_data", "master_secret");
    assert_follows(comparison, "Finished", "client_verify_data");
    clear(&runs);
}

/* Whoever reads a value that another has drawn makes no difference of his own. */
static void a_difference_that_is_passed_on_counts_once(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1", "seed: 2");
    int count = 0;
    for (int i = 0; i < runs.comparison.count; i++) {
        const Difference *difference = &runs.comparison.differences[i];
        if (difference->kind == DIFFERENCE_VALUE && difference->right_fact->ref.id == FACT_CLIENT_RANDOM) {
            assert_int_equal(difference->right_fact->actor, ACTOR_CLIENT);
            count++;
        }
    }
    assert_int_equal(count, 1);
    clear(&runs);
}

/* Tampering: the sender's message is the same, what arrives is another, and the attacker did it. */
static void what_an_attacker_changes_follows_from_him(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1\nattacker: forward", "seed: 1\nattacker: forward\ntamper: client_hello.random:0:01");
    const Comparison *comparison = &runs.comparison;
    assert_follows(comparison, "ClientHello, as it arrives", "1 step only on the right: attacker: Changes bytes");
    assert_follows(comparison, "client_random", "ClientHello, as it arrives");
    assert_follows(comparison, "signed_parameters", "client_random");
    int check = find(comparison, "check: Is the signature the server's?");
    assert_true(check >= 0);
    assert_false(difference_step(comparison, &comparison->differences[check])->check->passed);
    assert_follows(comparison, "check: Is the signature the server's?", "ServerKeyExchange");
    clear(&runs);
}

/* Whether the first value of that kind that differs on an actor's side follows from the difference of that title. */
static bool value_follows(const Comparison *comparison, FactId id, Actor actor, const char *cause)
{
    int wanted = find(comparison, cause);
    assert_true(wanted >= 0);
    for (int i = 0; i < comparison->count; i++) {
        const Difference *difference = &comparison->differences[i];
        const TimelineFact *fact = difference->kind == DIFFERENCE_VALUE ? difference->right_fact : NULL;
        if (!fact || fact->ref.id != id || fact->actor != actor)
            continue;
        for (int j = 0; j < difference->cause_count; j++)
            if (difference->causes[j] == wanted)
                return true;
        return false;
    }
    fail_msg("the %s has no %s that differs", actor_name(actor), fact_item(id)->name);
    return false;
}

/* Each side hashes its own messages as it sent them, and the other's as they came: what was changed on the way to one
   side is in no hash of the other's. */
static void a_hash_follows_from_what_its_side_has_seen(void **state)
{
    (void)state;
    static const char left[] = "seed: 1\nsuite: TLS_RSA_WITH_AES_128_GCM_SHA256\nattacker: forward";
    Buffer right = BUFFER_EMPTY;
    text_append(&right, left);
    text_append(&right, "\ntamper: client_hello.random:0:01, server_hello.random:0:01");
    Runs runs = compared(left, text_finish(&right));
    const char *to_server = "ClientHello, as it arrives", *to_client = "ServerHello, as it arrives";
    assert_true(value_follows(&runs.comparison, FACT_SESSION_HASH, ACTOR_CLIENT, to_client));
    assert_false(value_follows(&runs.comparison, FACT_SESSION_HASH, ACTOR_CLIENT, to_server));
    assert_true(value_follows(&runs.comparison, FACT_SESSION_HASH, ACTOR_SERVER, to_server));
    assert_false(value_follows(&runs.comparison, FACT_SESSION_HASH, ACTOR_SERVER, to_client));
    buffer_clear(&right);
    clear(&runs);
}

static void a_lie_is_the_cause_of_the_message(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1", "seed: 1\nfault: client.finished.verify_data:0:01");
    assert_follows(&runs.comparison, "Finished", "1 step only on the right: client: Lies");
    clear(&runs);
}

/* What is made in other steps is the cause all the same. */
static void another_key_exchange_is_a_cause_too(void **state)
{
    (void)state;
    Runs runs = compared("seed: 1\nsuite: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                         "seed: 1\nsuite: TLS_RSA_WITH_AES_128_GCM_SHA256");
    const Comparison *comparison = &runs.comparison;
    assert_int_equal(find(comparison, "cipher_suites"), 0);
    assert_follows(comparison, "ClientHello", "cipher_suites");
    assert_follows(comparison, "master_secret", "pre_master_secret");
    int index = find(comparison, "pre_master_secret");
    assert_true(index >= 0 && comparison->differences[index].cause_count > 0);
    clear(&runs);
}

/* Causes come first, so that whoever goes down the list has seen them. */
static void causes_come_before_what_follows(void **state)
{
    (void)state;
    Runs runs =
        compared("seed: 1\nresume: session-id", "seed: 2\nresume: ticket\nsuite: TLS_DHE_RSA_WITH_AES_128_CBC_SHA");
    for (int i = 0; i < runs.comparison.count; i++)
        for (int j = 0; j < runs.comparison.differences[i].cause_count; j++)
            assert_in_range((uintmax_t)runs.comparison.differences[i].causes[j], 0, (uintmax_t)(i - 1));
    assert_true(runs.comparison.count > 30);
    clear(&runs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_scenario_has_no_difference),
        cmocka_unit_test(steps_are_laid_side_by_side),
        cmocka_unit_test(another_seed_goes_from_randoms_to_finished),
        cmocka_unit_test(a_difference_that_is_passed_on_counts_once),
        cmocka_unit_test(what_an_attacker_changes_follows_from_him),
        cmocka_unit_test(a_hash_follows_from_what_its_side_has_seen),
        cmocka_unit_test(a_lie_is_the_cause_of_the_message),
        cmocka_unit_test(another_key_exchange_is_a_cause_too),
        cmocka_unit_test(causes_come_before_what_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
