/* Arrays that grow: what was there stays, what is new is zero, and each element is moved a few times only. */
#include "check.h"

#include "base/memory.h"

static void an_array_keeps_what_it_had(void **state)
{
    (void)state;
    int *array = NULL, count = 0, capacity = 0, moves = 0;
    while (count < 1000) {
        int *grown = memory_grown(array, count, &capacity, sizeof *array);
        moves += grown != array;
        array = grown;
        assert_true(capacity > count);
        assert_int_equal(array[count], 0);
        array[count] = count + 1;
        count++;
    }
    for (int i = 0; i < count; i++)
        assert_int_equal(array[i], i + 1);
    assert_true(moves <= 8); /* 8, 16, …, 1024 */
    memory_free(array);
}

static void room_that_is_there_is_used(void **state)
{
    (void)state;
    int capacity = 0;
    char *array = memory_grown(NULL, 0, &capacity, 1);
    int first = capacity;
    assert_true(first > 1);
    assert_ptr_equal(memory_grown(array, first - 1, &capacity, 1), array);
    assert_int_equal(capacity, first);
    array = memory_grown(array, first, &capacity, 1);
    assert_int_equal(capacity, 2 * first);
    memory_free(array);
}

static int compare(const void *left, const void *right)
{
    return *(const int *)left - *(const int *)right;
}

static void an_array_is_sorted_and_none_too(void **state)
{
    (void)state;
    int numbers[] = {3, 1, 2};
    memory_sort(numbers, COUNT_OF(numbers), sizeof numbers[0], compare);
    for (int i = 0; i < 3; i++)
        assert_int_equal(numbers[i], i + 1);
    memory_sort(NULL, 0, sizeof numbers[0], compare);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_keeps_what_it_had),
        cmocka_unit_test(room_that_is_there_is_used),
        cmocka_unit_test(an_array_is_sorted_and_none_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
