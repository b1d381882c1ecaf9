#ifndef TLSTEPS_MATH_PRIMALITY_H
#define TLSTEPS_MATH_PRIMALITY_H

#include <gmp.h>

#include "crypto/random.h"

/* Whether n is prime (deterministic for small n, else Baillie-PSW and Miller-Rabin by GMP; wrong with probability <
 * 4^-n). */
bool prime_check(const mpz_t n);
/* A factor of a composite n found by trial division up to `limit`; false where none is found. */
bool prime_small_factor(mpz_t factor, const mpz_t n, unsigned long limit);
/* A prime of exactly `bits` bits, its top two bits set, named draws from `random`. */
void prime_random(mpz_t out, unsigned bits, Random *random, const char *name);

#endif
