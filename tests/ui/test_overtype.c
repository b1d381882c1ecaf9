/* A text that is written over keeps its length, and nothing else is touched. */
#include "ui/page/overtype.h"

#include <curses.h>
#include <string.h>

#include "check.h"

static TypingState press(Overtype *text, unsigned value)
{
    return overtype_key(text, &(Key){.value = value});
}

static void press_code(Overtype *text, Action action)
{
    assert_int_equal(overtype_key(text, &(Key){.is_code = 1, .action = action}), TYPING_GOES_ON);
}

static void write_text(Overtype *text, const char *characters)
{
    for (; *characters; characters++)
        assert_int_equal(press(text, (unsigned char)*characters), TYPING_GOES_ON);
}

static void assert_bytes(const Overtype *text, const char *expected, size_t size)
{
    assert_int_equal(overtype_bytes(text).size, size);
    assert_memory_equal(overtype_bytes(text).data, expected, size);
}

static void characters_take_the_place_of_others(void **state)
{
    (void)state;
    Overtype text = {.on = false};
    overtype_start(&text, bytes_of_text("host.example"), false);
    assert_true(text.on);
    write_text(&text, "g");
    press_code(&text, ACTION_END);
    write_text(&text, "yz");
    assert_bytes(&text, "gost.examplz", 12); /* behind the last there is none: it is written over again */
    press_code(&text, ACTION_HOME);
    press_code(&text, ACTION_NEXT);
    press_code(&text, ACTION_NEXT);
    press_code(&text, ACTION_BACK);
    write_text(&text, "i");
    assert_bytes(&text, "gist.examplz", 12);
    press(&text, 0xe4); /* no ASCII, no key */
    assert_bytes(&text, "gist.examplz", 12);
    press(&text, 'U' & 31);
    assert_bytes(&text, "host.example", 12);
    assert_int_equal(text.cursor, 0);
    assert_int_equal(press(&text, '\n'), TYPING_DONE);
    assert_int_equal(press(&text, 27), TYPING_CANCELLED);
}

static void backspace_brings_back_what_was_there(void **state)
{
    (void)state;
    Overtype text = {.on = false};
    overtype_start(&text, bytes_of_text("abc"), false);
    write_text(&text, "xyz");
    assert_bytes(&text, "xyz", 3);
    press(&text, 127);
    assert_bytes(&text, "xyc", 3);
    press(&text, 127);
    press(&text, 127);
    press(&text, 127);
    assert_bytes(&text, "abc", 3);
}

/* In DER only what the strings say is text: neither tags nor lengths, nor what happens to be printable in an OID. */
static void of_an_encoding_the_strings_are_written_over(void **state)
{
    static const char name[] = "\x30\x0e\x06\x03UUU\x0c\x02"
                               "AB\x13\x03"
                               "cde";
    enum { SIZE = sizeof name - 1 };
    (void)state;
    Overtype text = {.on = false};
    overtype_start(&text, bytes_of((const uint8_t *)name, SIZE), true);
    assert_true(text.on);
    write_text(&text, "vwxyz");
    assert_bytes(&text, "\x30\x0e\x06\x03UUU\x0c\x02vw\x13\x03xyz", SIZE);
    overtype_start(&text, bytes_of((const uint8_t *)name, SIZE), false);
    assert_false(text.on);
    overtype_start(&text, bytes_of((const uint8_t *)name, 7), true);
    assert_false(text.on);
    overtype_start(&text, BYTES_EMPTY, false);
    assert_false(text.on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_take_the_place_of_others),
        cmocka_unit_test(backspace_brings_back_what_was_there),
        cmocka_unit_test(of_an_encoding_the_strings_are_written_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
