/*
 * Diffie-Hellman in a finite field: a prime p, a generator g, private x, public Y = g^x mod p (RFC 5246 §8.1.2).
 *
 * Named groups are those of RFC 7919 (ffdhe2048, 3072, 4096, 6144, 8192), of RFC 3526 (modp2048, 3072, 4096) and
 * toy-dh-23 (p = 23, g = 5), which is for paper. Any other p and g make a group of the caller's own.
 */
#ifndef TLSTEPS_MATH_DH_H
#define TLSTEPS_MATH_DH_H

#include "math/modular.h"

/* The longest p that dh_group_check lets pass, in bits: above, a peer could keep us busy for minutes. */
enum { DH_BITS_MAX = 8192 };

typedef struct DhGroup {
    const char *name; /* "ffdhe2048"; static; NULL for a group of the caller's own */
    mpz_t p, g;
    unsigned exponent_bits; /* length of private values; 0: the full range 2…p-2 */
    bool safe_prime_square; /* p and (p-1)/2 are prime and g generates the squares: RFC 7919's and RFC 3526's */
    struct FixedBase *fast; /* of these groups, powers of g; else NULL */
} DhGroup;

/* The group called so, made on first use and kept for the process: not to be cleared. NULL where none is. */
const DhGroup *dh_group_find(const char *name);
/* The named group of these numbers, or NULL. So a peer that is sent p and g knows a well-known group. */
const DhGroup *dh_group_recognise(const mpz_t p, const mpz_t g);
/* All named groups in order, from 0; NULL past the end. */
const DhGroup *dh_group_at(int index);

/* For a group of the caller's own: init, set p and g, then dh_group_check; clear in the end. */
void dh_group_init(DhGroup *group);
void dh_group_clear(DhGroup *group);
/*
 * p prime and at least 5, 1 < g < p-1. ERROR_VALUE_TOO_SMALL for a p below 5 or a g below 2, ERROR_VALUE_TOO_LARGE for
 * a p above DH_BITS_MAX or a g above p-2, ERROR_NOT_PRIME. Tests p for primality (some 30 ms for 2048 bits), so not to
 * be called for a named group. Whether g generates a large subgroup is not looked at.
 */
WARN_UNUSED Error dh_group_check(const DhGroup *group);

/*
 * Draws a private value as `name` (and NAME.1, … as number_random): 2…2^exponent_bits-1, or where that is 0 2…p-2. One
 * whose public value is 1 or p-1 is drawn again: for toy-dh-23 that leaves 2…21 except 11.
 */
void dh_private_random(mpz_t out, const DhGroup *group, Random *random, const char *name);
/* g^x mod p, for a private value > 0. */
void dh_public(mpz_t out, const DhGroup *group, const mpz_t private_value);
/*
 * Whether a value that somebody sent can be a public value: 1 < Y < p-1 (ERROR_VALUE_TOO_SMALL, ERROR_VALUE_TOO_LARGE),
 * which refuses 0, 1 and p-1; and in a group of safe_prime_square a square, by its Legendre symbol
 * (ERROR_NOT_IN_SUBGROUP). RFC 7919 §5.1, NIST SP 800-56A §5.6.2.3.1.
 */
WARN_UNUSED Error dh_public_check(const DhGroup *group, const mpz_t public_value);
/* Checks Y as above, then computes Y^x mod p. */
WARN_UNUSED Error dh_shared(mpz_t out, const DhGroup *group, const mpz_t private_value, const mpz_t public_value);

#endif
