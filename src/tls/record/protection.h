/*
 * Record protection: one direction's keys at work (RFC 5246 §6.2.3). The shapes of a protected fragment:
 *
 *     CBC                     IV(16) ‖ AES-CBC(content ‖ MAC ‖ padding ‖ padding_length)            RFC 5246 §6.2.3.2
 *     CBC, encrypt-then-MAC   IV(16) ‖ AES-CBC(content ‖ padding ‖ padding_length) ‖ MAC            RFC 7366 §3
 *     GCM                     explicit nonce(8), the sequence number ‖ ciphertext ‖ tag(16)         RFC 5288 §3
 *     ChaCha20-Poly1305       ciphertext ‖ tag(16)                                                  RFC 7905 §2
 *
 * In TLS 1.0 the IV is not sent: the first record's comes from the key block, and every other's is the last block of
 * the record before (RFC 2246 §6.2.3.2). Who may choose what is sent knows the next IV beforehand, and can test guesses
 * with it (the BEAST attack). Senders took to cutting one byte off the front of their data against that; this one does
 * not: the old version is here to be looked at.
 *
 * Records are opened without regard to how long that takes: the time may tell what was wrong with one (the Lucky
 * Thirteen attack). This program is for looking at handshakes, not for hiding from whoever holds a stopwatch.
 */
#ifndef TLSTEPS_TLS_PROTECTION_H
#define TLSTEPS_TLS_PROTECTION_H

#include "crypto/random.h"
#include "tls/registry/suite.h"

typedef struct TrafficKeys {
    Bytes mac_key; /* empty for AEAD */
    Bytes key;
    Bytes iv; /* fixed part of the nonce; of CBC the first IV in TLS 1.0, otherwise empty */
} TrafficKeys;
/* Length of that, in bytes (RFC 5246 §6.3, RFC 2246 §6.3). */
size_t protection_fixed_iv_size(const Suite *suite, uint16_t version);

typedef struct Protection Protection;
/* Copies the keys, and starts at sequence number 0. To be given to protection_free. `encrypt_then_mac` matters to CBC
   suites only. NULL where a key is not of the suite's size. */
WARN_UNUSED Protection *protection_new(const Suite *suite, uint16_t version, bool encrypt_then_mac,
                                       const TrafficKeys *keys);
void protection_free(Protection *protection);                      /* wipes; NULL allowed */
uint64_t protection_sequence_number(const Protection *protection); /* of the next record */

/* Length of the protected fragment for `size` bytes of plaintext. */
size_t protection_sealed_size(const Protection *protection, size_t size);

/* Appends the protected fragment (without record header) for `plaintext`, which does not lie in `out`. CBC draws the
   record's IV from `random` as `name`, from TLS 1.1 on; nothing else uses them. The sequence number advances. */
void protection_seal(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                     Random *random, const char *name);
/* Appends the plaintext. `content_type` is the record's type, and then its content's, which up to TLS 1.2 is the same:
   a version may have the type inside, under the keys. `fragment` does not lie in `out`, which is as before on error.
   ERROR_BAD_RECORD_MAC for whatever is wrong with padding, code or tag: they are not told apart (RFC 5246 §6.2.3.2),
   and padding and MAC are both always computed. No other error is returned. The sequence number advances either way. */
WARN_UNUSED Error protection_open(Protection *protection, Buffer *out, uint8_t *content_type, uint16_t version,
                                  Bytes fragment);

#endif
