/* Arenas: alignment, zeros, large pieces among small ones, use after clearing. */
#include "check.h"

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"

static void pieces_are_zero_aligned_and_apart(void **state)
{
    (void)state;
    enum { COUNT = 2000 };
    static unsigned char *pieces[COUNT];
    Arena arena = {0};
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i % 97;
        pieces[i] = arena_new(&arena, size);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < i % 97; k++)
            assert_int_equal(pieces[i][k], i % 251);
    arena_clear(&arena);
}

static void a_large_piece_does_not_waste_the_chunk_in_use(void **state)
{
    (void)state;
    Arena arena = {0};
    arena_new(&arena, 16);
    memset(arena_new(&arena, 100000), 1, 100000);
    size_t before = arena.total;
    assert_true(before >= 100000);
    arena_new(&arena, 16);
    assert_int_equal(arena.total, before);
    arena_clear(&arena);
}

static void copies_are_the_arenas_own(void **state)
{
    (void)state;
    Arena arena = {0};
    char text[] = "text";
    const char *copy = arena_copy_text(&arena, text);
    Bytes bytes = arena_copy(&arena, bytes_of(text, 3));
    const char *cut = arena_copy_characters(&arena, bytes_of(text, 2));
    memset(text, 'x', 4);
    assert_string_equal(copy, "text");
    assert_true(bytes_equal(bytes, bytes_of_text("tex")));
    assert_string_equal(cut, "te");
    assert_null(arena_copy_text(&arena, NULL));
    assert_int_equal(arena_copy(&arena, BYTES_EMPTY).size, 0);
    assert_string_equal(arena_copy_characters(&arena, BYTES_EMPTY), "");
    arena_clear(&arena);
}

static void a_cleared_arena_can_be_used_again(void **state)
{
    (void)state;
    Arena arena = {0};
    arena_clear(&arena);
    for (int round = 0; round < 3; round++) {
        assert_int_equal(arena.total, 0);
        assert_string_equal(arena_copy_text(&arena, "again"), "again");
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zero_aligned_and_apart),
        cmocka_unit_test(a_large_piece_does_not_waste_the_chunk_in_use),
        cmocka_unit_test(copies_are_the_arenas_own),
        cmocka_unit_test(a_cleared_arena_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
