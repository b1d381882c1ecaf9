/* Arithmetic modulo a number: exponentiation, inverse, conversion from and to bytes. On GMP. */
#ifndef TLSTEPS_MATH_MODULAR_H
#define TLSTEPS_MATH_MODULAR_H

#include <gmp.h>

#include "base/bytes.h"
#include "base/error.h"
#include "crypto/random.h"

void number_from_bytes(mpz_t out, Bytes big_endian);
/* Exactly `size` bytes, zeros in front; ERROR_VALUE_TOO_LARGE where it does not fit. */
WARN_UNUSED Error number_to_bytes(uint8_t *out, size_t size, const mpz_t in);
/* Appends without leading zeros; zero appends nothing. */
void number_append(Buffer *out, const mpz_t in);
size_t number_size(const mpz_t in); /* bytes without leading zeros */
void number_clear(mpz_t number);    /* wipes the limbs, then mpz_clear */
/* A named value, uniform in [low, high] (rejection sampling over names "NAME", "NAME.1", …). */
void number_random(mpz_t out, const mpz_t low, const mpz_t high, Random *random, const char *name);
/* base^exponent mod modulus by mpz_powm. */
void modular_power(mpz_t out, const mpz_t base, const mpz_t exponent, const mpz_t modulus);
WARN_UNUSED Error modular_inverse(mpz_t out, const mpz_t in, const mpz_t modulus); /* ERROR_NOT_INVERTIBLE */

#endif
