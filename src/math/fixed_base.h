/*
 * Powers of one and the same base, quickly: g^x mod p for a group whose g is used again and again. A comb (Lim and Lee,
 * 1994): the exponent is written in TEETH rows of `columns` bits. The bits that stand at the same place of each row
 * make a number of TEETH bits, the index into a table of the products of the rows' powers; so there are only as many
 * squarings as a row is long. The same idea as that of curve_fast.c.
 *
 * The table holds 63 numbers below the modulus, and is made in about twice the time of an ordinary power.
 */
#ifndef TLSTEPS_MATH_FIXED_BASE_H
#define TLSTEPS_MATH_FIXED_BASE_H

#include "math/modular.h"

typedef struct FixedBase FixedBase;

/* For exponents of up to `bits` bits. The numbers are copied; the table is made when it is first needed. */
WARN_UNUSED FixedBase *fixed_base_new(const mpz_t base, const mpz_t modulus, size_t bits);
void fixed_base_free(FixedBase *fixed);
/* out = base^exponent mod modulus, for an exponent >= 0; one of more bits is computed as any other power. */
void fixed_base_power(mpz_t out, FixedBase *fixed, const mpz_t exponent);

#endif
