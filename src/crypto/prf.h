/* The pseudo-random function of TLS 1.2 (RFC 5246 §5): P_hash(secret, label ‖ seed). */
#ifndef TLSTEPS_CRYPTO_PRF_H
#define TLSTEPS_CRYPTO_PRF_H

#include "crypto/hash.h"

/* One step of P_hash, for whoever shows it: A(i) and HMAC(secret, A(i) ‖ label ‖ seed). */
typedef struct PrfStep {
    int i; /* from 1 */
    Bytes a, block;
} PrfStep;
typedef void PrfStepObserver(void *context, const PrfStep *step);

/* Writes `size` bytes. `label` has no NUL and no length. */
void prf_tls12(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size);
/* The same, telling each step. */
void prf_tls12_steps(HashId hash, Bytes secret, const char *label, Bytes seed, uint8_t *out, size_t size,
                     PrfStepObserver *observe, void *context);

#endif
