/*
 * From the pre-master secret to the keys and to Finished (RFC 5246 §8.1, §6.3, §7.4.9; RFC 7627 §4). `prf` is the PRF's
 * hash, HASH_MD5_SHA1 before TLS 1.2.
 */
#ifndef TLSTEPS_EXPLAIN_KEY_SCHEDULE_H
#define TLSTEPS_EXPLAIN_KEY_SCHEDULE_H

#include "crypto/hash.h"
#include "explain/language/worked.h"

/* The pre-master secret of a key exchange with a pre-shared key (RFC 4279 §2). */
WARN_UNUSED Worked *explain_psk_pre_master(Bytes other_secret, Bytes psk);
/* A Diffie-Hellman result as a pre-master secret: the number's bytes, without zeros in front (RFC 5246 §8.1.2). */
WARN_UNUSED Worked *explain_stripped_secret(const Operand *shared, const char *result);

WARN_UNUSED Worked *explain_master_secret(HashId prf, Bytes pre_master_secret, Bytes client_random,
                                          Bytes server_random);
WARN_UNUSED Worked *explain_extended_master_secret(HashId prf, Bytes pre_master_secret, Bytes session_hash);

/* Sizes in bytes of what a suite's keys are cut into, of each two: the client's and the server's. */
typedef struct KeySizes {
    size_t mac_key, key, iv; /* 0 where there is none */
} KeySizes;
WARN_UNUSED Worked *explain_key_block(HashId prf, Bytes master_secret, Bytes server_random, Bytes client_random,
                                      size_t size);
/* The key block, and then each key cut from it: the last is the server's. NULL where all sizes are 0. */
WARN_UNUSED Worked *explain_keys(HashId prf, Bytes master_secret, Bytes server_random, Bytes client_random,
                                 const KeySizes *sizes);
/* A part of other bytes; NULL where it does not lie within them, or is empty. */
WARN_UNUSED Worked *explain_part(const char *name, const Operand *whole, size_t offset, size_t size);

/* The hash of handshake messages, for Finished and for the extended master secret. */
WARN_UNUSED Worked *explain_handshake_hash(HashId hash, const char *name, Bytes messages);
/* `label` is "client finished" or "server finished". */
WARN_UNUSED Worked *explain_verify_data(HashId prf, Bytes master_secret, const char *label, Bytes handshake_hash);

#endif
