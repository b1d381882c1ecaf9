/* What is written to a terminal so that it copies a text, straight and through tmux and screen. The base64 of these
   texts stands in RFC 4648 §10. */
#include "ui/terminal/clipboard.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"

static void assert_written(const char *text, ClipboardHost host, const char *expected)
{
    Buffer out = BUFFER_EMPTY;
    clipboard_append(&out, bytes_of_text(text), host);
    assert_string_equal(text_finish(&out), expected);
    buffer_clear(&out);
}

static void test_a_terminal_is_given_base64(void **state)
{
    (void)state;
    assert_written("f", CLIPBOARD_TERMINAL, "\033]52;c;Zg==\a");
    assert_written("foobar", CLIPBOARD_TERMINAL, "\033]52;c;Zm9vYmFy\a");
}

static void test_tmux_takes_it_or_hands_it_on(void **state)
{
    (void)state;
    assert_written("foo", CLIPBOARD_TMUX, "\033]52;c;Zm9v\a\033Ptmux;\033\033]52;c;Zm9v\a\033\\");
}

static void test_screen_hands_it_on_in_pieces(void **state)
{
    (void)state;
    char text[601];
    Buffer out = BUFFER_EMPTY, joined = BUFFER_EMPTY, straight = BUFFER_EMPTY;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    clipboard_append(&out, bytes_of_text(text), CLIPBOARD_SCREEN);
    clipboard_append(&straight, bytes_of_text(text), CLIPBOARD_TERMINAL);
    const char *at = text_finish(&out);
    while (*at) {
        assert_memory_equal(at, "\033P", 2);
        const char *end = strstr(at, "\033\\");
        assert_non_null(end);
        assert_true(end - at < 512);
        buffer_append(&joined, bytes_of(at + 2, (size_t)(end - at) - 2));
        at = end + 2;
    }
    assert_string_equal(text_finish(&joined), text_finish(&straight));
    buffer_clear(&out);
    buffer_clear(&joined);
    buffer_clear(&straight);
}

static void test_variables_tell_what_stands_between(void **state)
{
    (void)state;
    unsetenv("TMUX");
    unsetenv("STY");
    assert_int_equal(clipboard_host(), CLIPBOARD_TERMINAL);
    setenv("STY", "1.pts", 1);
    assert_int_equal(clipboard_host(), CLIPBOARD_SCREEN);
    setenv("TMUX", "/tmp/tmux,1,0", 1);
    assert_int_equal(clipboard_host(), CLIPBOARD_TMUX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_terminal_is_given_base64),
        cmocka_unit_test(test_tmux_takes_it_or_hands_it_on),
        cmocka_unit_test(test_screen_hands_it_on_in_pieces),
        cmocka_unit_test(test_variables_tell_what_stands_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
