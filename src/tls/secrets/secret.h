/* A secret of a handshake, as long as its version and its suite make it. Plain data, so that what holds one can be
   copied and wiped as a whole. */
#ifndef TLSTEPS_TLS_SECRET_H
#define TLSTEPS_TLS_SECRET_H

#include "base/bytes.h"

/* That of the longest hash; a master secret of TLS 1.0 to 1.2 has MASTER_SECRET_SIZE bytes (RFC 5246 §8.1). */
enum { SECRET_SIZE_MAX = 64 };

/* Starts as all zero: none is known. */
typedef struct SecretValue {
    uint8_t bytes[SECRET_SIZE_MAX];
    size_t size; /* 0: none is known */
} SecretValue;

/* Points into it. */
Bytes secret_bytes(const SecretValue *secret);
/* Takes a copy of at most SECRET_SIZE_MAX bytes. */
void secret_set(SecretValue *secret, Bytes bytes);
/* Makes it one of `size` bytes, which the caller writes to what is returned. */
uint8_t *secret_make(SecretValue *secret, size_t size);
/* Leaves it all zero. */
void secret_wipe(SecretValue *secret);

#endif
