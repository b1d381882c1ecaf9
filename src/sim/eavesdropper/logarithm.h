/*
 * Discrete logarithms by trying: the private value that belongs to a public one, for groups small enough to go through.
 * One try is one multiplication by g, or one addition of the base point.
 */
#ifndef TLSTEPS_SIM_LOGARITHM_H
#define TLSTEPS_SIM_LOGARITHM_H

#include "tls/registry/group.h"

/* The least x > 0 with g^x mod p = Y, and how many tries it took (which is x). False where none of the first `limit`
   powers is Y. */
WARN_UNUSED bool logarithm_in_field(mpz_t out, uint64_t *tries, const DhGroup *group, const mpz_t public_value,
                                    uint64_t limit);
/* The least x > 0 with xG = Q. */
WARN_UNUSED bool logarithm_on_curve(mpz_t out, uint64_t *tries, const Curve *curve, const Point *public_point,
                                    uint64_t limit);

/* True where trying every private value stays within the limit. */
bool logarithm_field_is_small(const DhGroup *group, uint64_t limit);
bool logarithm_curve_is_small(const Curve *curve, uint64_t limit);

/* The binary logarithm of the steps that the best general method takes, Pollard's (rho, or kangaroos for a short
   exponent): half the bits of what there is to search, rounded down. X25519: 126. */
unsigned logarithm_field_cost(const DhGroup *group);
unsigned logarithm_curve_cost(const Curve *curve);
enum { LOGARITHM_X25519_COST = 126 };

#endif
