/* Chinese remainders, Diffie-Hellman and discrete logarithms row by row. */
#include "rows.h"

#include "explain/curves/dh.h"
#include "explain/numbers/crt.h"
#include "explain/numbers/logarithm.h"
#include "math/dh.h"

static Worked *remainders_of(const char *const *remainders, const char *const *moduli, size_t count)
{
    static const char *const remainder_names[] = {"a1", "a2", "a3"}, *const modulus_names[] = {"m1", "m2", "m3"};
    Arena arena = {0};
    Operand a[3], m[3];
    for (size_t i = 0; i < count; i++) {
        a[i] = number_operand(&arena, remainder_names[i], remainders[i]);
        m[i] = number_operand(&arena, modulus_names[i], moduli[i]);
    }
    Worked *worked = explain_crt(a, m, count);
    arena_clear(&arena);
    return worked;
}

/* Sunzi's: what leaves 2 when counted in threes, 3 in fives and 2 in sevens? 23. */
static void remainders_are_put_together(void **state)
{
    (void)state;
    const char *const a[] = {"2", "3", "2"}, *const m[] = {"3", "5", "7"};
    static const char *const rows[] = {
        "x1 = a1 mod m1: a1=2 m1=3 -> x1=2",           "N1 = m1: m1=3 -> N1=3",
        "i2 = N1^-1 mod m2: N1=3 m2=5 -> i2=2",        "h2 = (a2 - x1) · i2 mod m2: a2=3 x1=2 i2=2 m2=5 -> h2=2",
        "x2 = x1 + h2 · N1: x1=2 h2=2 N1=3 -> x2=8",   "N2 = N1 · m2: N1=3 m2=5 -> N2=15",
        "i3 = N2^-1 mod m3: N2=15 m3=7 -> i3=1",       "h3 = (a3 - x2) · i3 mod m3: a3=2 x2=8 i3=1 m3=7 -> h3=1",
        "x3 = x2 + h3 · N2: x2=8 h3=1 N2=15 -> x3=23", "N3 = N2 · m3: N2=15 m3=7 -> N3=105",
        "x = x3 mod N3: x3=23 N3=105 -> x=23",
    };
    Worked *worked = remainders_of(a, m, 3);
    assert_int_equal(worked_count(worked), COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    assert_int_equal(assert_openings(worked), 2);
    worked_free(worked);
}

static void moduli_with_a_common_factor_have_no_rows(void **state)
{
    (void)state;
    const char *const a[] = {"1", "1", "1"}, *const common[] = {"6", "5", "9"}, *const one[] = {"1", "5", "7"};
    assert_null(remainders_of(a, common, 3));
    assert_null(remainders_of(a, one, 2));
    assert_null(remainders_of(a, one, 0));
}

static void both_sides_come_to_the_same(void **state)
{
    (void)state;
    mpz_t p, g, a, b;
    mpz_init_set_ui(p, 23);
    mpz_init_set_ui(g, 5);
    mpz_init_set_ui(a, 6);
    mpz_init_set_ui(b, 15);
    Worked *worked = explain_dh(p, g, a, b);
    assert_row(worked, 0, "A = g^a mod p: g=5 a=6 p=23 -> A=8");
    assert_row(worked, 1, "B = g^b mod p: g=5 b=15 p=23 -> B=19");
    assert_row(worked, 2, "Z_client = B^a mod p: B=19 a=6 p=23 -> Z_client=2");
    assert_row(worked, 3, "Z_server = A^b mod p: A=8 b=15 p=23 -> Z_server=2");
    assert_row(worked, 4, "equal = Z_client == Z_server: Z_client=2 Z_server=2 -> equal=1");
    assert_int_equal(assert_openings(worked), 4);
    worked_free(worked);
    mpz_set_si(a, -1);
    assert_null(explain_dh(p, g, a, b));
    mpz_clears(p, g, a, b, NULL);
}

static void assert_row_value(const Worked *worked, size_t index, const mpz_t expected)
{
    Arena arena = {0};
    Row row;
    mpz_t value;
    mpz_init(value);
    worked_row(worked, index, &arena, &row);
    operand_to_number(value, &row.result);
    assert_int_equal(mpz_cmp(value, expected), 0);
    mpz_clear(value);
    arena_clear(&arena);
}

static void values_are_those_of_the_maths(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("dh"), "");
    mpz_t a, b, sent, shared;
    mpz_inits(a, b, sent, shared, NULL);
    static const char *const groups[] = {"toy-dh-23", "modp2048", "ffdhe2048", "ffdhe3072"};
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        const DhGroup *group = dh_group_find(groups[i]);
        dh_private_random(a, group, random, "a");
        dh_private_random(b, group, random, "b");
        Worked *worked = explain_dh(group->p, group->g, a, b);
        dh_public(sent, group, a);
        assert_row_value(worked, 0, sent);
        dh_public(sent, group, b);
        assert_row_value(worked, 1, sent);
        assert_int_equal(dh_shared(shared, group, a, sent), ERROR_NONE);
        assert_row_value(worked, 2, shared);
        assert_row_value(worked, 3, shared);
        worked_free(worked);
    }
    mpz_clears(a, b, sent, shared, NULL);
    random_free(random);
}

static void a_logarithm_is_found_by_trying(void **state)
{
    (void)state;
    mpz_t p, g, y;
    mpz_init_set_ui(p, 23);
    mpz_init_set_ui(g, 5);
    mpz_init_set_ui(y, 8);
    Worked *worked = explain_logarithm(p, g, y, 22);
    assert_int_equal(worked_count(worked), 7);
    assert_row(worked, 0, "y1 = g mod p: g=5 p=23 -> y1=5");
    assert_row(worked, 5, "y6 = y5 · g mod p: y5=20 g=5 p=23 -> y6=8");
    assert_row(worked, 6, "x = 6: -> x=6");
    assert_rows_in_any_order(worked);
    assert_equations(worked);
    worked_free(worked);
    assert_null(explain_logarithm(p, g, y, 5));
    mpz_set_ui(y, 0);
    assert_null(explain_logarithm(p, g, y, 100));
    assert_null(explain_logarithm_by_steps(p, g, y));
    mpz_clears(p, g, y, NULL);
}

static void a_table_of_baby_steps_saves_most_of_the_work(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "m = 5: -> m=5",
        "enough = p - 1 ≤ m · m: p=23 m=5 -> enough=1",
        "b0 = 1: -> b0=1",
        "b1 = b0 · g mod p: b0=1 g=5 p=23 -> b1=5",
        "b2 = b1 · g mod p: b1=5 g=5 p=23 -> b2=2",
        "b3 = b2 · g mod p: b2=2 g=5 p=23 -> b3=10",
        "b4 = b3 · g mod p: b3=10 g=5 p=23 -> b4=4",
        "gm = b4 · g mod p: b4=4 g=5 p=23 -> gm=20",
        "f = gm^-1 mod p: gm=20 p=23 -> f=15",
        "c0 = Y mod p: Y=19 p=23 -> c0=19",
        "c1 = c0 · f mod p: c0=19 f=15 p=23 -> c1=9",
        "c2 = c1 · f mod p: c1=9 f=15 p=23 -> c2=20",
        "c3 = c2 · f mod p: c2=20 f=15 p=23 -> c3=1",
        "x = 3 · m + 0: m=5 -> x=15",
    };
    mpz_t p, g, y;
    mpz_init_set_ui(p, 23);
    mpz_init_set_ui(g, 5);
    mpz_init_set_ui(y, 19);
    Worked *worked = explain_logarithm_by_steps(p, g, y);
    assert_int_equal(worked_count(worked), COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    assert_int_equal(assert_openings(worked), 1);
    worked_free(worked);
    mpz_clears(p, g, y, NULL);
}

static void logarithms_of_any_size_are_right(void **state)
{
    (void)state;
    static const char *const primes[] = {"3", "5", "101", "65537", "1000003", "2147483647", "1099511627689"};
    Random *random = random_new_seeded(bytes_of_text("logarithms"), "");
    mpz_t p, g, y, x, low, expected;
    mpz_inits(p, g, y, x, low, expected, NULL);
    mpz_set_ui(low, 1);
    for (size_t i = 0; i < COUNT_OF(primes); i++) {
        mpz_set_str(p, primes[i], 10);
        mpz_sub_ui(x, p, 1);
        number_random(g, low, x, random, primes[i]);
        number_random(x, low, x, random, "x");
        mpz_powm(y, g, x, p);
        Worked *worked = explain_logarithm_by_steps(p, g, y);
        Arena arena = {0};
        Operand result;
        worked_result(worked, &arena, &result);
        operand_to_number(x, &result);
        mpz_powm(expected, g, x, p);
        assert_int_equal(mpz_cmp(expected, y), 0);
        if (worked_count(worked) < 10000) {
            assert_rows_in_any_order(worked);
            assert_equations(worked);
        }
        worked_free(worked);
        arena_clear(&arena);
    }
    mpz_nextprime(p, p);
    mpz_set_ui(p, 1);
    mpz_mul_2exp(p, p, 41);
    mpz_nextprime(p, p);
    assert_null(explain_logarithm_by_steps(p, g, y));
    mpz_clears(p, g, y, x, low, expected, NULL);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remainders_are_put_together),
        cmocka_unit_test(moduli_with_a_common_factor_have_no_rows),
        cmocka_unit_test(both_sides_come_to_the_same),
        cmocka_unit_test(values_are_those_of_the_maths),
        cmocka_unit_test(a_logarithm_is_found_by_trying),
        cmocka_unit_test(a_table_of_baby_steps_saves_most_of_the_work),
        cmocka_unit_test(logarithms_of_any_size_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
