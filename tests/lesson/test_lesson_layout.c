/* Text laid out: no line is wider than it may be, nothing is lost, and styles stay with their words. */
#include "run.h"

#include <uniwidth.h>

#include "lesson/fill.h"
#include "lesson/layout.h"

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

static void append_line(Buffer *out, const TextLine *line)
{
    for (int i = 0; i < line->span_count; i++)
        text_append(out, line->spans[i].text);
}

/* The lines, each ended by a newline. */
static Buffer text_of(const TextLayout *layout)
{
    Buffer out = BUFFER_EMPTY;
    for (int i = 0; i < layout->line_count; i++) {
        append_line(&out, &layout->lines[i]);
        text_append(&out, "\n");
    }
    return out;
}

static void lay_out(TextLayout *layout, const char *markdown, int width)
{
    Diagnostic diagnostic = {""};
    cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_consolidate_text_nodes(document);
    for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
        assert_true(text_layout_block(layout, node, simulation_timeline(simulation), 0, width, &diagnostic));
    cmark_node_free(document);
}

static void assert_layout(const char *markdown, int width, const char *expected)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    lay_out(&layout, markdown, width);
    Buffer text = text_of(&layout);
    assert_string_equal(text_finish(&text), expected);
    buffer_clear(&text);
    text_layout_clear(&layout);
}

static void test_blocks(void **state)
{
    (void)state;
    assert_layout("One two three four five.", 13, "One two three\nfour five.\n\n");
    assert_layout("# Head\n\nA **b** *c* `d`  \ne\nf", 40, "Head\n\nA b c d\ne f\n\n");
    assert_layout("- one two three\n- four\n  - five\n", 12, "- one two\n  three\n- four\n  - five\n\n");
    assert_layout("9. nine\n10. ten eleven twelve\n", 16, "9. nine\n10. ten eleven\n    twelve\n\n");
    assert_layout("> quoted\n", 20, "  quoted\n\n");
    assert_layout("```text\na\n\n  b\n```\n", 20, "  a\n\n    b\n\n");
    assert_layout("p = {{dh.p}}", 20, "p = 0x17 (23)\n\n");
}

static void test_tabs(void **state)
{
    (void)state;
    assert_layout("```text\na\tb\n\tc\nabcd\te\n客\tf\n```\n", 20, "  a   b\n      c\n  abcd    e\n  客  f\n\n");
    assert_layout("a\tb&#9;c", 20, "a b c\n\n");
}

/* Of Chinese, every character may begin a line, but no full stop; a character takes two columns. */
static void test_chinese(void **state)
{
    (void)state;
    assert_layout("客户端知道主密钥。", 10, "客户端知道\n主密钥。\n\n");
    assert_layout("客户端知道了。", 12, "客户端知道\n了。\n\n");
    assert_layout("用RSA加密", 10, "用RSA加密\n\n");
}

/* What has no place to break is broken where the line ends; a value stays in one piece where it can. */
static void test_long_words(void **state)
{
    (void)state;
    assert_layout("abcdefghijklmnopqrstuvwxyz", 11, "abcdefghijk\nlmnopqrstuv\nwxyz\n\n");
    assert_layout("suite {{cipher_suite}}, seen", 38, "suite\nTLS_DHE_RSA_WITH_AES_128_GCM_SHA256,\nseen\n\n");
}

static int widest(const TextLayout *layout)
{
    int most = 0;
    for (int i = 0; i < layout->line_count; i++) {
        Buffer line = BUFFER_EMPTY;
        append_line(&line, &layout->lines[i]);
        int width = u8_strwidth((const uint8_t *)text_finish(&line), "UTF-8");
        most = width > most ? width : most;
        buffer_clear(&line);
    }
    return most;
}

static size_t letters(Bytes text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] != ' ' && text.data[i] != '\n';
    return count;
}

static void test_every_width(void **state)
{
    (void)state;
    static const char markdown[] =
        "The quick-brown fox (of the hill) says {{client_random}}, \"jumps\" and 客户端知道主密钥，服务器也知道。 "
        "Then\n"
        "`code_with_underscores` and https://example.org/a/long/path?with=query.\n\n"
        "- an item that is somewhat longer than short\n  1. inner item with **strong words**\n";
    TextLayout wide = TEXT_LAYOUT_EMPTY;
    lay_out(&wide, markdown, 1000);
    Buffer whole = text_of(&wide);
    for (int width = 16; width <= 200; width++) {
        TextLayout layout = TEXT_LAYOUT_EMPTY;
        lay_out(&layout, markdown, width);
        Buffer text = text_of(&layout);
        assert_in_range(widest(&layout), 1, width);
        assert_int_equal(letters(buffer_bytes(&text)), letters(buffer_bytes(&whole)));
        buffer_clear(&text);
        text_layout_clear(&layout);
    }
    buffer_clear(&whole);
    text_layout_clear(&wide);
}

static void test_styles(void **state)
{
    (void)state;
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    lay_out(&layout, "## H\n\na **b** *c* `d` {{dh.p}}", 60);
    static const struct {
        TextStyle style;
        const char *text;
    } expected[] = {{TEXT_PLAIN, "a "}, {TEXT_STRONG, "b"}, {TEXT_PLAIN, " "}, {TEXT_EMPHASIS, "c"},
                    {TEXT_PLAIN, " "},  {TEXT_CODE, "d"},   {TEXT_PLAIN, " "}, {TEXT_VALUE, "0x17 (23)"}};
    assert_int_equal(layout.lines[0].spans[0].style, TEXT_HEADING);
    const TextLine *line = &layout.lines[2];
    assert_int_equal(line->span_count, COUNT_OF(expected));
    for (int i = 0; i < line->span_count; i++) {
        assert_int_equal(line->spans[i].style, expected[i].style);
        assert_string_equal(line->spans[i].text, expected[i].text);
    }
    text_layout_clear(&layout);
}

/* The words that are marked, "nonce PRF"; where a line ends inside of one, in both lines. */
static void assert_terms(const char *markdown, int width, const char *expected)
{
    TermSet terms = {0};
    TextLayout layout = {.terms = &terms};
    Buffer found = BUFFER_EMPTY;
    lay_out(&layout, markdown, width);
    for (int i = 0; i < layout.line_count; i++)
        for (int j = 0; j < layout.lines[i].span_count; j++) {
            const TextSpan *span = &layout.lines[i].spans[j];
            if (span->style != TEXT_TERM && span->style != TEXT_STRONG_TERM)
                continue;
            text_append(&found, found.size ? "|" : "");
            text_append(&found, span->style == TEXT_STRONG_TERM ? "**" : "");
            text_append(&found, span->text);
        }
    assert_string_equal(text_finish(&found), expected);
    buffer_clear(&found);
    text_layout_clear(&layout);
}

static void test_terms_are_marked_once(void **state)
{
    (void)state;
    assert_terms("A nonce and a nonce.\n\nNonces, and the PRF.", 60, "nonce|PRF");
    assert_terms("The **PRF** of a *nonce*, and a nonce", 60, "**PRF|nonce");
    assert_terms("A pre-master secret", 14, "pre-master|secret");
}

static void test_terms_are_marked_in_text_alone(void **state)
{
    (void)state;
    assert_terms("# A nonce\n\n`nonce` and {{cipher_suite}}\n\n```text\nnonce\n```\n", 60, "");
    assert_terms("{{cipher_suite}} is a cipher suite", 60, "cipher suite");
    assert_terms("A **no**nce and a pre-master *secret*", 60, "");
}

static void test_no_terms_are_marked_unasked(void **state)
{
    (void)state;
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    text_layout_paragraph(&layout, "a nonce", 0, 20);
    assert_int_equal(layout.lines[0].span_count, 1);
    assert_int_equal(layout.lines[0].spans[0].style, TEXT_PLAIN);
    text_layout_clear(&layout);
}

static void test_paragraph(void **state)
{
    (void)state;
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    text_layout_paragraph(&layout, "one two three", 2, 12);
    text_layout_paragraph(&layout, "", 2, 12);
    Buffer text = text_of(&layout);
    assert_string_equal(text_finish(&text), "  one two\n  three\n");
    buffer_clear(&text);
    text_layout_clear(&layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_every_width),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_paragraph),
        cmocka_unit_test(test_terms_are_marked_once),
        cmocka_unit_test(test_terms_are_marked_in_text_alone),
        cmocka_unit_test(test_no_terms_are_marked_unasked),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
