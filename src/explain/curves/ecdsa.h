/*
 * ECDSA (FIPS 186-5 §6.4): signing, with a nonce that is given or RFC 6979's, and verifying. Signatures are in DER, as
 * TLS carries them (RFC 8422 §5.4). `message` is what is signed, before it is hashed.
 */
#ifndef TLSTEPS_EXPLAIN_ECDSA_H
#define TLSTEPS_EXPLAIN_ECDSA_H

#include "explain/language/worked.h"
#include "math/ecdsa.h"

/* The signature by private key d with nonce k. NULL where ecdsa_sign_with_nonce finds a fault. */
WARN_UNUSED Worked *explain_ecdsa_sign(const Curve *curve, HashId hash, const mpz_t d, const Operand *message,
                                       const mpz_t k, const char *result);
/* The same with RFC 6979's nonce, whose rows come first. NULL for a d outside 1 … n-1. */
WARN_UNUSED Worked *explain_ecdsa_sign_deterministically(const Curve *curve, HashId hash, const mpz_t d,
                                                         const Operand *message, const char *result);

/* Whether a signature is one of `message` by the key whose point is `public_key`: 1 or 0. NULL where the point is none
   of the curve's or the signature is no DER. */
WARN_UNUSED Worked *explain_ecdsa_verify(const Curve *curve, HashId hash, const Operand *public_key,
                                         const Operand *message, const Operand *signature);

#endif
