/*
 * The pseudo-random function, which stretches a secret to any length. In TLS 1.2 (RFC 5246 §5) it is P_hash:
 *
 *     PRF(secret, label, seed) = P_hash(secret, label ‖ seed)
 *     P_hash(secret, x) = HMAC(secret, A(1) ‖ x) ‖ HMAC(secret, A(2) ‖ x) ‖ …      cut to the length wanted
 *     A(0) = x,  A(i) = HMAC(secret, A(i-1))
 *
 * TLS 1.0 and 1.1 (RFC 2246 §5, RFC 4346 §5) trust neither of two hashes alone, and give each a half of the secret:
 *
 *     PRF(secret, label, seed) = P_MD5(S1, label ‖ seed) XOR P_SHA-1(S2, label ‖ seed)
 *     S1 and S2 the first and the last ⌈length / 2⌉ bytes of the secret: where that is odd, both have the middle byte
 *
 * That one goes here by the name of HASH_MD5_SHA1.
 */
#ifndef TLSTEPS_CRYPTO_PRF_H
#define TLSTEPS_CRYPTO_PRF_H

#include "crypto/hash.h"

/* One step of P_hash, for whoever shows it. The bytes are valid during the call only. */
typedef struct PrfStep {
    HashId hash; /* of HASH_MD5_SHA1 first all steps of P_MD5, then those of P_SHA-1 */
    int i;       /* from 1 */
    Bytes a;     /* A(i), one digest long */
    Bytes block; /* HMAC(secret, A(i) ‖ label ‖ seed), one digest long, also where only a part of it is used */
} PrfStep;
typedef void PrfStepObserver(void *context, const PrfStep *step);

/* Writes `size` bytes to `out`, which may not overlap the inputs. `label` is ASCII; neither its NUL nor its length is
   part of the input. */
void prf_stretch(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size);
/* The same, and calls `observe` after each step, ⌈size / hash_size⌉ times for each P_hash. */
void prf_stretch_steps(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size,
                       PrfStepObserver *observe, void *context);

/* The half of a secret that P_MD5 or P_SHA-1 works with where the two share it. */
Bytes prf_half(Bytes secret, HashId hash);

#endif
