#include <string.h>

#include "../sim/run.h"
#include "report/tell/story.h"

static void assert_value(ValueKind kind, const char *hex, size_t limit, const char *expected)
{
    Buffer value = from_hex(hex), out = BUFFER_EMPTY;
    story_append_value(&out, kind, buffer_bytes(&value), limit);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&value);
    buffer_clear(&out);
}

static void test_values_as_their_kind_is_written(void **state)
{
    (void)state;
    assert_value(VALUE_BYTES, "00ff", 0, "00ff");
    assert_value(VALUE_NUMBER, "000f", 0, "0xf");
    assert_value(VALUE_TEXT, "6f6b", 0, "\"ok\"");
    assert_value(VALUE_BYTES, "", 0, "(empty)");
    assert_value(VALUE_NUMBER, "", 0, "0x0");
}

/* Nothing of a run may act on the terminal that shows it. */
static void test_control_characters_and_bad_text_are_written_out(void **state)
{
    (void)state;
    assert_value(VALUE_TEXT, "1b5b316d0d0a", 0, "\"\\x1b[1m\\r\\n\"");
    assert_value(VALUE_TEXT, "c29bff41", 0, "\"\\xc2\\x9b\\xffA\"");
    assert_value(VALUE_TEXT, "e280ae41", 0, "\"\\xe2\\x80\\xaeA\"");
    assert_value(VALUE_TEXT, "e28692", 0, "\"→\"");
}

static void test_long_values_are_cut_in_the_middle(void **state)
{
    (void)state;
    assert_value(VALUE_BYTES, "00112233445566778899", 12, "00112233…99");
    assert_value(VALUE_BYTES, "001122334455", 12, "001122334455");
}

static void test_names_of_messages_as_in_the_rfc(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    story_append_message_name(&out, "server_hello_done");
    assert_string_equal(text_finish(&out), "ServerHelloDone");
    buffer_clear(&out);
}

static void test_sizes(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {0x00, 0x17};
    Buffer out = BUFFER_EMPTY;
    TimelineFact number = {.ref = {FACT_DH_P, 0}, .value = BYTES_OF_ARRAY(bytes)};
    TimelineFact raw = {.ref = {FACT_CLIENT_RANDOM, 0}, .value = BYTES_OF_ARRAY(bytes)};
    TimelineFact text = {.ref = {FACT_VERSION, 0}, .value = BYTES_OF_ARRAY(bytes)};
    story_append_size(&out, &number);
    text_append(&out, "|");
    story_append_size(&out, &raw);
    text_append(&out, "|");
    story_append_size(&out, &text);
    assert_string_equal(text_finish(&out), "5 bits|2 bytes|");
    buffer_clear(&out);
}

static void test_derivation_names_all_that_goes_in(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    Derivation how = {.id = DERIVATION_KEY_BLOCK,
                      .from = {{FACT_MASTER_SECRET, 0}, {FACT_SERVER_RANDOM, 0}},
                      .from_count = 2,
                      .hash = "sha256",
                      .label = "key expansion"};
    story_append_derivation(&out, &how);
    const char *text = text_finish(&out);
    assert_non_null(strstr(text, "with sha256, label \"key expansion\"; from master_secret, server_random"));
    buffer_clear(&out);
}

static void assert_outcome_of(const char *scenario, const char *expected)
{
    Simulation *simulation = run_of(scenario);
    Buffer out = BUFFER_EMPTY;
    story_append_outcome(&out, simulation_timeline(simulation), 1);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
    simulation_free(simulation);
}

/* Where a connection was closed as it should be, that it was says what crossed; anywhere else each close_notify counts:
   that one was sent and never came is the whole story. */
static void test_close_notify_goes_without_saying_only_where_all_ended_well(void **state)
{
    (void)state;
    assert_outcome_of("seed: 1", "Connection 1: connected, then closed by both sides.");
    assert_outcome_of(
        "seed: 1\ntamper: drop:client.alert",
        "Connection 1: client closed, server truncated. The server sent close_notify (warning). The client "
        "sent close_notify (warning).");
    assert_outcome_of("seed: 1\ntamper: drop:server.alert",
                      "Connection 1: client stalled, server stalled. The server sent close_notify (warning).");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_as_their_kind_is_written),
        cmocka_unit_test(test_control_characters_and_bad_text_are_written_out),
        cmocka_unit_test(test_long_values_are_cut_in_the_middle),
        cmocka_unit_test(test_names_of_messages_as_in_the_rfc),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_close_notify_goes_without_saying_only_where_all_ended_well),
        cmocka_unit_test(test_derivation_names_all_that_goes_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
