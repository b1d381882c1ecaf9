/*
 * Which records carried which handshake message. A message may be cut over several records, and a record may carry
 * several messages (RFC 5246 §6.2.1); who looks on wants to see the records of the message at hand. The trail copies
 * incoming records until every byte of theirs has been handed on. Only kept where somebody looks.
 */
#ifndef TLSTEPS_TLS_RECORD_TRAIL_H
#define TLSTEPS_TLS_RECORD_TRAIL_H

#include "base/event.h"

typedef struct TrailRecord {
    RecordView view; /* without its bytes and plaintext */
    Buffer bytes, plaintext;
    uint64_t end; /* of its plaintext, in the stream of all handshake bytes */
} TrailRecord;

/* Starts as all zero. */
typedef struct RecordTrail {
    TrailRecord *records;
    RecordView *views;
    int count, capacity;
    uint64_t added, taken; /* handshake bytes that came in, and that were handed on as messages */
} RecordTrail;

void record_trail_clear(RecordTrail *trail);
/* A handshake record came in; copied. */
void record_trail_add(RecordTrail *trail, const RecordView *record);
/* The next `size` handshake bytes are a message: the records that carry it, valid until the next call. */
const RecordView *record_trail_take(RecordTrail *trail, size_t size, int *count);

#endif
