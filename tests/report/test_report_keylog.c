#include "check.h"
#include "report/write/keylog.h"
#include "sim/timeline/timeline.h"

static void learn(Timeline *timeline, int connection, int handshake, Actor actor, FactId fact, const char *hex)
{
    Buffer value = from_hex(hex);
    Learned learned = {.fact = {fact, 0}, .value = buffer_bytes(&value)};
    Event event = {.actor = actor, .handshake = handshake, .learned = &learned, .learned_count = 1};
    timeline_record(timeline, connection, &event);
    buffer_clear(&value);
}

static void assert_keylog(const Timeline *timeline, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    report_keylog(&out, timeline);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void test_one_line_for_each_handshake(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++) {
        learn(timeline, 1, 1, actor, FACT_CLIENT_RANDOM, "0a0b");
        learn(timeline, 1, 1, actor, FACT_MASTER_SECRET, "01");
    }
    learn(timeline, 1, 2, ACTOR_CLIENT, FACT_CLIENT_RANDOM, "0c");
    learn(timeline, 1, 2, ACTOR_CLIENT, FACT_MASTER_SECRET, "02");
    learn(timeline, 2, 1, ACTOR_CLIENT, FACT_CLIENT_RANDOM, "0d");
    learn(timeline, 2, 1, ACTOR_CLIENT, FACT_MASTER_SECRET, "03");
    assert_keylog(timeline, "CLIENT_RANDOM 0a0b 01\nCLIENT_RANDOM 0c 02\nCLIENT_RANDOM 0d 03\n");
    timeline_free(timeline);
}

static void test_the_server_stands_in_for_a_client_that_got_no_secret(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    learn(timeline, 1, 1, ACTOR_CLIENT, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 1, ACTOR_SERVER, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 1, ACTOR_SERVER, FACT_MASTER_SECRET, "05");
    assert_keylog(timeline, "CLIENT_RANDOM 0a 05\n");
    timeline_free(timeline);
}

/* Behind an attacker with a connection of his own the server had another handshake first. */
static void test_a_server_s_other_handshake_has_a_line_too(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    learn(timeline, 1, 1, ACTOR_CLIENT, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 1, ACTOR_CLIENT, FACT_MASTER_SECRET, "05");
    learn(timeline, 1, 1, ACTOR_SERVER, FACT_CLIENT_RANDOM, "0b");
    learn(timeline, 1, 1, ACTOR_SERVER, FACT_MASTER_SECRET, "06");
    learn(timeline, 1, 2, ACTOR_SERVER, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 2, ACTOR_SERVER, FACT_MASTER_SECRET, "05");
    assert_keylog(timeline, "CLIENT_RANDOM 0a 05\nCLIENT_RANDOM 0b 06\n");
    timeline_free(timeline);
}

static void test_what_the_eavesdropper_finds_is_not_written(void **state)
{
    (void)state;
    Timeline *timeline = timeline_new();
    learn(timeline, 1, 1, ACTOR_CLIENT, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 1, ACTOR_EAVESDROPPER, FACT_CLIENT_RANDOM, "0a");
    learn(timeline, 1, 1, ACTOR_EAVESDROPPER, FACT_MASTER_SECRET, "05");
    assert_keylog(timeline, "");
    timeline_free(timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_for_each_handshake),
        cmocka_unit_test(test_the_server_stands_in_for_a_client_that_got_no_secret),
        cmocka_unit_test(test_a_server_s_other_handshake_has_a_line_too),
        cmocka_unit_test(test_what_the_eavesdropper_finds_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
