/* Hash functions, by Nettle. */
#ifndef TLSTEPS_CRYPTO_HASH_H
#define TLSTEPS_CRYPTO_HASH_H

#include "base/bytes.h"

typedef enum HashId { HASH_SHA1, HASH_SHA224, HASH_SHA256, HASH_SHA384, HASH_SHA512, HASH_COUNT } HashId;
enum { HASH_SIZE_MAX = 64, HASH_BLOCK_MAX = 128 };

const char *hash_name(HashId id);  /* "sha1", "sha224", "sha256", …; static */
size_t hash_size(HashId id);       /* of the digest, in bytes */
size_t hash_block_size(HashId id); /* in bytes */
WARN_UNUSED bool hash_find(const char *name, HashId *out);

/* A running hash. Copying the struct copies the state, so that a transcript's hash can be taken and gone on with. */
typedef struct Hash
    Hash; /* complete in the header (holds Nettle's context in a union) so that callers may allocate it */
void hash_init(Hash *hash, HashId id);
void hash_update(Hash *hash, Bytes data);
/* Writes hash_size bytes; the state is spent. */
void hash_finish(Hash *hash, uint8_t *out);
/* The three in one. */
void hash_all(HashId id, Bytes data, uint8_t *out);

#endif
