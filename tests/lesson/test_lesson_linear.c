/* A lesson as plain lines, told to somebody who listens and to somebody who answers. */
#include "run.h"

#include <stdio.h>
#include <stdlib.h>

#include "lesson/linear.h"

static const char text[] = "# A lesson\n"
                           "```scenario\nsuite: TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\ngroup: toy-dh-23\nseed: 1\n```\n"
                           "Hello.\n\n"
                           "## A page\n"
                           "```at\nserver.compute.group\n```\n"
                           "The prime is {{dh.p}}.\n"
                           "```predict\n"
                           "question: Is {{dh.p}} small?\n"
                           "wrong: no | You can count to it.\n"
                           "right: yes | It is.\n"
                           "```\n"
                           "```claim\noutcome connected\n```\n"
                           "The end.\n";

/* Fails unless the lesson, told with this input (NULL: none), is `expected`. */
static void assert_told(char *input, const char *expected)
{
    Diagnostic diagnostic = {""};
    Lesson *lesson = lesson_parse(bytes_of_text(text), "x.md", &diagnostic);
    assert_non_null(lesson);
    Simulation *simulation = simulation_new(lesson->scenario, &diagnostic);
    assert_non_null(simulation);
    simulation_run(simulation);
    char *told = NULL;
    size_t size;
    FILE *out = open_memstream(&told, &size);
    FILE *in = input ? fmemopen(input, strlen(input), "r") : NULL;
    lesson_tell(out, in, lesson, simulation_timeline(simulation), 40);
    fclose(out);
    if (in)
        fclose(in);
    assert_string_equal(told, expected);
    free(told);
    simulation_free(simulation);
    lesson_free(lesson);
}

#define BEGINNING "A lesson\n\nHello.\n\n"

#define PAGE                                                                                                           \
    "A page\n\n[Step 16 of 115, server: Chooses the group for the key exchange]\n\nThe prime is 0x17 (23).\n\n"        \
    "Is 0x17 (23) small?\n  a) no\n  b) yes\n"

static void test_listening(void **state)
{
    (void)state;
    assert_told(NULL, BEGINNING PAGE "b) is right. It is.\n\nThe end.\n\n");
}

static void test_answering(void **state)
{
    (void)state;
    char right[] = "\nb\n", wrong[] = "\n\nc\nab\nan answer that is much too long\nA\n";
    assert_told(right, BEGINNING "(Enter goes on) " PAGE "Your answer (a to b): b) is right. It is.\n\nThe end.\n\n");
    assert_told(wrong, BEGINNING "(Enter goes on) " PAGE
                                 "Your answer (a to b): Your answer (a to b): Your answer (a to b): Your answer (a to "
                                 "b): Your answer (a to b): a) is wrong. You can count to it.\nb) is right. It "
                                 "is.\n\nThe end.\n\n");
}

static void test_end_of_input(void **state)
{
    (void)state;
    char page[] = "\n";
    assert_told(page, BEGINNING "(Enter goes on) " PAGE "Your answer (a to b): ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listening),
        cmocka_unit_test(test_answering),
        cmocka_unit_test(test_end_of_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
