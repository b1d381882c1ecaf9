/*
 * Hash functions (FIPS 180-4; MD5: RFC 1321), by Nettle. Everything that needs one names it by a HashId; sizes and
 * names come from here. HASH_MD5_SHA1 is the two one after the other, 36 bytes, as TLS 1.0 and 1.1 hash (RFC 2246
 * §7.4.9).
 */
#ifndef TLSTEPS_CRYPTO_HASH_H
#define TLSTEPS_CRYPTO_HASH_H

#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include "base/bytes.h"

typedef enum HashId {
    HASH_MD5,
    HASH_SHA1,
    HASH_SHA224,
    HASH_SHA256,
    HASH_SHA384,
    HASH_SHA512,
    HASH_MD5_SHA1,
    HASH_COUNT
} HashId;

/* The longest digest and the longest block of any of them, in bytes. */
enum { HASH_SIZE_MAX = 64, HASH_BLOCK_MAX = 128 };

/* "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "md5+sha1"; static. */
const char *hash_name(HashId id);
/* Of the digest, in bytes. */
size_t hash_size(HashId id);
/* Of what is compressed at a time, in bytes: 64 or 128. */
size_t hash_block_size(HashId id);
/* The hash of that name; false where none is called so. */
WARN_UNUSED bool hash_find(const char *name, HashId *out);

/* The state of any hash function alone. SHA-224 and SHA-384 run on the states of SHA-256 and SHA-512. */
typedef struct Md5Sha1State {
    struct md5_ctx md5;
    struct sha1_ctx sha1;
} Md5Sha1State;
typedef union HashState {
    struct md5_ctx md5;
    struct sha1_ctx sha1;
    struct sha256_ctx sha256;
    struct sha512_ctx sha512;
    Md5Sha1State md5_sha1;
} HashState;

/*
 * A running hash, owned and allocated by the caller; there is nothing to free. Assignment copies it: a transcript's
 * digest is taken by finishing a copy, and the original goes on.
 */
typedef struct Hash {
    HashId id;
    HashState state;
} Hash;

void hash_init(Hash *hash, HashId id);
void hash_update(Hash *hash, Bytes data);
/* Writes hash_size bytes and starts over, as after hash_init. */
void hash_finish(Hash *hash, uint8_t *out);
/* The three in one. */
void hash_all(HashId id, Bytes data, uint8_t *out);

#endif
