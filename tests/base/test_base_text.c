/* Text without stdio. */
#include "check.h"

#include <string.h>

#include "base/text.h"

/* The text that the buffer holds; it is emptied, and the text valid until the buffer changes. */
static const char *taken(Buffer *buffer)
{
    const char *text = text_finish(buffer);
    buffer->size = 0;
    return text;
}

static void decimals_have_no_leading_zeros(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    text_append_decimal(&out, 0);
    assert_string_equal(taken(&out), "0");
    text_append_decimal(&out, 1000000);
    assert_string_equal(taken(&out), "1000000");
    text_append_decimal(&out, UINT64_MAX);
    assert_string_equal(taken(&out), "18446744073709551615");
    buffer_clear(&out);
}

static void hex_has_two_digits_a_byte(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    text_append_hex(&out, BYTES_EMPTY);
    assert_string_equal(taken(&out), "");
    text_append_hex(&out, bytes_of("\x00\x0f\xa0\xff", 4));
    assert_string_equal(taken(&out), "000fa0ff");
    buffer_clear(&out);
}

static void hex_numbers_drop_leading_zeros(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *text;
    } cases[] = {
        {"", 0, "0x0"},      {"\x00", 1, "0x0"},           {"\x00\x00", 2, "0x0"},    {"\x01", 1, "0x1"},
        {"\x10", 1, "0x10"}, {"\x00\x0a\x00", 3, "0xa00"}, {"\xff\x00", 2, "0xff00"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer out = BUFFER_EMPTY;
        text_append_hex_number(&out, bytes_of(cases[i].bytes, cases[i].size));
        assert_string_equal(text_finish(&out), cases[i].text);
        buffer_clear(&out);
    }
}

static void the_end_of_a_text_is_not_counted(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    assert_string_equal(text_finish(&out), "");
    text_append(&out, "one");
    assert_string_equal(text_finish(&out), "one");
    text_append(&out, " two");
    assert_string_equal(text_finish(&out), "one two");
    assert_int_equal(out.size, strlen("one two"));
    buffer_clear(&out);
}

static void hex_is_read_in_either_case_and_nothing_else(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    assert_true(text_decode_hex(&out, ""));
    assert_int_equal(out.size, 0);
    assert_true(text_decode_hex(&out, "00aBFf"));
    assert_hex(buffer_bytes(&out), "00abff");
    static const char *const wrong[] = {"0", "000", "0g", "g0", " 00", "00 ", "0x00", "00:00", "-1"};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_false(text_decode_hex(&out, wrong[i]));
    buffer_clear(&out);
}

static void what_came_before_a_wrong_digit_is_kept(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    assert_false(text_decode_hex(&out, "0102zz"));
    assert_hex(buffer_bytes(&out), "0102");
    buffer_clear(&out);
}

static void case_is_ignored_in_ascii_only(void **state)
{
    (void)state;
    assert_true(text_equal_ignoring_case("", ""));
    assert_true(text_equal_ignoring_case("AES-128-gcm", "aes-128-GCM"));
    assert_false(text_equal_ignoring_case("aes", "aes1"));
    assert_false(text_equal_ignoring_case("aes1", "aes"));
    assert_false(text_equal_ignoring_case("[", "{"));
    assert_false(text_equal_ignoring_case("\xc3\x84", "\xc3\xa4"));
}

static void characters_that_act_on_a_terminal_are_known(void **state)
{
    (void)state;
    static const uint32_t acting[] = {0x00, 0x0a, 0x1b, 0x7f, 0x80, 0x9b, 0x9f, 0x202a, 0x202e, 0x2066, 0x2069};
    static const uint32_t plain[] = {0x20, 0x7e, 0xa0, 0x2029, 0x202f, 0x2065, 0x206a, 0x4e2d, 0x10ffff};
    for (size_t i = 0; i < COUNT_OF(acting); i++)
        assert_true(text_acts_on_terminal(acting[i]));
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        assert_false(text_acts_on_terminal(plain[i]));
}

static void a_byte_order_mark_is_passed_over_once(void **state)
{
    (void)state;
    assert_hex(text_skip_mark(bytes_of_text("\xef\xbb\xbf\xef\xbb\xbf")), "efbbbf");
    assert_hex(text_skip_mark(bytes_of_text("\xef\xbb")), "efbb");
    assert_hex(text_skip_mark(BYTES_EMPTY), "");
}

static void prints_behind_what_there_is(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    text_print(&out, "%s", "");
    assert_int_equal(out.size, 0);
    text_print(&out, "c%d.%s", 12, "client");
    text_print(&out, ".%03u", 7U);
    assert_string_equal(text_finish(&out), "c12.client.007");
    assert_int_equal(out.size, 14);
    buffer_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_behind_what_there_is),
        cmocka_unit_test(decimals_have_no_leading_zeros),
        cmocka_unit_test(hex_has_two_digits_a_byte),
        cmocka_unit_test(hex_numbers_drop_leading_zeros),
        cmocka_unit_test(the_end_of_a_text_is_not_counted),
        cmocka_unit_test(hex_is_read_in_either_case_and_nothing_else),
        cmocka_unit_test(what_came_before_a_wrong_digit_is_kept),
        cmocka_unit_test(case_is_ignored_in_ascii_only),
        cmocka_unit_test(characters_that_act_on_a_terminal_are_known),
        cmocka_unit_test(a_byte_order_mark_is_passed_over_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
