#include <string.h>

#include "base/text.h"
#include "check.h"
#include "report/tell/style.h"

static void assert_paragraph(size_t width, size_t indent, const char *text, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    ReportStyle style = {width, false};
    style_paragraph(&out, &style, indent, INK_BAD, text);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void test_paragraph_breaks_between_words(void **state)
{
    (void)state;
    assert_paragraph(12, 2, "one two three", "  one two\n  three\n");
    assert_paragraph(20, 0, "one", "one\n");
    assert_paragraph(20, 3, "", "");
}

static void test_long_word_is_cut(void **state)
{
    (void)state;
    assert_paragraph(10, 0, "0123456789abcdef", "0123456789\nabcdef\n");
}

static void test_wide_characters_take_two_columns(void **state)
{
    (void)state;
    assert_int_equal(style_columns(bytes_of_text("握手 ok")), 7);
    assert_paragraph(8, 0, "握手握手握手", "握手握手\n握手\n");
}

static void test_block_breaks_anywhere(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    ReportStyle style = {12, false};
    style_block(&out, &style, 2, INK_PLAIN, "ab cd…efghijkl");
    assert_string_equal(text_finish(&out), "  ab cd…efgh\n  ijkl\n");
    buffer_clear(&out);
}

static void test_text_does_not_act_on_the_terminal(void **state)
{
    (void)state;
    assert_paragraph(40, 0,
                     "a\033[31mb\xc2\x9b"
                     "1mc\xff",
                     "a?[31mb?1mc?\n");
    assert_paragraph(40, 0,
                     "a\xe2\x80\xae"
                     "b 握手",
                     "a?b 握手\n");
}

static void test_colour_only_where_it_is_wanted(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    ReportStyle style = {80, true};
    style_append(&out, &style, INK_CLIENT, "client");
    assert_int_equal(out.data[0], 0x1b);
    assert_non_null(strstr(text_finish(&out), "client\033[0m"));
    buffer_truncate(&out, 0);
    style_append(&out, &style, INK_PLAIN, "client");
    style.colour = false;
    style_append(&out, &style, INK_CLIENT, "client");
    assert_string_equal(text_finish(&out), "clientclient");
    buffer_clear(&out);
}

static void test_padding_counts_columns_and_leaves_a_space(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    text_append(&out, "…");
    style_pad(&out, 0, 4);
    style_pad(&out, 0, 2);
    text_print(&out, "%d", 5);
    assert_string_equal(text_finish(&out), "…    5");
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paragraph_breaks_between_words),
        cmocka_unit_test(test_long_word_is_cut),
        cmocka_unit_test(test_wide_characters_take_two_columns),
        cmocka_unit_test(test_block_breaks_anywhere),
        cmocka_unit_test(test_text_does_not_act_on_the_terminal),
        cmocka_unit_test(test_colour_only_where_it_is_wanted),
        cmocka_unit_test(test_padding_counts_columns_and_leaves_a_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
