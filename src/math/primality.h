/* Prime numbers: testing them and drawing them. */
#ifndef TLSTEPS_MATH_PRIMALITY_H
#define TLSTEPS_MATH_PRIMALITY_H

#include <gmp.h>

#include "crypto/random.h"
#include "math/modular.h"

/*
 * Whether n is prime; negative numbers, 0 and 1 are not. Trial division, then the Baillie-PSW test (no composite is
 * known that passes it, and below 2^64 there is none) and eight Miller-Rabin rounds besides (FIPS 186-5 appendix B.3),
 * all by GMP. Costs about ten exponentiations modulo n where n is prime, mostly far less where it is not.
 */
bool prime_check(const mpz_t n);

/* The smallest prime factor of n that is at most `limit` and less than n; false where there is none. */
WARN_UNUSED bool prime_small_factor(mpz_t factor, const mpz_t n, unsigned long limit);

/* A factor of a composite n, by trial division and Pollard's rho, within some tenths of a second: factors of up to 16
   bits in any n, and up to 32 bits in one of up to 128. False where none is found. */
WARN_UNUSED bool prime_find_factor(mpz_t factor, const mpz_t n);

/* Draws a prime of exactly `bits` bits (at least 3), its two top bits set, so that the product of two such primes has
   exactly as many bits as both together, and that it passes `test`; NULL is no test. Candidates are named as
   number_random names them. */
void prime_random_such(mpz_t out, unsigned bits, NumberTest *test, const void *context, Random *random,
                       const char *name);

#endif
