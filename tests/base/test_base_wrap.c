/* Where lines break: the same with every version of libunistring, and never inside of a name, option or number. */
#include <stdio.h>
#include <uniwidth.h>

#include "base/wrap.h"
#include "check.h"

/* Lines of at most `columns` are these, joined with "|". */
static void assert_lines(size_t columns, const char *text, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    for (Bytes left = bytes_of_text(text); left.size;) {
        size_t size = wrap_line(left, columns);
        assert_in_range(size, 1, left.size);
        buffer_append(&out, wrap_shown(bytes_slice(left, 0, size)));
        left = bytes_slice(left, size, left.size - size);
        text_append(&out, left.size ? "|" : "");
    }
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void test_words(void **state)
{
    (void)state;
    assert_lines(9, "one two three", "one two|three");
    assert_lines(7, "one two three", "one two|three");
    assert_lines(6, "one two three", "one|two|three");
    assert_lines(6, "one    two", "one|two");
    assert_lines(20, "one two  ", "one two");
    assert_lines(20, "", "");
}

static void test_newlines(void **state)
{
    (void)state;
    assert_lines(5, "one\ntwo \n\nthree four\n", "one|two||three|four");
    assert_lines(3, "one\ntwo", "one|two");
}

/* Where versions of UAX #14 and of its tables differ, and where all of them would break: none of these words comes
   apart at a width that it fits in. */
static void test_words_stay_whole(void **state)
{
    (void)state;
    static const char *const words[] = {
        "ecdh.server_public",
        "--client.version",
        "--fallback-scsv",
        "--group=toy-dh-23,x25519",
        "c2.h1.master_secret",
        "TLS_RSA/AES-128",
        "0x1f.8-2",
        "1,024.5%",
        "$5/-x",
        "(dh.p)",
        "e.g.(1)",
        "a–b—c…d",
        "/usr/share/pki-1/r.pem",
        "[::1]:4433",
        "29be9a31…b8d8",
        "https://a.example/b-c?d=e&f",
        "\"GET\xc2\xa0/\"",
        "y²=x³+2x+2",
        "2^-126!?",
        "client's/server's",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        char text[80], lines[80];
        size_t columns = (size_t)u8_strwidth((const uint8_t *)words[i], "UTF-8");
        snprintf(text, sizeof text, "In %s, so", words[i]);
        snprintf(lines, sizeof lines, "In|%s,|so", words[i]);
        assert_lines(columns + 1, text, lines);
        snprintf(lines, sizeof lines, "In %s,|so", words[i]);
        assert_lines(columns + 4, text, lines);
    }
}

static void test_long_words_are_cut(void **state)
{
    (void)state;
    assert_lines(10, "0123456789abcdef gh", "0123456789|abcdef gh");
    assert_lines(12, "has c1.h1.ecdh.server_public", "has|c1.h1.ecdh.|server_publi|c");
    assert_lines(16, "client_hello.random:1:02", "client_hello.|random:1:02");
    assert_lines(4, "  abcdefgh", "  ab|cdef|gh");
}

/* Of Chinese every character may begin a line, but no full stop; a character takes two columns. */
static void test_chinese(void **state)
{
    (void)state;
    assert_lines(10, "客户端知道主密钥。", "客户端知道|主密钥。");
    assert_lines(12, "客户端知道了。", "客户端知道|了。");
    assert_lines(12, "知道（dh.p）的人", "知道（dh.p）|的人");
    assert_lines(12, "知道ecdh.p的人", "知道ecdh.p的|人");
    assert_lines(9, "知道ecdh.p的人", "知道|ecdh.p的|人");
    assert_lines(3, "握手握", "握|手|握");
    assert_lines(1, "握手", "握|手");
}

/* Nothing of it is read beyond its end, and all of it comes. */
static void test_what_is_no_utf8(void **state)
{
    (void)state;
    assert_lines(3, "a\xff\xfe b\x80", "a\xff\xfe|b\x80");
    assert_lines(2, "\xe6\x8f", "\xe6\x8f");
}

static void test_fitting(void **state)
{
    (void)state;
    assert_int_equal(wrap_fitting(bytes_of_text("a握b"), 3), 4);
    assert_int_equal(wrap_fitting(bytes_of_text("a握b"), 2), 1);
    assert_int_equal(wrap_fitting(bytes_of_text("握"), 0), 3);
    assert_int_equal(wrap_fitting(BYTES_EMPTY, 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_newlines),
        cmocka_unit_test(test_words_stay_whole),
        cmocka_unit_test(test_long_words_are_cut),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_what_is_no_utf8),
        cmocka_unit_test(test_fitting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
