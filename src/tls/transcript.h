/*
 * The transcript: the hash of all handshake messages so far (RFC 5246 §7.4.9), headers of four bytes included, without
 * records, ChangeCipherSpec and HelloRequest. Which hash it is the cipher suite says; until that is chosen the messages
 * themselves are kept.
 */
#ifndef TLSTEPS_TLS_TRANSCRIPT_H
#define TLSTEPS_TLS_TRANSCRIPT_H

#include "crypto/hash.h"

/* Starts as all zero. */
typedef struct Transcript {
    Buffer waiting; /* messages from before the hash was known */
    bool hashing;
    Hash hash;
} Transcript;

void transcript_clear(Transcript *transcript);
void transcript_add(Transcript *transcript, Bytes message);
/* The suite's PRF hash is known. */
void transcript_use_hash(Transcript *transcript, HashId id);
/* The digest of what was added so far, in `digest`, which has room for any; the transcript goes on. To be called once
   the hash is known. */
Bytes transcript_digest(const Transcript *transcript, uint8_t digest[HASH_SIZE_MAX]);

#endif
