#include "math/primality.h"

/* GMP takes the first 24 of its rounds as done by Baillie-PSW, and does the rest as Miller-Rabin. */
enum { PRIME_ROUNDS = 24 + 8 };

bool prime_check(const mpz_t n)
{
    /* GMP looks at the absolute value. */
    return mpz_sgn(n) > 0 && mpz_probab_prime_p(n, PRIME_ROUNDS) != 0;
}

bool prime_small_factor(mpz_t factor, const mpz_t n, unsigned long limit)
{
    for (unsigned long divisor = 2; divisor <= limit && mpz_cmp_ui(n, divisor) > 0; divisor++)
        if (mpz_divisible_ui_p(n, divisor)) {
            mpz_set_ui(factor, divisor);
            return true;
        }
    return false;
}

static void rho_step(mpz_t x, const mpz_t n)
{
    mpz_mul(x, x, x);
    mpz_add_ui(x, x, 1);
    mpz_mod(x, x, n);
}

/* Pollard: x -> x² + 1 runs into a circle modulo a factor before it does modulo n. Floyd: one goes twice as fast as the
   other until they meet there. */
static bool find_by_rho(mpz_t factor, const mpz_t n, unsigned long steps)
{
    mpz_t slow, fast, difference;
    mpz_init_set_ui(slow, 2);
    mpz_init_set_ui(fast, 2);
    mpz_init(difference);
    mpz_set_ui(factor, 1);
    for (unsigned long i = 0; i < steps && mpz_cmp_ui(factor, 1) == 0; i++) {
        rho_step(slow, n);
        rho_step(fast, n);
        rho_step(fast, n);
        mpz_sub(difference, slow, fast);
        mpz_gcd(factor, difference, n);
    }
    mpz_clears(slow, fast, difference, NULL);
    return mpz_cmp_ui(factor, 1) > 0 && mpz_cmp(factor, n) < 0;
}

bool prime_find_factor(mpz_t factor, const mpz_t n)
{
    enum { TRIAL_MAX = 1 << 16, LONG_BITS = 128, STEPS = 1 << 18, LONG_STEPS = 1 << 12 };
    unsigned long steps = mpz_sizeinbase(n, 2) > LONG_BITS ? LONG_STEPS : STEPS;
    return prime_small_factor(factor, n, TRIAL_MAX) || find_by_rho(factor, n, steps);
}

typedef struct PrimeTest {
    NumberTest *test;
    const void *context;
} PrimeTest;

static bool is_wanted_prime(const void *context, const mpz_t candidate)
{
    const PrimeTest *wanted = context;
    return mpz_odd_p(candidate) && prime_check(candidate) &&
           (!wanted->test || wanted->test(wanted->context, candidate));
}

void prime_random_such(mpz_t out, unsigned bits, NumberTest *test, const void *context, Random *random,
                       const char *name)
{
    /* 11000…0 to 11111…1 */
    mpz_t low, high;
    mpz_init(low);
    mpz_init(high);
    mpz_set_ui(low, 3);
    mpz_mul_2exp(low, low, bits - 2);
    mpz_setbit(high, bits);
    mpz_sub_ui(high, high, 1);
    number_random_such(out, low, high, is_wanted_prime, &(PrimeTest){test, context}, random, name);
    mpz_clear(high);
    mpz_clear(low);
}
