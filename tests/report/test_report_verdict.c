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
    assert_verdict("seed: 1\ntamper: drop:hello_request", "", "", "no occasion came for: drop:hello_request");
}

static void a_connection_that_is_cut_off_is_caught_as_such(void **state)
{
    (void)state;
    assert_verdict("seed: 1\ntamper: truncate:client.alert", "c1.h1.server.state.truncated", "",
                   "Caught by the server in step ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_check_that_caught_it_is_found),
        cmocka_unit_test(the_connection_where_it_happened_is_found),
        cmocka_unit_test(what_nobody_notices_is_said),
        cmocka_unit_test(a_connection_that_is_cut_off_is_caught_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
