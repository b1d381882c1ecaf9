/* Reading lessons: what is taken from one, and what is refused, with its line. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/lesson.h"

static Lesson *parse(const char *text, Diagnostic *diagnostic)
{
    *diagnostic = (Diagnostic){""};
    return lesson_parse(bytes_of_text(text), "folder/07-x.md", diagnostic);
}

static void test_parts(void **state)
{
    (void)state;
    Diagnostic diagnostic;
    Lesson *lesson = parse("# The *first* `title`\n"
                           "\n"
                           "```scenario\nseed: 1\n```\n"
                           "Text {{client_random}}.\n"
                           "\n"
                           "## A page\n"
                           "```at\n\nclient.send.finished\n```\n"
                           "```predict\nquestion: Why?\nwrong: a | no\nright: b | yes\n```\n"
                           "```claim\n# nothing\nclient knows master_secret\n\nno server.send.alert_x\n```\n",
                           &diagnostic);
    assert_null(lesson);
    assert_string_equal(diagnostic.text, "folder/07-x.md:22: 'server.send.alert_x' is no step of any run; did you mean "
                                         "server.send.alert? (tlsteps run tells the names)");
    lesson = parse("# The *first* `title`\n"
                   "\n"
                   "```scenario\nseed: 1\n```\n"
                   "Text {{client_random}}.\n"
                   "\n"
                   "## A page\n"
                   "```at\n\nclient.send.finished\n```\n"
                   "```predict\nquestion: Why?\nwrong: a | no\nright: b: c | d | yes\n```\n"
                   "```claim\n# nothing\nclient knows master_secret\n\nno server.send.certificate\n```\n"
                   "```text\nshown\n```\n",
                   &diagnostic);
    assert_non_null(lesson);
    assert_string_equal(lesson->name, "07-x");
    assert_string_equal(lesson->title, "The first title");
    static const LessonItemKind kinds[] = {LESSON_TEXT,    LESSON_TEXT,  LESSON_AT,
                                           LESSON_PREDICT, LESSON_CLAIM, LESSON_TEXT};
    static const int lines[] = {6, 8, 9, 13, 18, 24};
    assert_int_equal(lesson->item_count, COUNT_OF(kinds));
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        assert_int_equal(lesson->items[i].kind, kinds[i]);
        assert_int_equal(lesson->items[i].line, lines[i]);
        assert_int_equal(lesson->items[i].begins_page, i == 1);
    }
    assert_string_equal(lesson->items[2].step, "client.send.finished");
    const Question *question = lesson->items[3].question;
    assert_string_equal(question->text, "Why?");
    assert_int_equal(question->answer_count, 2);
    assert_false(question->answers[0].right);
    assert_string_equal(question->answers[1].text, "b: c");
    assert_string_equal(question->answers[1].explanation, "d | yes");
    assert_int_equal(lesson->items[4].claim_count, 2);
    assert_int_equal(lesson->items[4].claims[0].line, 20);
    assert_int_equal(lesson->items[4].claims[1].line, 22);
    lesson_free(lesson);
}

/* Each is refused with this message behind "folder/07-x.md:". */
static const struct {
    const char *text, *message;
} refused[] = {
    {"", "1: a lesson begins with its title: # Title"},
    {"text\n", "1: a lesson begins with its title: # Title"},
    {"# a\n\ntext\n\n# b\n", "5: a lesson has one title (heading of level 1)"},
    {"# a\n\x80\n", "2: not valid UTF-8"},
    {"# a\n\xc3", "2: not valid UTF-8"},
    {"# a\n\n\x1b[2J\n", "3: character U+001B; of those that act on a terminal only tab and newline are accepted"},
    {"# a\n\xc2\x9b"
     "31m\n",
     "2: character U+009B; "},
    {"# a\n\x7f\n", "2: character U+007F; "},
    {"# a\n```claim\nclient knows \xe2\x80\xae\n```\n", "3: character U+202E; "},
    {"# a\n\xe2\x81\xa6\n", "2: character U+2066; "},
    {"# &#27;]0;pwn&#7;\n", "1: character U+001B; "},
    {"# a\n\nb\n*c `d` &#x9b;31m*\n", "4: character U+009B; "},
    {"# a\n\n- b &#13;\n", "3: character U+000D; "},
    {"# a\n\n> [&#127;](b)\n", "3: character U+007F; "},
    {"# a\n![&#x202e;](b)\n", "2: character U+202E; "},
    {"# a\n\n## &#x2069;\n", "3: character U+2069; "},
    {"# a\n<b &#27; \xc2\x80>\n", "2: character U+0080; "},
    {"# a\n```&#27;\n```\n", "2: a block cannot be '?': scenario, at, predict, claim, text or console"},
    {"# a\n<b>x</b>\n\n<div>\n", "4: a lesson holds no HTML"},
    {"# a\n```scenaro\n```\n", "2: a block cannot be 'scenaro': scenario, at, predict, claim, text or console"},
    {"# a\n```scenario\nseed: 1\n```\n```scenario\nseed: 2\n```\n", "5: a lesson has one scenario block"},
    {"# a\n```scenario\nseed: 1\nsuit: x\n```\n", "4: "},
    {"# a\n- b\n\n  ```claim\n  outcome connected\n  ```\n", "4: a block 'claim' cannot stand in a list or quotation"},
    {"# a\n```at\n```\n", "2: an at block names one step"},
    {"# a\n```at\na\nb\n```\n", "2: an at block names one step"},
    {"# a\n```predict\n```\n", "3: the predict block has no question:"},
    {"# a\n```predict\nquestion: b\nright: c | d\n```\n",
     "3: a question needs one right: and at least one wrong: answer"},
    {"# a\n```predict\nquestion: b\nwrong: c | d\nwrong: e | f\n```\n",
     "3: a question needs one right: and at least one wrong: answer"},
    {"# a\n```predict\nquestion: b\nright: c | d\nright: e | f\n```\n",
     "3: a question needs one right: and at least one wrong: answer"},
    {"# a\n```predict\nquestion: b\nquestion: c\n```\n", "4: a predict block asks one question"},
    {"# a\n```predict\nquestion:\n```\n", "3: a predict block asks one question"},
    {"# a\n```predict\nquestion: b\nright: c\n```\n", "4: an answer needs its explanation behind a |"},
    {"# a\n```predict\nquestion: b\n\nright: | c\n```\n", "5: an answer needs words before and behind its |"},
    {"# a\n```predict\nquestion: b\nmaybe: c | d\n```\n",
     "4: a predict block has the lines question:, right: and wrong:"},
    {"# a\n```predict\nquestion: b\nc\n```\n", "4: a predict block has the lines question:, right: and wrong:"},
    {"# a\n```predict\nquestion: b\nwrong: 1 | x\nwrong: 2 | x\nwrong: 3 | x\nwrong: 4 | x\nwrong: 5 | x\nwrong: 6 | "
     "x\n"
     "right: 7 | x\n```\n",
     "10: a question has at most 6 answers"},
    {"# a\n```claim\nclient is happy\n```\n", "3: no fact is called 'client' (tlsteps list facts)"},
    {"# a\n```claim\nall is well that ends well\n```\n", "3: no fact is called 'all' (tlsteps list facts)"},
    {"# a\n```claim\nhello\n```\n", "3: 'hello' is no claim; "},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        Diagnostic diagnostic;
        Lesson *lesson = parse(refused[i].text, &diagnostic);
        const char *found = diagnostic.text + strlen("folder/07-x.md:");
        size_t size = strlen(refused[i].message);
        bool prefix = refused[i].message[size - 1] == ' ';
        if (lesson || strncmp(diagnostic.text, "folder/07-x.md:", strlen("folder/07-x.md:")) != 0 ||
            (prefix ? strncmp(found, refused[i].message, size) : strcmp(found, refused[i].message)) != 0)
            fail_msg("of \"%s\" it says: %s", refused[i].text, lesson ? "(nothing)" : diagnostic.text);
    }
}

static void test_title_in_one_line(void **state)
{
    (void)state;
    Diagnostic diagnostic;
    Lesson *lesson = parse("# a\tb&#9;c&#10;d\r\n", &diagnostic);
    assert_non_null(lesson);
    assert_string_equal(lesson->title, "a b c d");
    lesson_free(lesson);
}

/* Nested deeper than anything that walks the document could follow. */
static void test_deep(void **state)
{
    (void)state;
    static const char *const nests[] = {">", "*a ", "- ", "["};
    for (size_t i = 0; i < COUNT_OF(nests); i++) {
        Diagnostic diagnostic = {""};
        Buffer text = BUFFER_EMPTY;
        text_append(&text, "# a\n\n");
        for (int depth = 0; depth < 2000; depth++)
            text_append(&text, nests[i]);
        text_append(&text, "x\n");
        Lesson *lesson = lesson_parse(buffer_bytes(&text), "x.md", &diagnostic);
        if (i == 0)
            assert_string_equal(diagnostic.text, "x.md:3: nested more than 40 deep");
        lesson_free(lesson);
        buffer_clear(&text);
    }
}

static void test_unreadable(void **state)
{
    (void)state;
    Diagnostic diagnostic = {""};
    assert_null(lesson_load("/nowhere/x.md", &diagnostic));
    assert_non_null(strstr(diagnostic.text, "/nowhere/x.md"));
    lesson_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts), cmocka_unit_test(test_refused),    cmocka_unit_test(test_title_in_one_line),
        cmocka_unit_test(test_deep),  cmocka_unit_test(test_unreadable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
