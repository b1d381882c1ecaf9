/*
 * HMAC (RFC 2104), by Nettle. The two blocks that hold the key are hashed once, at hmac_init: a message under a key
 * that is already set costs only its own blocks and one more. So whoever computes many codes under one key (a record
 * layer, the PRF) keeps the Hmac.
 */
#ifndef TLSTEPS_CRYPTO_HMAC_H
#define TLSTEPS_CRYPTO_HMAC_H

#include "crypto/hash.h"

/* A keyed state, owned and allocated by the caller, ended by hmac_clear. Assignment copies it, key and all. */
typedef struct Hmac {
    HashId id;
    HashState outer, inner; /* after the key's block; these stay as they are */
    HashState running;      /* `inner` and what came since */
} Hmac;

/* A key of any length, also none; the bytes are not needed afterwards. */
void hmac_init(Hmac *hmac, HashId id, Bytes key);
void hmac_update(Hmac *hmac, Bytes data);
/* Writes hash_size(id) bytes and starts over with the same key. */
void hmac_finish(Hmac *hmac, uint8_t *out);
/* Wipes the key. */
void hmac_clear(Hmac *hmac);

/* All of it for a key that is used once. */
void hmac_all(HashId id, Bytes key, Bytes data, uint8_t *out);

#endif
