/* What came of changes: which step caught them, in whose words, and what is said where none did. */
#include <string.h>

#include "../sim/run.h"
#include "base/text.h"
#include "report/tell/verdict.h"

static void assert_verdict(const char *scenario, const char *caught, const char *alert, const char *sentence)
{
    Simulation *run = run_of(scenario);
    Verdict verdict = verdict_of(simulation_timeline(run));
    Buffer out = BUFFER_EMPTY;
    verdict_append_sentence(&out, &verdict);
    if (!strstr(text_finish(&out), sentence))
        fail_msg("%s: %s", scenario, text_finish(&out));
    assert_string_equal(verdict.caught ? verdict.caught->name : "", caught);
    assert_string_equal(verdict.alert ? error_name(verdict.alert->alert) : "", alert);
    buffer_clear(&out);
    simulation_free(run);
}

static void the_check_that_caught_it_is_found(void **state)
{
    (void)state;
    assert_verdict("seed: 1\ntamper: server_hello.cipher_suite:0:0001", "c1.h1.client.check.server_cipher_suite",
                   "illegal_parameter", "Caught by the client in step ");
    assert_verdict("seed: 1\ntamper: client.finished:8:01", "c1.h1.server.check.record", "bad_record_mac",
                   "Caught by the server in step ");
    assert_verdict("seed: 1\nfault: client.finished.verify_data:0:01", "c1.h1.server.check.verify_data",
                   "decrypt_error", "Caught by the server in step ");
}

/* Of several connections the first is told of in which something went wrong. */
static void the_connection_where_it_happened_is_found(void **state)
{
    (void)state;
    assert_verdict("seed: 1\nconnections: 3\ntamper: c2.client.finished:8:01", "c2.h1.server.check.record",
                   "bad_record_mac", "Caught by the server in step ");
}

static void what_nobody_notices_is_said(void **state)
{
    (void)state;
    assert_verdict("seed: 1", "", "", "Nothing caught it: both sides");
    assert_verdict("seed: 1\ntamper: drop:server_hello_done", "", "", "both sides wait for what never comes");
    assert_verdict("seed: 1\nfault: fatal:access_denied:server_hello", "", "access_denied", "because it was told to");
    assert_verdict("seed: 1\ntamper: drop:hello_request", "", "", "No occasion came for: drop:hello_request.");
}

static void a_connection_that_is_cut_off_is_caught_as_such(void **state)
{
    (void)state;
    assert_verdict("seed: 1\ntamper: truncate:client.alert", "c1.h1.server.state.truncated", "",
                   "Caught by the server in step ");
}

static void assert_ending(const char *scenario, int connection, const char *wanted)
{
    Simulation *run = run_of(scenario);
    Report report = {.timeline = simulation_timeline(run), .scenario = simulation_scenario(run)};
    Buffer out = BUFFER_EMPTY;
    verdict_append_ending(&out, &report, connection);
    const char *at = strstr(text_finish(&out), wanted);
    if (!at || (wanted[strlen(wanted) - 1] == '.' && at[strlen(wanted)] != '\0'))
        fail_msg("%s: %s", scenario, text_finish(&out));
    buffer_clear(&out);
    simulation_free(run);
}

/* What nobody changed nobody had to notice, and a change on one connection is nothing that another could catch. */
static void an_ending_says_that_nobody_noticed_only_what_there_was_to_notice(void **state)
{
    (void)state;
    assert_ending("seed: 1", 1, "Connection 1: connected, then closed by both sides.");
    assert_ending(
        "seed: 1\ntamper: drop:server_hello_done", 1,
        "Connection 1: client stalled, server stalled. Nothing caught it, and nothing goes on: both sides wait "
        "for what never comes.");
    assert_ending("seed: 1\nfault: fatal:access_denied:server_hello", 1,
                  "The server sent access_denied (fatal). There was nothing to catch");
    assert_ending("seed: 1\nconnections: 2\nc2.tamper: drop:server_hello_done", 1, "closed by both sides.");
    assert_ending("seed: 1\nconnections: 2\nc2.tamper: drop:server_hello_done", 2, "Nothing caught it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_that_caught_it_is_found),
        cmocka_unit_test(the_connection_where_it_happened_is_found),
        cmocka_unit_test(what_nobody_notices_is_said),
        cmocka_unit_test(a_connection_that_is_cut_off_is_caught_as_such),
        cmocka_unit_test(an_ending_says_that_nobody_noticed_only_what_there_was_to_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
