/* Euclid's algorithm and inverses row by row. */
#include "rows.h"

#include "explain/numbers/euclid.h"

static void divisions_lead_to_the_divisor_and_its_multiples(void **state)
{
    (void)state;
    Arena arena = {0};
    Operand a = number_operand(&arena, "a", "240"), b = number_operand(&arena, "b", "46");
    Worked *worked = explain_euclid(&a, &b);
    static const char *const rows[] = {
        "r0 = a: a=240 -> r0=240",
        "r1 = b: b=46 -> r1=46",
        "s0 = 1: -> s0=1",
        "s1 = 0: -> s1=0",
        "t0 = 0: -> t0=0",
        "t1 = 1: -> t1=1",
        "q1 = r0 div r1: r0=240 r1=46 -> q1=5",
        "r2 = r0 - q1 · r1: r0=240 q1=5 r1=46 -> r2=10",
        "s2 = s0 - q1 · s1: s0=1 q1=5 s1=0 -> s2=1",
        "t2 = t0 - q1 · t1: t0=0 q1=5 t1=1 -> t2=-5",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    /* 240 = 5·46 + 10, 46 = 4·10 + 6, 10 = 1·6 + 4, 6 = 1·4 + 2, 4 = 2·2 + 0 */
    assert_int_equal(worked_count(worked), 6 + 4 * 4 + 2 + 1);
    assert_row(worked, 22, "q5 = r4 div r5: r4=4 r5=2 -> q5=2");
    assert_row(worked, 23, "r6 = r4 - q5 · r5: r4=4 q5=2 r5=2 -> r6=0");
    assert_row(worked, 24, "gcd = a · s5 + b · t5: a=240 s5=-9 b=46 t5=47 -> gcd=2");
    worked_free(worked);
    arena_clear(&arena);
}

static void an_inverse_keeps_one_column(void **state)
{
    (void)state;
    Arena arena = {0};
    Operand e = number_operand(&arena, "e", "17"), lambda = number_operand(&arena, "lambda", "780");
    Worked *worked = explain_inverse(&e, &lambda, "d");
    assert_string_equal(worked_title(worked), "e^-1 mod lambda by Euclid's extended algorithm");
    assert_row(worked, 0, "r0 = lambda: lambda=780 -> r0=780");
    assert_row(worked, 1, "r1 = e mod lambda: e=17 lambda=780 -> r1=17");
    assert_row(worked, worked_count(worked) - 1, "d = t4 mod lambda: t4=-367 lambda=780 -> d=413");
    worked_free(worked);
    arena_clear(&arena);
}

static void zeros_are_divided_by_nothing(void **state)
{
    (void)state;
    Arena arena = {0};
    Operand zero = number_operand(&arena, "a", "0"), seven = number_operand(&arena, "b", "7");
    Worked *worked = explain_euclid(&seven, &zero);
    assert_row(worked, worked_count(worked) - 1, "gcd = b · s0 + a · t0: b=7 s0=1 a=0 t0=0 -> gcd=7");
    worked_free(worked);
    worked = explain_euclid(&zero, &seven);
    assert_row(worked, worked_count(worked) - 1, "gcd = a · s1 + b · t1: a=0 s1=0 b=7 t1=1 -> gcd=7");
    worked_free(worked);
    arena_clear(&arena);
}

static void what_has_no_inverse_has_no_rows(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"6", "9"}, {"0", "7"}, {"3", "1"}, {"3", "0"}, {"3", "-7"}};
    Arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        Operand x = number_operand(&arena, "x", pairs[i][0]), n = number_operand(&arena, "n", pairs[i][1]);
        assert_null(explain_inverse(&x, &n, "y"));
    }
    Operand minus = number_operand(&arena, "x", "-6"), nine = number_operand(&arena, "n", "9");
    assert_null(explain_euclid(&minus, &nine));
    assert_null(explain_euclid(&nine, &minus));
    arena_clear(&arena);
}

static void results_are_those_of_the_maths(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("divisors"), "");
    mpz_t low, high, a, b, expected;
    mpz_inits(low, high, a, b, expected, NULL);
    unsigned inverses = 0;
    for (unsigned round = 0; round < 200; round++) {
        Arena arena = {0};
        char name[20];
        mpz_setbit(high, 1 + round * 5);
        mpz_neg(low, high);
        snprintf(name, sizeof name, "%u.a", round);
        number_random(a, low, high, random, name);
        snprintf(name, sizeof name, "%u.b", round);
        number_random(b, low, high, random, name);
        mpz_abs(b, b);
        Operand first = operand_number(&arena, "a", a), second = operand_number(&arena, "b", b);
        Worked *worked = explain_inverse(&first, &second, "i");
        assert_int_equal(worked != NULL, modular_inverse(expected, a, b) == ERROR_NONE);
        if (worked) {
            inverses++;
            assert_result(worked, expected);
            if (round % 10 == 0)
                assert_rows_in_any_order(worked);
            assert_equations(worked);
            worked_free(worked);
        }
        first.negative = false;
        worked = explain_euclid(&first, &second);
        mpz_gcd(expected, a, b);
        assert_result(worked, expected);
        if (round % 10 == 0)
            assert_rows_in_any_order(worked);
        assert_equations(worked);
        worked_free(worked);
        arena_clear(&arena);
    }
    assert_true(inverses > 50);
    mpz_clears(low, high, a, b, expected, NULL);
    random_free(random);
}

static void any_row_of_a_long_one_is_made_at_once(void **state)
{
    (void)state;
    Arena arena = {0};
    mpz_t a, b;
    mpz_init(a);
    mpz_init(b);
    mpz_ui_pow_ui(a, 3, 1292); /* 2048 bits */
    mpz_ui_pow_ui(b, 7, 729);
    Operand first = operand_number(&arena, "a", a), second = operand_number(&arena, "b", b);
    Worked *worked = explain_inverse(&second, &first, "i");
    assert_true(worked_count(worked) > 3000);
    assert_made_at_once(worked, "a 2048-bit inverse", 2000);
    worked_free(worked);
    mpz_clear(b);
    mpz_clear(a);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divisions_lead_to_the_divisor_and_its_multiples),
        cmocka_unit_test(an_inverse_keeps_one_column),
        cmocka_unit_test(zeros_are_divided_by_nothing),
        cmocka_unit_test(what_has_no_inverse_has_no_rows),
        cmocka_unit_test(results_are_those_of_the_maths),
        cmocka_unit_test(any_row_of_a_long_one_is_made_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
