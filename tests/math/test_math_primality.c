/* Testing and drawing primes. */
#include "check.h"

#include "math/primality.h"

static mpz_t n, factor;

static int set_up(void **state)
{
    (void)state;
    mpz_inits(n, factor, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mpz_clears(n, factor, NULL);
    return 0;
}

static void agrees_with_trial_division(void **state)
{
    (void)state;
    for (unsigned long i = 0; i < 5000; i++) {
        bool prime = i > 1;
        for (unsigned long d = 2; d * d <= i; d++)
            prime = prime && i % d != 0;
        mpz_set_ui(n, i);
        assert_int_equal(prime_check(n), prime);
        assert_int_equal(!prime_small_factor(factor, n, 5000), prime || i < 2);
    }
}

static void the_negative_of_a_prime_is_none(void **state)
{
    (void)state;
    mpz_set_si(n, -7);
    assert_false(prime_check(n));
}

/* Composites that pass weaker tests: Carmichael numbers, and strong pseudoprimes to the bases 2, 3, 5 and 7 (OEIS
   A002997, A014233). */
static void pseudoprimes_are_found_out(void **state)
{
    (void)state;
    static const char *const composites[] = {"561",        "1729",          "62745",          "825265",
                                             "3215031751", "3474749660383", "341550071728321"};
    for (size_t i = 0; i < COUNT_OF(composites); i++) {
        mpz_set_str(n, composites[i], 10);
        assert_false(prime_check(n));
    }
}

static void mersenne_numbers_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        unsigned exponent;
        bool prime;
    } cases[] = {{61, true}, {67, false}, {89, true}, {127, true}, {257, false}, {521, true}, {523, false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mpz_set_ui(n, 1);
        mpz_mul_2exp(n, n, cases[i].exponent);
        mpz_sub_ui(n, n, 1);
        assert_int_equal(prime_check(n), cases[i].prime);
    }
}

static void the_smallest_factor_is_found_within_its_limit(void **state)
{
    (void)state;
    mpz_set_ui(n, 53 * 61);
    assert_false(prime_small_factor(factor, n, 52));
    assert_true(prime_small_factor(factor, n, 53));
    assert_int_equal(mpz_get_ui(factor), 53);
}

static void drawn_primes_have_their_length_and_two_top_bits(void **state)
{
    (void)state;
    Random *random = random_new_system();
    for (unsigned bits = 3; bits <= 256; bits += 11) {
        prime_random_such(n, bits, NULL, NULL, random, "p");
        assert_true(prime_check(n));
        assert_int_equal(mpz_sizeinbase(n, 2), bits);
        assert_true(mpz_tstbit(n, bits - 2));
    }
    random_free(random);
}

static bool is_five_modulo_eight(const void *context, const mpz_t candidate)
{
    (void)context;
    return mpz_fdiv_ui(candidate, 8) == 5;
}

static void a_drawn_prime_passes_the_test_asked_for(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("1"), "");
    prime_random_such(n, 64, is_five_modulo_eight, NULL, random, "p");
    assert_int_equal(mpz_fdiv_ui(n, 8), 5);
    mpz_t again;
    mpz_init(again);
    prime_random_such(again, 64, is_five_modulo_eight, NULL, random, "p");
    assert_int_equal(mpz_cmp(n, again), 0);
    mpz_clear(again);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_trial_division),
        cmocka_unit_test(the_negative_of_a_prime_is_none),
        cmocka_unit_test(pseudoprimes_are_found_out),
        cmocka_unit_test(mersenne_numbers_are_told_apart),
        cmocka_unit_test(the_smallest_factor_is_found_within_its_limit),
        cmocka_unit_test(drawn_primes_have_their_length_and_two_top_bits),
        cmocka_unit_test(a_drawn_prime_passes_the_test_asked_for),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
