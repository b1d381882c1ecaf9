/*
 * The pseudo-random function (RFC 5246 §5): each A(i) and each block of output, and in TLS 1.0 and 1.1, by the name of
 * HASH_MD5_SHA1, those of both halves (RFC 2246 §5).
 */
#ifndef TLSTEPS_EXPLAIN_PRF_H
#define TLSTEPS_EXPLAIN_PRF_H

#include "crypto/hash.h"
#include "explain/language/worked.h"

/* PRF(secret, label, seed)[0..size-1]. The names are used in the formulas. */
typedef struct PrfCall {
    HashId hash;
    Operand secret;
    const char *label;
    const Operand *seed; /* parts that come one after the other */
    int seed_count;      /* at most 4 */
    const char *result;  /* what comes out is called so */
    size_t size;
} PrfCall;

/* NULL for a size of 0. */
WARN_UNUSED Worked *explain_prf(const PrfCall *call);

#endif
