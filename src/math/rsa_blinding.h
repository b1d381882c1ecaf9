/*
 * Blinding of RSA's private operation: what is raised to the power d is not the number that somebody sent, but that
 * number times a random one, so that the time it takes says nothing about either. r^e·in is as random as r, and its
 * d-th power is r·in^d.
 *
 * To draw an r costs a power and an inverse. So a pair (r^e, 1/r) is used several times over, each time squared: both
 * are then those of r², which whoever does not know r cannot tell from a new one (P. C. Kocher, Timing Attacks on
 * Implementations of Diffie-Hellman, RSA, DSS, and Other Systems, 1996).
 */
#ifndef TLSTEPS_MATH_RSA_BLINDING_H
#define TLSTEPS_MATH_RSA_BLINDING_H

#include "math/rsa.h"

typedef struct RsaBlinding RsaBlinding;

/* For a key that is initialised; drawn when it is first used. Freeing wipes. */
WARN_UNUSED RsaBlinding *rsa_blinding_new(void);
void rsa_blinding_free(RsaBlinding *blinding);

/* To be called before each use: squares the pair of the key, or draws one where there is none for its n and e or where
   it has served 32 times. Not from a seed: blinding is to be unknown to everybody, and no result depends on it. */
void rsa_blinding_change(const RsaPrivate *key);
/* out = r^e·in mod n, and out = in/r mod n; `out` may be `in`. */
void rsa_blinding_put_on(mpz_t out, const mpz_t in, const RsaPrivate *key);
void rsa_blinding_take_off(mpz_t out, const mpz_t in, const RsaPrivate *key);

#endif
