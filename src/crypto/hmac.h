/* HMAC (RFC 2104), by Nettle. */
#ifndef TLSTEPS_CRYPTO_HMAC_H
#define TLSTEPS_CRYPTO_HMAC_H

#include "crypto/hash.h"

typedef struct Hmac Hmac; /* complete in the header; a keyed state that can be reused: init once, then update/finish */
void hmac_init(Hmac *hmac, HashId id, Bytes key);
void hmac_update(Hmac *hmac, Bytes data);
/* Writes hash_size bytes and starts over with the same key. */
void hmac_finish(Hmac *hmac, uint8_t *out);
void hmac_clear(Hmac *hmac);
void hmac_all(HashId id, Bytes key, Bytes data, uint8_t *out);

#endif
