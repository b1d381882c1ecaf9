/*
 * Random values by name. In a simulation each is HMAC-SHA256(seed, full name) expanded to length, so that adding or
 * removing one value moves no other; in a live connection they come from the operating system and names do not matter.
 */
#ifndef TLSTEPS_CRYPTO_RANDOM_H
#define TLSTEPS_CRYPTO_RANDOM_H

#include "base/bytes.h"

typedef struct Random Random;

/* Values of a seed (any bytes). `scope` (copied) is put in front of every name, with a dot: "c1.client". */
WARN_UNUSED Random *random_new_seeded(Bytes seed, const char *scope);
/* Values of the operating system. */
WARN_UNUSED Random *random_new_system(void);
void random_free(Random *random); /* NULL is allowed */

bool random_is_seeded(const Random *random);

/* Fills `out` with the value called `name` ("h1.client_random"). Asking again for the same name from a seeded source
   gives the same bytes: a name is for one value. */
void random_fill(Random *random, const char *name, void *out, size_t size);

#endif
