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

void prime_random(mpz_t out, unsigned bits, Random *random, const char *name)
{
    prime_random_such(out, bits, NULL, NULL, random, name);
}
