/*
 * The transcript: the hash of all handshake messages so far (RFC 5246 §7.4.9), headers of four bytes included, without
 * records, ChangeCipherSpec and HelloRequest. Which hash it is the cipher suite says; until that is chosen the messages
 * themselves are kept, and further until they are released: CertificateVerify signs them by a hash of its own (RFC 5246
 * §7.4.8).
 */
#ifndef TLSTEPS_TLS_TRANSCRIPT_H
#define TLSTEPS_TLS_TRANSCRIPT_H

#include "base/event.h"
#include "crypto/hash.h"

/* Starts as all zero. */
typedef struct Transcript {
    int count;       /* of messages */
    Buffer messages; /* one after the other, until they are released */
    bool hashing, released;
    Hash hash;
} Transcript;

void transcript_clear(Transcript *transcript);
void transcript_add(Transcript *transcript, Bytes message);
/* Where the next message will stand, all of it. */
TranscriptPlace transcript_next(const Transcript *transcript);
/* All messages so far. */
TranscriptPart transcript_part(const Transcript *transcript);
/* The suite's PRF hash is known. */
void transcript_use_hash(Transcript *transcript, HashId id);
/* No CertificateVerify is to come: the messages need not be kept. To be called once the hash is known. */
void transcript_release(Transcript *transcript);
/* All messages so far, one after the other; to be called before they are released. Valid until the next one is added.
 */
Bytes transcript_messages(const Transcript *transcript);
/* The digest of what was added so far, in `digest`, which has room for any; the transcript goes on. To be called once
   the hash is known. */
Bytes transcript_digest(const Transcript *transcript, uint8_t digest[HASH_SIZE_MAX]);

#endif
