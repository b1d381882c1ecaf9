/* Hash functions in the row language. For this room alone. */
#ifndef TLSTEPS_EXPLAIN_DIGEST_H
#define TLSTEPS_EXPLAIN_DIGEST_H

#include "base/arena.h"
#include "crypto/hash.h"

/* "SHA-256"; for MD5 and SHA-1 together, which has no name of its own, NULL. */
const char *digest_name(HashId hash);
/* "SHA-256(M)", or "MD5(M) ‖ SHA-1(M)". */
const char *digest_formula(Arena *arena, HashId hash, const char *of);

#endif
