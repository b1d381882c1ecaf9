/* Record protection: one direction's keys at work (RFC 5246 §6.2.3). */
#ifndef TLSTEPS_TLS_PROTECTION_H
#define TLSTEPS_TLS_PROTECTION_H

#include "crypto/random.h"
#include "tls/suite.h"

typedef struct TrafficKeys {
    Bytes mac_key; /* empty for AEAD */
    Bytes key;
    Bytes iv; /* fixed part of the nonce; empty for CBC */
} TrafficKeys;

typedef struct Protection Protection;
/* Copies the keys. */
WARN_UNUSED Protection *protection_new(const Suite *suite, bool encrypt_then_mac, const TrafficKeys *keys);
void protection_free(Protection *protection);                      /* wipes; NULL allowed */
uint64_t protection_sequence_number(const Protection *protection); /* of the next record */

/* Appends the protected fragment (without record header) for `plaintext`. CBC draws the record's IV from `random` as
   `name`. The sequence number advances. */
void protection_seal(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                     Random *random, const char *name);
/* Appends the plaintext. ERROR_BAD_RECORD_MAC for whatever is wrong with padding, code or tag: they are not told apart
   (RFC 5246 §6.2.3.2). Padding and MAC are both always computed. ERROR_DECODE_ERROR is never returned. */
WARN_UNUSED Error protection_open(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version,
                                  Bytes fragment);

#endif
