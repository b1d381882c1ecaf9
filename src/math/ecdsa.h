/* ECDSA (FIPS 186-5 §6.4), with random or deterministic nonces (RFC 6979), and its signature's encoding. */
#ifndef TLSTEPS_MATH_ECDSA_H
#define TLSTEPS_MATH_ECDSA_H

#include "crypto/hash.h"
#include "math/curve.h"

/*
 * A signature of `digest`, which `hash` made, with k the nonce and z the digest's leftmost bits, as many as n has:
 *
 *     r = x coordinate of k·G, mod n
 *     s = (z + r·private_key) / k mod n
 *
 * With a seeded `random` k is RFC 6979's, a function of key and digest; otherwise it is drawn as `name`. A k that gives
 * r = 0 or s = 0 is replaced by the next. Errors: those of curve_private_check for the key; ERROR_LIMIT where no nonce
 * would do, which takes a curve of a handful of points.
 */
WARN_UNUSED Error ecdsa_sign(mpz_t r, mpz_t s, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest,
                             Random *random, const char *name);

/* The same with a nonce that is given. ERROR_VALUE_TOO_SMALL, _TOO_LARGE for a nonce or key outside 1…n-1, and
   ERROR_VALUE_TOO_SMALL too where r or s comes out as 0. */
WARN_UNUSED Error ecdsa_sign_with_nonce(mpz_t r, mpz_t s, const Curve *curve, const mpz_t private_key, Bytes digest,
                                        const mpz_t nonce);

/* The nonce of a signature, for whoever has the private key: k = (z + r·private_key) / s mod n. (r, s) is a signature
   of `digest` by that key. */
void ecdsa_recover_nonce(mpz_t out, const Curve *curve, const mpz_t private_key, Bytes digest, const mpz_t r,
                         const mpz_t s);
/* z: the leftmost bits of a digest, as many as n has; may be n or more (FIPS 186-5 §6.4.1; RFC 6979 §2.3.2, bits2int).
 */
void ecdsa_digest_number(mpz_t out, const Curve *curve, Bytes digest);

/* RFC 6979 §3.2, for n > 1: candidate `attempt` (from 0) of those in 1…n-1. */
void ecdsa_nonce(mpz_t out, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest, unsigned attempt);

/*
 * Whether (r, s) signs `digest`: the x coordinate of (z/s)·G + (r/s)·public_key, mod n, has to be r.
 * ERROR_BAD_SIGNATURE otherwise, and for r or s outside 1…n-1; the errors of curve_point_check for the key.
 */
WARN_UNUSED Error ecdsa_verify(const Curve *curve, const Point *public_key, Bytes digest, const mpz_t r, const mpz_t s);

/* Appends Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } in DER (RFC 3279 §2.2.3). r and s are not negative. */
void ecdsa_signature_append(Buffer *out, const mpz_t r, const mpz_t s);
/*
 * Reads it back, strictly: shortest lengths, shortest numbers, nothing left over, or ERROR_BAD_DER. A negative number,
 * which never is part of a signature, is ERROR_BAD_DER too; whether r and s are in range is for ecdsa_verify.
 */
WARN_UNUSED Error ecdsa_signature_decode(mpz_t r, mpz_t s, Bytes der);

#endif
