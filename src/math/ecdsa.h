#ifndef TLSTEPS_MATH_ECDSA_H
#define TLSTEPS_MATH_ECDSA_H

#include "crypto/hash.h"
#include "math/curve.h"

/* ECDSA (FIPS 186-5 §6). With a seeded `random` the nonce is RFC 6979's (deterministic), otherwise drawn. */
WARN_UNUSED Error ecdsa_sign(mpz_t r, mpz_t s, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest,
                             Random *random, const char *name);
WARN_UNUSED Error ecdsa_verify(const Curve *curve, const Point *public_key, Bytes digest, const mpz_t r,
                               const mpz_t s); /* ERROR_BAD_SIGNATURE */
/* Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } in strict DER (RFC 3279 §2.2.3). */
void ecdsa_signature_append(Buffer *out, const mpz_t r, const mpz_t s);
WARN_UNUSED Error ecdsa_signature_decode(mpz_t r, mpz_t s, Bytes der); /* ERROR_BAD_DER */

#endif
