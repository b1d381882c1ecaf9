/*
 * One direction's keys, and the records under them in their order. Who begins an epoch knows why: a handshake that has
 * new keys, or an onlooker who has seen that the sender took new ones.
 */
#ifndef TLSTEPS_TLS_EPOCH_H
#define TLSTEPS_TLS_EPOCH_H

#include "base/event.h"
#include "tls/record/protection.h"

/* Starts as all zero: no keys, and no record. */
typedef struct Epoch {
    RecordKeys keys;
    Protection *protection; /* NULL: no keys, or some that are not known */
    uint64_t records;       /* that were sent under these keys: the number of the next one */
    size_t limit;           /* the most plaintext bytes of one of them, where that is less than of any; 0: it is not */
} Epoch;

/* New keys, of a handshake of that number, taken over; NULL where they are not known. Sequence numbers start again
   (RFC 5246 §6.1). */
void epoch_begin(Epoch *epoch, Protection *protection, int handshake);
/* Gives the keys away; protection_free is the caller's. */
Protection *epoch_release(Epoch *epoch);
/* Forgets the keys, wiped: all zero again. */
void epoch_clear(Epoch *epoch);

bool epoch_is_encrypted(const Epoch *epoch);
/* Notes in a record which keys it goes under and which one it is, and counts it. */
void epoch_number_record(Epoch *epoch, RecordView *record);

#endif
