/*
 * Numbers of any size, and arithmetic modulo one of them. On GMP, whose mpz_t is used as it is: what GMP has (sums,
 * products, remainders) is called directly, and here is what it lacks.
 *
 * Numbers and bytes are converted as RFC 8017 §4 (I2OSP, OS2IP) and RFC 5246 §4.4 do: big-endian, not negative.
 */
#ifndef TLSTEPS_MATH_MODULAR_H
#define TLSTEPS_MATH_MODULAR_H

#include <gmp.h>

#include "base/bytes.h"
#include "base/error.h"
#include "crypto/random.h"

/* No bytes give 0; leading zeros are allowed. */
void number_from_bytes(mpz_t out, Bytes big_endian);
/* Exactly `size` bytes, with zeros in front. ERROR_VALUE_TOO_LARGE where it does not fit; then nothing is written. */
WARN_UNUSED Error number_to_bytes(uint8_t *out, size_t size, const mpz_t in);
/* Appends without leading zeros; zero appends nothing. */
void number_append(Buffer *out, const mpz_t in);
/* Bytes without leading zeros: 0 for zero. */
size_t number_size(const mpz_t in);
/* mpz_clear for a secret: its memory is wiped first. */
void number_clear(mpz_t number);

/* Whether a candidate drawn is one that is wanted. */
typedef bool NumberTest(const void *context, const mpz_t candidate);

/*
 * Draws a number in [low, high], 0 <= low <= high, each one equally likely, by rejection: a candidate is `low` plus as
 * many bits as high - low has (big-endian, the bits too many cut off in front), and one above `high` is dropped. The
 * first candidate is the value called NAME of `random`, the following ones those called NAME.1, NAME.2, …
 */
void number_random(mpz_t out, const mpz_t low, const mpz_t high, Random *random, const char *name);
/* The same, and candidates that fail `test` are dropped too. There has to be one that passes. */
void number_random_such(mpz_t out, const mpz_t low, const mpz_t high, NumberTest *test, const void *context,
                        Random *random, const char *name);

/* base^exponent mod modulus, for an exponent >= 0 and a modulus > 0. */
void modular_power(mpz_t out, const mpz_t base, const mpz_t exponent, const mpz_t modulus);
/* The x in 0 < x < modulus with x·in = 1 (mod modulus). ERROR_NOT_INVERTIBLE where `in` and the modulus share a factor,
   and for a modulus below 2. */
WARN_UNUSED Error modular_inverse(mpz_t out, const mpz_t in, const mpz_t modulus);

#endif
