/*
 * The pseudo-random function of TLS 1.2 (RFC 5246 §5), which stretches a secret to any length:
 *
 *     PRF(secret, label, seed) = P_hash(secret, label ‖ seed)
 *     P_hash(secret, x) = HMAC(secret, A(1) ‖ x) ‖ HMAC(secret, A(2) ‖ x) ‖ …      cut to the length wanted
 *     A(0) = x,  A(i) = HMAC(secret, A(i-1))
 */
#ifndef TLSTEPS_CRYPTO_PRF_H
#define TLSTEPS_CRYPTO_PRF_H

#include "crypto/hash.h"

/* One step of P_hash, for whoever shows it. The bytes are valid during the call only. */
typedef struct PrfStep {
    int i;       /* from 1 */
    Bytes a;     /* A(i), one digest long */
    Bytes block; /* HMAC(secret, A(i) ‖ label ‖ seed), one digest long, also where only a part of it is used */
} PrfStep;
typedef void PrfStepObserver(void *context, const PrfStep *step);

/* Writes `size` bytes to `out`, which may not overlap the inputs. `label` is ASCII; neither its NUL nor its length is
   part of the input. */
void prf_tls12(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size);
/* The same, and calls `observe` after each step, ⌈size / hash_size⌉ times. */
void prf_tls12_steps(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size,
                     PrfStepObserver *observe, void *context);

#endif
