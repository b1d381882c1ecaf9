/*
 * What the runner's frame (main.c) and the handlers of single schemas share.
 *
 * A file of the collection names its schema; each schema has one handler, in a file of its own, and one row in the
 * table of main.c. A handler runs one case and says what the project did with it. The frame compares that with what
 * the case asks for, and counts.
 */
#ifndef TLSTEPS_TESTS_WYCHEPROOF_H
#define TLSTEPS_TESTS_WYCHEPROOF_H

#include <gmp.h>
#include <jansson.h>

#include "base/bytes.h"
#include "crypto/hash.h"

typedef enum Verdict {
    VERDICT_ACCEPTED, /* every value came out as the case has it */
    VERDICT_REFUSED,  /* an error, as an invalid case asks for, or another value than an invalid case claims */
    VERDICT_WRONG,    /* accepted, but another value came out, or the case cannot be read: always a failure */
    VERDICT_SKIPPED   /* not something that the project does */
} Verdict;

typedef struct Outcome {
    Verdict verdict;
    const char *reason; /* static; why it was skipped or is wrong, else NULL */
} Outcome;

/* One case of a file: the whole file, the group (parameters, keys) and the test itself. */
typedef struct Case {
    const json_t *file, *group, *test;
} Case;

typedef Outcome CaseHandler(const Case *c);

CaseHandler wycheproof_aead, wycheproof_cbc, wycheproof_mac;
CaseHandler wycheproof_ecdh_ecpoint, wycheproof_ecdsa_p1363_verify, wycheproof_ecdsa_verify, wycheproof_xdh;
CaseHandler wycheproof_primality;
CaseHandler wycheproof_rsa_pkcs1_decrypt, wycheproof_rsa_pkcs1_verify, wycheproof_rsa_pss_verify;

static inline Outcome outcome(Verdict verdict)
{
    return (Outcome){verdict, NULL};
}
static inline Outcome outcome_skipped(const char *reason)
{
    return (Outcome){VERDICT_SKIPPED, reason};
}
static inline Outcome outcome_wrong(const char *reason)
{
    return (Outcome){VERDICT_WRONG, reason};
}

/* The text called `name`, "" where the object has none. */
const char *wycheproof_text(const json_t *object, const char *name);
/* Appends the bytes of the hex text called `name`; false where it is missing or no hex. */
WARN_UNUSED bool wycheproof_bytes(Buffer *out, const json_t *object, const char *name);
/* The number called `name`: hex, two's complement, as the collection writes all its numbers. */
WARN_UNUSED bool wycheproof_number(mpz_t out, const json_t *object, const char *name);
/* The hash function that the collection calls "SHA-256"; false for one that the project does not have. */
WARN_UNUSED bool wycheproof_hash(HashId *out, const char *name);

#endif
