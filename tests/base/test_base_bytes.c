/* Views and buffers: growth, vectors with their length in front, and the edges of each. */
#include "check.h"

#include <string.h>

#include "base/bytes.h"

static void a_slice_is_cut_to_what_is_there(void **state)
{
    (void)state;
    Bytes bytes = bytes_of_text("abcdef");
    assert_true(bytes_equal(bytes_slice(bytes, 2, 3), bytes_of_text("cde")));
    assert_true(bytes_equal(bytes_slice(bytes, 4, 100), bytes_of_text("ef")));
    assert_true(bytes_equal(bytes_slice(bytes, 4, SIZE_MAX), bytes_of_text("ef")));
    assert_int_equal(bytes_slice(bytes, 6, 1).size, 0);
    assert_int_equal(bytes_slice(bytes, SIZE_MAX, SIZE_MAX).size, 0);
    assert_int_equal(bytes_slice(BYTES_EMPTY, 0, 1).size, 0);
}

static void equal_means_size_and_content(void **state)
{
    (void)state;
    assert_true(bytes_equal(BYTES_EMPTY, bytes_of_text("")));
    assert_true(bytes_equal(bytes_of_text("ab"), bytes_of_text("ab")));
    assert_false(bytes_equal(bytes_of_text("ab"), bytes_of_text("abc")));
    assert_false(bytes_equal(bytes_of_text("ab"), bytes_of_text("ac")));
}

static void numbers_are_big_endian_and_come_back(void **state)
{
    (void)state;
    for (size_t size = 1; size <= 8; size++) {
        uint64_t value = 0x0123456789abcdef >> (8 * (8 - size));
        uint8_t out[9];
        memset(out, 0xee, sizeof out);
        bytes_write_number(out, size, value);
        assert_int_equal(out[0], value >> (8 * (size - 1)));
        assert_int_equal(out[size], 0xee);
        assert_true(bytes_read_number(out, size) == value);
    }
    assert_int_equal(bytes_read_number((const uint8_t *)"\x12\x34", 2), 0x1234);
    assert_int_equal(bytes_read_number((const uint8_t *)"", 0), 0);
}

static void a_buffer_keeps_what_was_appended_while_it_grows(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    for (unsigned i = 0; i < 10000; i++)
        buffer_append_number(&buffer, 2, i);
    assert_int_equal(buffer.size, 20000);
    for (unsigned i = 0; i < 10000; i++)
        assert_int_equal(bytes_read_number(buffer.data + 2 * (size_t)i, 2), i);
    buffer_clear(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.size, 0);
    buffer_append(&buffer, bytes_of_text("again"));
    assert_true(bytes_equal(buffer_bytes(&buffer), bytes_of_text("again")));
    buffer_clear(&buffer);
}

static void truncating_wipes_what_is_cut(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    buffer_append(&buffer, bytes_of_text("public secret"));
    buffer_truncate(&buffer, 100);
    assert_int_equal(buffer.size, 13);
    buffer_truncate(&buffer, 6);
    assert_true(bytes_equal(buffer_bytes(&buffer), bytes_of_text("public")));
    assert_memory_equal(buffer.data + 6, "\0\0\0\0\0\0\0", 7);
    buffer_clear(&buffer);
}

static void consuming_moves_the_rest_to_the_front(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    buffer_consume(&buffer, 5);
    assert_int_equal(buffer.size, 0);
    buffer_append(&buffer, bytes_of_text("recordrest"));
    buffer_consume(&buffer, 0);
    buffer_consume(&buffer, 6);
    assert_true(bytes_equal(buffer_bytes(&buffer), bytes_of_text("rest")));
    buffer_consume(&buffer, 100);
    assert_int_equal(buffer.size, 0);
    buffer_clear(&buffer);
}

static void a_buffer_can_be_set_to_a_part_of_itself(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    buffer_set(&buffer, bytes_of_text("one two three"));
    buffer_set(&buffer, bytes_slice(buffer_bytes(&buffer), 4, 3));
    assert_true(bytes_equal(buffer_bytes(&buffer), bytes_of_text("two")));
    buffer_set(&buffer, bytes_of_text("longer than it was"));
    assert_true(bytes_equal(buffer_bytes(&buffer), bytes_of_text("longer than it was")));
    buffer_set(&buffer, BYTES_EMPTY);
    assert_int_equal(buffer.size, 0);
    buffer_clear(&buffer);
}

static void vectors_nest_and_get_their_lengths(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    size_t outer = buffer_open_vector(&buffer, 2);
    size_t inner = buffer_open_vector(&buffer, 1);
    buffer_append(&buffer, bytes_of_text("abc"));
    assert_true(buffer_close_vector(&buffer, inner, 1));
    size_t empty = buffer_open_vector(&buffer, 3);
    assert_true(buffer_close_vector(&buffer, empty, 3));
    assert_true(buffer_close_vector(&buffer, outer, 2));
    assert_hex(buffer_bytes(&buffer), "000703616263000000");
    buffer_clear(&buffer);
}

static void a_vector_too_long_for_its_length_is_told(void **state)
{
    (void)state;
    Buffer buffer = BUFFER_EMPTY;
    size_t place = buffer_open_vector(&buffer, 1);
    memset(buffer_extend(&buffer, 255), 0, 255);
    assert_true(buffer_close_vector(&buffer, place, 1));
    assert_int_equal(buffer.data[0], 255);
    buffer_append_number(&buffer, 1, 0);
    buffer.data[0] = 7;
    assert_false(buffer_close_vector(&buffer, place, 1));
    assert_int_equal(buffer.data[0], 7);
    buffer_clear(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slice_is_cut_to_what_is_there),
        cmocka_unit_test(equal_means_size_and_content),
        cmocka_unit_test(numbers_are_big_endian_and_come_back),
        cmocka_unit_test(a_buffer_keeps_what_was_appended_while_it_grows),
        cmocka_unit_test(truncating_wipes_what_is_cut),
        cmocka_unit_test(consuming_moves_the_rest_to_the_front),
        cmocka_unit_test(a_buffer_can_be_set_to_a_part_of_itself),
        cmocka_unit_test(vectors_nest_and_get_their_lengths),
        cmocka_unit_test(a_vector_too_long_for_its_length_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
