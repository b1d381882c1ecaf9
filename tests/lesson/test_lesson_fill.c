/* Values of the run in a lesson's text. */
#include "run.h"

#include "lesson/fill.h"

static Simulation *simulation;

static int set_up(void **state)
{
    (void)state;
    simulation = run_of("suite: TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\ngroup: toy-dh-23\nseed: 1\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    simulation_free(simulation);
    return 0;
}

/* Fails unless `text` becomes `expected` at a step, with [ and ] for the marks around values. */
static void assert_filled(const char *text, const char *step_name, const char *expected, const char *problem)
{
    const Timeline *timeline = simulation_timeline(simulation);
    const Step *step = step_name ? timeline_find_step(timeline, step_name) : NULL;
    Buffer filled = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    bool ok = fill_text(&filled, bytes_of_text(text), timeline, step ? step->number : 0, FILL_LIMIT, &diagnostic);
    for (size_t i = 0; i < filled.size; i++)
        if (filled.data[i] == FILL_BEGIN || filled.data[i] == FILL_END)
            filled.data[i] = filled.data[i] == FILL_BEGIN ? '[' : ']';
    assert_string_equal(text_finish(&filled), expected);
    assert_string_equal(diagnostic.text, problem);
    assert_int_equal(ok, !*problem);
    buffer_clear(&filled);
}

static void test_values(void **state)
{
    (void)state;
    assert_filled("", NULL, "", "");
    assert_filled("plain {text} }}", NULL, "plain {text} }}", "");
    assert_filled("p = {{dh.p}}, g = {{server:dh.g}}.", NULL, "p = [0x17 (23)], g = [0x5].", "");
    assert_filled("{{cipher_suite}}{{c1.h1.version}}", NULL, "[TLS_DHE_RSA_WITH_AES_128_GCM_SHA256][1.2]", "");
}

static void test_long_values(void **state)
{
    (void)state;
    const TimelineFact *fact = timeline_known(simulation_timeline(simulation), ACTOR_CLIENT, "client_random", 0);
    Buffer whole = BUFFER_EMPTY, cut = BUFFER_EMPTY;
    fill_append_value(&whole, fact, 0);
    fill_append_value(&cut, fact, FILL_LIMIT);
    assert_int_equal(whole.size, 64);
    assert_int_equal(cut.size, FILL_LIMIT - 1 + strlen("…"));
    assert_memory_equal(cut.data, whole.data, 18);
    assert_memory_equal(cut.data + 18, "…", 3);
    assert_memory_equal(cut.data + 21, whole.data + 64 - 18, 18);
    buffer_clear(&whole);
    buffer_clear(&cut);
}

static void test_problems(void **state)
{
    (void)state;
    assert_filled("a {{dh.q}} b", NULL, "a {{dh.q}} b",
                  "no fact is called 'dh.q'; did you mean dh.p? (tlsteps list facts)");
    assert_filled("{{}}", NULL, "{{}}", "no fact is called '' (tlsteps list facts)");
    assert_filled("{{dh.q {{dh.p}}", NULL, "{{dh.q [0x17 (23)]", "a {{ is not closed by }}");
    assert_filled("{{dh.p}} {{dh.p", NULL, "[0x17 (23)] {{dh.p", "a {{ is not closed by }}");
    assert_filled("{{attacker:dh.p}}", NULL, "{{attacker:dh.p}}", "the attacker does not know dh.p here");
    assert_filled("{{client:dh.server_private}}", NULL, "{{client:dh.server_private}}",
                  "the client does not know dh.server_private here");
    /* Nobody knows it yet. */
    assert_filled("{{dh.p}}", "client.send.client_hello", "{{dh.p}}", "neither client nor server knows 'dh.p' here");
    assert_filled("{{dh.p}}", "server.compute.group", "[0x17 (23)]", "");
    char name[200] = "{{";
    memset(name + 2, 'x', 150);
    memcpy(name + 152, "}}", 3);
    assert_filled(name, NULL, name, "a placeholder is longer than any fact's name");
}

/* Whatever stands in a name, it cannot act on a terminal. */
static void test_harmless(void **state)
{
    (void)state;
    static const char name[] = "a\x1b[2J\xe2\x80\xae\xc2\x9b"
                               "b\xff\xe4\xbd\xa0\x01";
    TimelineFact fact = {.ref = {FACT_SERVER_NAME, 0}, .value = bytes_of(name, sizeof name - 1)};
    Buffer out = BUFFER_EMPTY;
    fill_append_value(&out, &fact, 5);
    assert_string_equal(text_finish(&out), "a?[2J??b?你?");
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_long_values),
        cmocka_unit_test(test_problems),
        cmocka_unit_test(test_harmless),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
