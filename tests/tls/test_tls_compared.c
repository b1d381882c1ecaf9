/* What a check compared is told with both sides, whatever they are. */
#include "tls/telling/compared.h"

#include "base/text.h"
#include "check.h"
#include "tls/wire/naming.h"

static void assert_told(Compared compared, ValueKind kind, const char *expected, const char *found)
{
    Check check = {.passed = true};
    Buffer buffers[2] = {BUFFER_EMPTY, BUFFER_EMPTY};
    compared_write(&compared, &check, &buffers[0], &buffers[1]);
    assert_int_equal(check.kind, kind);
    assert_true(bytes_equal(check.expected, bytes_of_text(expected)));
    assert_true(bytes_equal(check.found, bytes_of_text(found)));
    assert_int_equal(check.index, -1);
    buffer_clear(&buffers[0]);
    buffer_clear(&buffers[1]);
}

static void values_of_one_kind_stay_what_they_are(void **state)
{
    (void)state;
    assert_told(compared_bytes(bytes_of_text("ab"), bytes_of_text("c")), VALUE_BYTES, "ab", "c");
    assert_told(compared_bytes(bytes_of_text("ab"), BYTES_EMPTY), VALUE_BYTES, "ab", "");
    assert_told(compared_flags(true, false), VALUE_TEXT, "yes", "no");
}

/* Words beside bytes make words of both, and nothing has a word too. */
static void no_side_is_left_out(void **state)
{
    static const uint8_t codes[] = {0x00, 0x2f, 0x3f, 0x2f};
    (void)state;
    assert_told(compared_text("something", NULL), VALUE_TEXT, "something", "nothing");
    assert_told(compared_words(BYTES_EMPTY, bytes_of_text("a")), VALUE_TEXT, "nothing", "a");
    assert_told(compared_sides(side_text("a rule"), side_bytes(BYTES_OF_ARRAY(codes))), VALUE_TEXT, "a rule",
                "002f3f2f");
    assert_told(compared_sides(side_text("a rule"), side_bytes(BYTES_EMPTY)), VALUE_TEXT, "a rule", "nothing");
    assert_told(compared_sides(side_text("a rule"), side_number(bytes_of(codes, 2))), VALUE_TEXT, "a rule", "0x2f");
    assert_told(compared_sides(side_meaning("one of: ", names_append_suites, BYTES_OF_ARRAY(codes)),
                               side_code(names_append_suites, 0x3f2f)),
                VALUE_TEXT, "one of: TLS_RSA_WITH_AES_128_CBC_SHA, 0x3f2f", "0x3f2f");
    assert_told(compared_sides(side_meaning("one of: ", names_append_suites, BYTES_EMPTY), side_text(NULL)), VALUE_TEXT,
                "one of: nothing", "nothing");
    assert_told(compared_codes(names_append_versions, 0x0303, 0x0305), VALUE_TEXT, "1.2", "0x0305");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_one_kind_stay_what_they_are),
        cmocka_unit_test(no_side_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
