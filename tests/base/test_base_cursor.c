/* The annotating cursor: what it reads, what it refuses, and what it leaves in the field tree. */
#include "check.h"

#include <string.h>

#include "base/cursor.h"

static void start(Cursor *cursor, Buffer *input, const char *hex, FieldTree *tree)
{
    *input = from_hex(hex);
    cursor_init(cursor, buffer_bytes(input), tree);
}

static void assert_failed(const Cursor *cursor, Error error, const char *field, size_t offset)
{
    assert_int_equal(cursor->error, error);
    assert_string_equal(cursor->flaw.field, field);
    assert_int_equal(cursor->flaw.offset, offset);
}

static void assert_field(const FieldTree *tree, const char *path, size_t offset, size_t length, int depth)
{
    int at = field_tree_find(tree, path);
    assert_true(at >= 0);
    assert_int_equal(tree->fields[at].offset, offset);
    assert_int_equal(tree->fields[at].length, length);
    assert_int_equal(tree->fields[at].depth, depth);
}

static void numbers_are_read_in_each_width(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    uint8_t u8;
    uint16_t u16;
    uint32_t u24, u32;
    uint64_t u64;
    start(&cursor, &input, "0102030405060708090afffefdfcfbfaf9f8", NULL);
    assert_true(cursor_read_u8(&cursor, "a", &u8));
    assert_true(cursor_read_u16(&cursor, "b", &u16));
    assert_true(cursor_read_u24(&cursor, "c", &u24));
    assert_true(cursor_read_u32(&cursor, "d", &u32));
    assert_true(cursor_read_u64(&cursor, "e", &u64));
    assert_int_equal(u8, 0x01);
    assert_int_equal(u16, 0x0203);
    assert_int_equal(u24, 0x040506);
    assert_int_equal(u32, 0x0708090a);
    assert_true(u64 == 0xfffefdfcfbfaf9f8);
    assert_true(cursor_expect_end(&cursor));
    buffer_clear(&input);
}

static void the_first_error_stays_and_outputs_are_zeroed(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    uint8_t u8 = 0xee;
    uint16_t u16 = 0xeeee;
    uint64_t u64 = 1;
    Bytes bytes = bytes_of_text("old");
    start(&cursor, &input, "010203", NULL);
    assert_true(cursor_read_u16(&cursor, "version", &u16));
    assert_false(cursor_read_u64(&cursor, "time", &u64));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "time", 2);
    assert_int_equal(u64, 0);
    /* There would be a byte for this one, but an error is sticky. */
    assert_false(cursor_read_u8(&cursor, "later", &u8));
    assert_int_equal(u8, 0);
    assert_false(cursor_read_bytes(&cursor, "later", 0, &bytes));
    assert_int_equal(bytes.size, 0);
    assert_false(cursor_fail(&cursor, RULE_CURVE_TYPE, "later"));
    assert_false(cursor_more(&cursor));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "time", 2);
    buffer_clear(&input);
}

static void a_vector_gives_its_content(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    Bytes content;
    FieldTree tree = FIELD_TREE_EMPTY;
    start(&cursor, &input,
          "0003616263"
          "00",
          &tree);
    assert_true(cursor_read_vector(&cursor, "name", 2, 1, 65535, &content));
    assert_true(bytes_equal(content, bytes_of_text("abc")));
    assert_true(cursor_read_vector(&cursor, "empty", 1, 0, 255, &content));
    assert_int_equal(content.size, 0);
    assert_true(cursor_expect_end(&cursor));
    assert_field(&tree, "name", 0, 5, 0);
    assert_field(&tree, "name.length", 0, 2, 1);
    assert_field(&tree, "empty", 5, 1, 0);
    field_tree_clear(&tree);
    buffer_clear(&input);
}

static void a_vector_outside_its_bounds_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        unsigned length_size;
        size_t min, max;
    } cases[] = {
        {"", 1, 0, 255},           /* no length */
        {"00", 2, 0, 255},         /* half a length */
        {"03aabb", 1, 0, 255},     /* longer than what is there */
        {"ffffff", 3, 0, 1 << 24}, /* the same, as far as can be */
        {"00", 1, 1, 255},         /* shorter than allowed */
        {"03aabbcc", 1, 0, 2},     /* longer than allowed */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer input;
        Cursor cursor;
        Bytes content = bytes_of_text("old");
        start(&cursor, &input, cases[i].input, NULL);
        assert_false(cursor_read_vector(&cursor, "name", cases[i].length_size, cases[i].min, cases[i].max, &content));
        assert_int_equal(cursor.error, ERROR_DECODE_ERROR);
        assert_int_equal(content.size, 0);
        buffer_clear(&input);
    }
}

static void reads_see_no_further_than_the_innermost_vector(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope outer, inner;
    uint8_t u8;
    uint16_t u16;
    start(&cursor, &input, "0402aabbccdd", NULL);
    assert_true(cursor_enter_vector(&cursor, "outer", 1, 0, 255, &outer));
    assert_int_equal(cursor_remaining(&cursor), 4);
    assert_true(cursor_enter_vector(&cursor, "inner", 1, 0, 255, &inner));
    assert_int_equal(cursor_remaining(&cursor), 2);
    assert_true(cursor_read_u8(&cursor, "a", &u8));
    assert_false(cursor_read_u16(&cursor, "b", &u16));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "b", 3);
    assert_false(cursor_leave(&cursor, &inner));
    assert_false(cursor_leave(&cursor, &outer));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "b", 3);
    buffer_clear(&input);
}

static void after_leaving_reads_go_on_behind_the_vector(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope outer, inner;
    uint8_t a, b, c;
    start(&cursor, &input, "0301aabbcc", NULL);
    assert_true(cursor_enter_vector(&cursor, "outer", 1, 0, 255, &outer));
    assert_true(cursor_enter_vector(&cursor, "inner", 1, 0, 255, &inner));
    assert_true(cursor_read_u8(&cursor, "a", &a));
    assert_false(cursor_more(&cursor));
    assert_true(cursor_leave(&cursor, &inner));
    assert_true(cursor_more(&cursor));
    assert_true(cursor_read_u8(&cursor, "b", &b));
    assert_false(cursor_more(&cursor));
    assert_true(cursor_leave(&cursor, &outer));
    assert_true(cursor_read_u8(&cursor, "c", &c));
    assert_int_equal(a, 0xaa);
    assert_int_equal(b, 0xbb);
    assert_int_equal(c, 0xcc);
    assert_true(cursor_expect_end(&cursor));
    buffer_clear(&input);
}

static void a_vector_not_read_to_its_end_is_refused(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope scope;
    uint8_t u8;
    start(&cursor, &input, "02aabb", NULL);
    assert_true(cursor_enter_vector(&cursor, "vector", 1, 0, 255, &scope));
    assert_true(cursor_read_u8(&cursor, "a", &u8));
    assert_false(cursor_leave(&cursor, &scope));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "trailing_bytes", 2);
    buffer_clear(&input);
}

/* The inner vector ends exactly where the outer one does. Left unread, it must not be taken for the end of both. */
static void an_unread_inner_vector_at_the_outers_end_is_refused(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope outer, inner;
    uint8_t u8;
    start(&cursor, &input, "0302aabb", NULL);
    assert_true(cursor_enter_vector(&cursor, "outer", 1, 0, 255, &outer));
    assert_true(cursor_enter_vector(&cursor, "inner", 1, 0, 255, &inner));
    assert_true(cursor_read_u8(&cursor, "a", &u8));
    assert_false(cursor_leave(&cursor, &inner));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "trailing_bytes", 3);
    assert_false(cursor_leave(&cursor, &outer));
    buffer_clear(&input);
}

static void an_inner_vector_may_not_reach_beyond_the_outer(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope outer, inner;
    start(&cursor, &input, "0203aabbcc", NULL);
    assert_true(cursor_enter_vector(&cursor, "outer", 1, 0, 255, &outer));
    assert_false(cursor_enter_vector(&cursor, "inner", 1, 0, 255, &inner));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "inner", 2);
    assert_false(cursor_leave(&cursor, &inner));
    assert_false(cursor_leave(&cursor, &outer));
    buffer_clear(&input);
}

static void a_sized_structure_is_bounded_and_a_group_is_not(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope scope;
    uint8_t u8;
    uint16_t u16;
    FieldTree tree = FIELD_TREE_EMPTY;
    start(&cursor, &input, "aabbccdd", &tree);
    assert_true(cursor_enter_group(&cursor, "group", &scope));
    assert_true(cursor_read_u8(&cursor, "a", &u8));
    assert_true(cursor_leave(&cursor, &scope));
    assert_true(cursor_enter_sized(&cursor, "sized", 2, &scope));
    assert_int_equal(cursor_remaining(&cursor), 2);
    assert_true(cursor_read_u16(&cursor, "b", &u16));
    assert_true(cursor_leave(&cursor, &scope));
    assert_field(&tree, "group", 0, 1, 0);
    assert_field(&tree, "group.a", 0, 1, 1);
    assert_field(&tree, "sized", 1, 2, 0);
    assert_field(&tree, "sized.b", 1, 2, 1);

    assert_false(cursor_enter_sized(&cursor, "too_long", 2, &scope));
    assert_false(cursor_leave(&cursor, &scope));
    assert_failed(&cursor, ERROR_DECODE_ERROR, "too_long", 3);
    field_tree_clear(&tree);
    buffer_clear(&input);
}

static void elements_of_a_vector_are_numbered(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope scope;
    FieldTree tree = FIELD_TREE_EMPTY;
    start(&cursor, &input, "0004c02bc02f", &tree);
    assert_true(cursor_enter_vector(&cursor, "cipher_suites", 2, 2, 65534, &scope));
    for (int i = 0; cursor_more(&cursor); i++) {
        uint16_t suite;
        cursor_element(&cursor, i);
        assert_true(cursor_read_u16(&cursor, "cipher_suite", &suite));
        cursor_note(&cursor, i ? "second" : "first");
    }
    assert_true(cursor_leave(&cursor, &scope));
    assert_field(&tree, "cipher_suites", 0, 6, 0);
    assert_field(&tree, "cipher_suites.0", 2, 2, 1);
    assert_field(&tree, "cipher_suites.1", 4, 2, 1);
    assert_string_equal(tree.fields[field_tree_find(&tree, "cipher_suites.0")].value_name, "first");
    assert_string_equal(tree.fields[field_tree_find(&tree, "cipher_suites.1")].value_name, "second");
    assert_int_equal(tree.fields[field_tree_find(&tree, "cipher_suites.length")].index, -1);
    field_tree_clear(&tree);
    buffer_clear(&input);
}

static void a_malformed_input_keeps_the_fields_up_to_the_fault(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope scope;
    uint16_t u16;
    uint32_t u32;
    FieldTree tree = FIELD_TREE_EMPTY;
    start(&cursor, &input, "030305aabbccddee", &tree);
    cursor.base = 100;
    assert_true(cursor_read_u16(&cursor, "version", &u16));
    assert_true(cursor_enter_vector(&cursor, "body", 1, 0, 255, &scope));
    assert_true(cursor_read_u32(&cursor, "known", &u32));
    assert_false(cursor_read_u16(&cursor, "cut", &u16));
    assert_false(cursor_leave(&cursor, &scope));
    assert_field(&tree, "version", 100, 2, 0);
    assert_field(&tree, "body", 102, 5, 0);
    assert_field(&tree, "body.known", 103, 4, 1);
    assert_int_equal(field_tree_find(&tree, "body.cut"), -1);
    assert_int_equal(tree.error, ERROR_DECODE_ERROR);
    assert_string_equal(tree.flaw.field, "cut");
    assert_int_equal(tree.flaw.offset, 107);
    field_tree_clear(&tree);
    buffer_clear(&input);
}

static void the_rest_ends_at_the_limit_and_may_be_nothing(void **state)
{
    (void)state;
    Buffer input;
    Cursor cursor;
    CursorScope scope;
    Bytes rest, text;
    start(&cursor, &input, "036162636465", NULL);
    assert_true(cursor_enter_vector(&cursor, "vector", 1, 0, 255, &scope));
    assert_true(cursor_read_rest(&cursor, "rest", &rest));
    assert_true(bytes_equal(rest, bytes_of_text("abc")));
    assert_true(cursor_read_rest(&cursor, "nothing", &rest));
    assert_int_equal(rest.size, 0);
    assert_true(cursor_leave(&cursor, &scope));
    assert_true(cursor_read_text(&cursor, "text", 2, &text));
    assert_true(bytes_equal(text, bytes_of_text("de")));
    assert_true(cursor_expect_end(&cursor));
    buffer_clear(&input);
}

static void no_input_is_an_end_and_not_an_error(void **state)
{
    (void)state;
    Cursor cursor;
    Bytes rest;
    cursor_init(&cursor, BYTES_EMPTY, NULL);
    assert_false(cursor_more(&cursor));
    assert_true(cursor_read_rest(&cursor, "rest", &rest));
    assert_true(cursor_expect_end(&cursor));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_in_each_width),
        cmocka_unit_test(the_first_error_stays_and_outputs_are_zeroed),
        cmocka_unit_test(a_vector_gives_its_content),
        cmocka_unit_test(a_vector_outside_its_bounds_is_refused),
        cmocka_unit_test(reads_see_no_further_than_the_innermost_vector),
        cmocka_unit_test(after_leaving_reads_go_on_behind_the_vector),
        cmocka_unit_test(a_vector_not_read_to_its_end_is_refused),
        cmocka_unit_test(an_unread_inner_vector_at_the_outers_end_is_refused),
        cmocka_unit_test(an_inner_vector_may_not_reach_beyond_the_outer),
        cmocka_unit_test(a_sized_structure_is_bounded_and_a_group_is_not),
        cmocka_unit_test(elements_of_a_vector_are_numbered),
        cmocka_unit_test(a_malformed_input_keeps_the_fields_up_to_the_fault),
        cmocka_unit_test(the_rest_ends_at_the_limit_and_may_be_nothing),
        cmocka_unit_test(no_input_is_an_end_and_not_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
