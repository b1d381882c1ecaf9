/* Checking lessons: what is verified is counted, and what fails is told with its line. */
#include "folder.h"

#include "lesson/check.h"

static Buffer told;

static void tell(void *context, const char *what, const char *failure)
{
    const Folder *folder = context;
    (void)what;
    /* Without the folder, whose name is another one each time. */
    text_append(&told, failure ? failure + strlen(folder->path) + 1 : "");
    text_append(&told, failure ? "\n" : "");
}

/* Fails unless a lesson with this text passes and fails so many times, and tells this of what fails. */
static void assert_check(const char *text, int passed, const char *failures)
{
    Folder folder;
    folder_make(&folder);
    LessonCheck check = {.tell = tell, .context = &folder};
    int failed = 0;
    for (const char *at = failures; *at; at++)
        failed += *at == '\n';
    lesson_check(&check, folder_add(&folder, "x.md", text));
    assert_string_equal(text_finish(&told), failures);
    assert_int_equal(check.failed, failed);
    assert_int_equal(check.passed, passed);
    buffer_clear(&told);
    folder_remove(&folder);
}

#define SCENARIO "# A\n```scenario\nsuite: TLS_DHE_RSA_WITH_AES_128_GCM_SHA256\ngroup: toy-dh-23\nseed: 1\n```\n"

static void test_passes(void **state)
{
    (void)state;
    assert_check(SCENARIO "```at\nclient.send.client_hello\n```\n"
                          "{{client_random}}\n"
                          "```claim\noutcome connected\ndh.p is 0x17\n```\n",
                 3, "");
    assert_check("# A question alone\n```predict\nquestion: a\nright: b | c\nwrong: d | e\n```\n", 0, "");
}

static void test_nothing_to_verify(void **state)
{
    (void)state;
    assert_check("# Nothing is claimed\n\nText.\n\n```console\ntlsteps\n```\n", 0,
                 "x.md:1: this is no lesson: it has none of the blocks scenario, at, predict and claim, and so nothing "
                 "that can be verified\n");
}

/* Each block, and of a scenario and of claims each line. */
static void test_every_mistake_is_told(void **state)
{
    (void)state;
    assert_check("# A\n```scenario\nresume: x\nseed: 1\nrecord-size: 0\n```\n"
                 "```claim\noutcome connected\ndh.q is 0x1\n```\n"
                 "```at\n```\n<p>\n\n# B\n```whatever\n```\n",
                 0,
                 "x.md:3: resume: 'x' is not accepted: session-id or ticket is\n"
                 "x.md:5: record-size: '0' is not accepted: a number from 1 to 16384 is\n"
                 "x.md:9: no fact is called 'dh.q'; did you mean dh.p? (tlsteps list facts)\n"
                 "x.md:11: an at block names one step\n"
                 "x.md:13: a lesson holds no HTML\n"
                 "x.md:15: a lesson has one title (heading of level 1)\n"
                 "x.md:16: a block cannot be 'whatever': scenario, at, predict, claim, text or console\n");
}

static void test_claims(void **state)
{
    (void)state;
    assert_check(SCENARIO "```claim\noutcome connected\ndh.p is 0x18\n\nclient knows dh.server_private\n```\n", 1,
                 "x.md:9: 'dh.p is 0x18' is false: 0x17\n"
                 "x.md:11: 'client knows dh.server_private' is false: client does not know it\n");
}

static void test_placeholders(void **state)
{
    (void)state;
    assert_check(SCENARIO "```at\nclient.send.client_hello\n```\n"
                          "Text, and on its next line\n{{dh.p}}.\n",
                 1, "x.md:10: neither client nor server knows 'dh.p' here\n");
    assert_check(SCENARIO "- a list\n- {{dh.q}}\n", 0,
                 "x.md:7: no fact is called 'dh.q'; did you mean dh.p? (tlsteps list facts)\n");
    assert_check(SCENARIO "{{eve:dh.p}}\n", 0,
                 "x.md:7: nobody is called 'eve'; actors: client, server, eavesdropper or attacker\n");
    assert_check(SCENARIO "```text\n{{dh.p\n```\n", 0, "x.md:7: a {{ is not closed by }}\n");
    assert_check(SCENARIO "```predict\nquestion: a\nright: b | {{dh.q}}\nwrong: c | d\n```\n", 0,
                 "x.md:7: no fact is called 'dh.q'; did you mean dh.p? (tlsteps list facts)\n");
}

static void test_steps(void **state)
{
    (void)state;
    assert_check(SCENARIO "```at\nclient.send.certificate\n```\n", 0,
                 "x.md:7: step 'client.send.certificate' never comes; did you mean server.send.certificate? "
                 "(tlsteps run tells the names)\n");
    assert_check(SCENARIO "```at\nbreakfast\n```\n", 0,
                 "x.md:7: step 'breakfast' never comes (tlsteps run tells the names)\n");
    assert_check(SCENARIO "```at\nclient.send.finished\n```\n```at\nclient.send.client_hello\n```\n", 1,
                 "x.md:10: step 'client.send.client_hello' lies before the one that the page has come to\n");
    /* A page may look back. */
    assert_check(SCENARIO "```at\nclient.send.finished\n```\n## B\n```at\nclient.send.client_hello\n```\n", 2, "");
}

/* Why other things fail is told before them; a failure that is claimed is none. */
static void test_failed_run(void **state)
{
    (void)state;
    static const char told_failure[] =
        "x.md:2: the run of this lesson: handshake_failure, sent by the server, caught by common_cipher_suite\n"
        "x.md:7: 'outcome connected' is false: client failed, server failed\n";
#define FAILING                                                                                                        \
    "# A\n```scenario\nclient.suite: TLS_RSA_WITH_AES_128_GCM_SHA256\n"                                                \
    "server.suite: TLS_RSA_WITH_AES_256_GCM_SHA384\n```\n"
    assert_check(FAILING "```claim\noutcome connected\n```\n", 0, told_failure);
    assert_check(FAILING "```claim\noutcome handshake_failure\n```\n", 1, "");
    assert_check(FAILING "```claim\noutcome handshake_failure\nclient knows master_secret\n```\n", 1,
                 "x.md:8: 'client knows master_secret' is false: client does not know it\n");
}

static void test_unclosed_blocks(void **state)
{
    (void)state;
    assert_check(SCENARIO "```claim\noutcome connected\n", 0,
                 "x.md:7: this block begins at line 7 and has no closing ```\n");
    assert_check(SCENARIO "```claim\noutcome connected\n\n```at\nclient.send.finished\n```\n", 0,
                 "x.md:7: this block begins at line 7 and has no closing ```\n");
    assert_check(SCENARIO "````text\n```at\n```\n````\n\n~~~claim\noutcome connected\n~~~\n\n    ```\n", 1, "");
}

static void test_no_lesson(void **state)
{
    (void)state;
    assert_check("no title\n", 0, "x.md:1: a lesson begins with its title: # Title\n");
    assert_check("# A\n```clam\n```\n", 0,
                 "x.md:2: a block cannot be 'clam': scenario, at, predict, claim, text or console\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_nothing_to_verify),
        cmocka_unit_test(test_every_mistake_is_told),
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_no_lesson),
        cmocka_unit_test(test_failed_run),
        cmocka_unit_test(test_unclosed_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
