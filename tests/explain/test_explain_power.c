/* Modular exponentiation row by row. */
#include "rows.h"

#include "explain/numbers/power.h"
#include "math/dh.h"

static Worked *power_of(const char *base, const char *exponent, const char *modulus)
{
    Arena arena = {0};
    Operand b = number_operand(&arena, "g", base), e = number_operand(&arena, "x", exponent);
    Operand n = number_operand(&arena, "p", modulus);
    Worked *worked = explain_power(&b, &e, &n);
    arena_clear(&arena);
    return worked;
}

static void rows_square_for_each_bit_and_multiply_where_it_is_1(void **state)
{
    (void)state;
    Worked *worked = power_of("5", "11", "23"); /* 1011 */
    assert_string_equal(worked_title(worked), "g^x mod p by squaring and multiplying");
    assert_int_equal(worked_count(worked), 6);
    assert_row(worked, 0, "r0 = g mod p: g=5 p=23 -> r0=5");
    assert_row(worked, 1, "r1 = r0 · r0 mod p: r0=5 p=23 -> r1=2");
    assert_row(worked, 2, "r2 = r1 · r1 mod p: r1=2 p=23 -> r2=4");
    assert_row(worked, 3, "r3 = r2 · g mod p: r2=4 g=5 p=23 -> r3=20");
    assert_row(worked, 4, "r4 = r3 · r3 mod p: r3=20 p=23 -> r4=9");
    assert_row(worked, 5, "r5 = r4 · g mod p: r4=9 g=5 p=23 -> r5=22");
    worked_free(worked);
}

static void notes_name_the_bit(void **state)
{
    (void)state;
    Worked *worked = power_of("5", "11", "23");
    Arena arena = {0};
    Row row;
    worked_row(worked, 1, &arena, &row);
    assert_string_equal(row.note, "bit 2 of x is 0: square");
    worked_row(worked, 2, &arena, &row);
    assert_string_equal(row.note, "bit 1 of x is 1: square …");
    worked_row(worked, 3, &arena, &row);
    assert_string_equal(row.note, "… and multiply by g");
    arena_clear(&arena);
    worked_free(worked);
}

static void the_smallest_ones_have_rows_too(void **state)
{
    (void)state;
    Worked *worked = power_of("5", "0", "23");
    assert_int_equal(worked_count(worked), 1);
    assert_row(worked, 0, "r0 = 1 mod p: p=23 -> r0=1");
    worked_free(worked);
    worked = power_of("5", "0", "1");
    assert_row(worked, 0, "r0 = 1 mod p: p=1 -> r0=0");
    worked_free(worked);
    worked = power_of("30", "1", "23");
    assert_int_equal(worked_count(worked), 1);
    assert_row(worked, 0, "r0 = g mod p: g=30 p=23 -> r0=7");
    worked_free(worked);
    worked = power_of("-3", "3", "23");
    assert_row(worked, 2, "r2 = r1 · g mod p: r1=9 g=-3 p=23 -> r2=19");
    worked_free(worked);
}

static void what_has_no_meaning_has_no_rows(void **state)
{
    (void)state;
    assert_null(power_of("5", "-1", "23"));
    assert_null(power_of("5", "3", "0"));
    assert_null(power_of("5", "3", "-7"));
}

static void the_result_is_that_of_the_maths(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("powers"), "");
    mpz_t low, high, numbers[3], expected;
    mpz_inits(low, high, numbers[0], numbers[1], numbers[2], expected, NULL);
    mpz_set_ui(low, 1);
    for (unsigned round = 0; round < 200; round++) {
        Arena arena = {0};
        Operand operands[3];
        mpz_setbit(high, 1 + round * 3);
        for (int i = 0; i < 3; i++) {
            char name[20];
            snprintf(name, sizeof name, "%u.%d", round, i);
            number_random(numbers[i], low, high, random, name);
            operands[i] = operand_number(&arena, &"abc"[i], numbers[i]);
        }
        Worked *worked = explain_power(&operands[0], &operands[1], &operands[2]);
        modular_power(expected, numbers[0], numbers[1], numbers[2]);
        assert_result(worked, expected);
        if (round % 20 == 0)
            assert_rows_in_any_order(worked);
        assert_equations(worked);
        worked_free(worked);
        arena_clear(&arena);
    }
    mpz_clears(low, high, numbers[0], numbers[1], numbers[2], expected, NULL);
    random_free(random);
}

/* g^x with an exponent as long as the modulus of 2048 bits, which is what takes most rows in a handshake. */
static Worked *long_power(Arena *arena)
{
    const DhGroup *group = dh_group_find("ffdhe2048");
    mpz_t x;
    mpz_init(x);
    mpz_tdiv_q_ui(x, group->p, 3);
    Operand base = operand_number(arena, "g", group->p), exponent = operand_number(arena, "x", x);
    Operand modulus = operand_number(arena, "p", group->p);
    base.value.data = modulus.value.data + 1; /* as long as p, and below it */
    base.value.size--;
    mpz_clear(x);
    return explain_power(&base, &exponent, &modulus);
}

static void any_row_of_a_long_one_is_made_at_once(void **state)
{
    (void)state;
    Arena arena = {0};
    Worked *worked = long_power(&arena);
    assert_true(worked_count(worked) > 2500);
    assert_made_at_once(worked, "a 2048-bit exponentiation", 2000);
    assert_rows_in_any_order(worked);
    assert_equations(worked);
    worked_free(worked);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_square_for_each_bit_and_multiply_where_it_is_1),
        cmocka_unit_test(notes_name_the_bit),
        cmocka_unit_test(the_smallest_ones_have_rows_too),
        cmocka_unit_test(what_has_no_meaning_has_no_rows),
        cmocka_unit_test(the_result_is_that_of_the_maths),
        cmocka_unit_test(any_row_of_a_long_one_is_made_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
