/* Diffie-Hellman in a finite field (RFC 7919, RFC 3526, and groups of a learner's own). */
#ifndef TLSTEPS_MATH_DH_H
#define TLSTEPS_MATH_DH_H

#include "math/modular.h"

typedef struct DhGroup {
    const char *name; /* "ffdhe2048", "modp2048", "toy-dh-23"; NULL for one from the wire */
    mpz_t p, g;
    unsigned exponent_bits; /* of private values: RFC 7919 §5.2 for its groups; 0: the full range 2…p-2 */
    bool safe_prime_square; /* g generates the squares of a safe prime: a public value is checked by its Legendre symbol
                             */
} DhGroup;

/* The named group, made on first use and kept for the process: do not clear. NULL where no group is called so. */
const DhGroup *dh_group_find(const char *name);
/* The named group with these numbers, or NULL: a peer recognises a well-known group by p and g. */
const DhGroup *dh_group_recognise(const mpz_t p, const mpz_t g);
const DhGroup *dh_group_at(int index); /* all named groups in order; NULL past the end */
void dh_group_init(DhGroup *group);    /* for one of the caller's own: set p and g, then dh_group_check */
void dh_group_clear(DhGroup *group);
WARN_UNUSED Error dh_group_check(const DhGroup *group); /* p odd and prime, 1 < g < p-1 */

/* A private value (toy-dh-23: 2…21 except 11, whose public value is p-1), and g^x mod p. */
void dh_private_random(mpz_t out, const DhGroup *group, Random *random, const char *name);
void dh_public(mpz_t out, const DhGroup *group, const mpz_t private_value);
/* 1 < Y < p-1, and where the group says so the subgroup: ERROR_VALUE_TOO_SMALL, _TOO_LARGE, ERROR_NOT_IN_SUBGROUP */
WARN_UNUSED Error dh_public_check(const DhGroup *group, const mpz_t public_value);
/* Checks, then Y^x mod p. */
WARN_UNUSED Error dh_shared(mpz_t out, const DhGroup *group, const mpz_t private_value, const mpz_t public_value);

#endif
