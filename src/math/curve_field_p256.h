/* Montgomery's reduction for the prime of secp256r1, whose form makes it cheaper than for any prime. */
#ifndef TLSTEPS_MATH_CURVE_FIELD_P256_H
#define TLSTEPS_MATH_CURVE_FIELD_P256_H

#include "math/curve_field.h"

/* The reduction, or NULL where p is another prime or the machine's limbs are not the 64-bit ones it is written for. */
FieldReduce *field_p256_reduction(const mpz_t p);

#endif
