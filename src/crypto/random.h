/*
 * Random values by name, from one of two sources.
 *
 * A seeded source computes each value from the seed and the value's full name alone, so that adding or removing one
 * value moves no other:
 *
 *     full name = scope "." name          or the name alone where the scope is empty
 *     block(i)  = HMAC-SHA256(key: seed, message: full name ‖ 00 ‖ i as four bytes, big-endian)      i = 1, 2, …
 *     value     = block(1) ‖ block(2) ‖ …                                                cut to the length wanted
 *
 * In Python, with `import hmac`, for a value of at most 32 bytes:
 *
 *     hmac.digest(b"SEED", b"c1.client.h1.client_random" + bytes([0, 0, 0, 0, 1]), "sha256")[:size]
 *
 * The length is no part of it: a shorter value is the beginning of a longer one of the same name.
 *
 * The other source is the operating system's; names do not matter to it.
 */
#ifndef TLSTEPS_CRYPTO_RANDOM_H
#define TLSTEPS_CRYPTO_RANDOM_H

#include "base/bytes.h"

typedef struct Random Random;

/* Values of a seed (any bytes, also none). `scope`, "c1.client" say, is copied and stands in front of every name. To be
   given to random_free. */
WARN_UNUSED Random *random_new_seeded(Bytes seed, const char *scope);
/* Values of the operating system. To be given to random_free. */
WARN_UNUSED Random *random_new_system(void);
/* Wipes and frees; NULL is allowed. */
void random_free(Random *random);

bool random_is_seeded(const Random *random);

/* Fills `out` with the value called `name` ("h1.client_random"). Asking again for the same name from a seeded source
   gives the same bytes: a name is for one value. Ends the program (abort) where the system has no randomness to give.
 */
void random_fill(Random *random, const char *name, void *out, size_t size);

#endif
