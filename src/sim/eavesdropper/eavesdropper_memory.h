/*
 * What the eavesdropper keeps from one connection to the next: every byte that she heard, the ticket keys that she
 * stole, and the master secrets that she came to. A session that is resumed later she knows again by its ID or ticket;
 * and where she gets at a secret late, she goes back to what she recorded.
 */
#ifndef TLSTEPS_SIM_EAVESDROPPER_MEMORY_H
#define TLSTEPS_SIM_EAVESDROPPER_MEMORY_H

#include "tls/secrets/ticket.h"

typedef struct EavesdropperMemory EavesdropperMemory;
WARN_UNUSED EavesdropperMemory *eavesdropper_memory_new(void);
void eavesdropper_memory_free(EavesdropperMemory *memory); /* wipes; NULL is allowed */

/* Loot: a ticket key of the server's. One that she has already changes nothing. */
void eavesdropper_memory_add_ticket_key(EavesdropperMemory *memory, const TicketKey *key);
/* The ticket key of that name; NULL where she has none such. */
const TicketKey *eavesdropper_memory_ticket_key(const EavesdropperMemory *memory, Bytes name);

/* A handshake whose master secret she has. Starts as all zero. */
typedef struct KnownSession {
    uint8_t client_random[RANDOM_SIZE]; /* of the handshake */
    SecretValue master_secret;
    Buffer id, ticket; /* under which it may be resumed; empty: none was seen */
} KnownSession;
/* A new one, for its members to be filled in; valid until the next. */
KnownSession *eavesdropper_memory_add_session(EavesdropperMemory *memory);
/* NULL where she knows none such; nothing is found by no ID and by no ticket. */
const KnownSession *eavesdropper_memory_by_random(const EavesdropperMemory *memory, const uint8_t *client_random);
const KnownSession *eavesdropper_memory_by_id(const EavesdropperMemory *memory, Bytes id);
const KnownSession *eavesdropper_memory_by_ticket(const EavesdropperMemory *memory, Bytes ticket);

/* What she heard on one connection. Starts as all zero. */
typedef struct Piece {
    Actor from;
    Bytes bytes; /* owned by the recording */
} Piece;
typedef struct UnreadRecord {
    Actor from;
    uint64_t offset; /* in all that `from` sent */
} UnreadRecord;
typedef struct Recording {
    Piece *pieces;
    int piece_count, piece_capacity;
    UnreadRecord *unread; /* records that she could not open */
    int unread_count, unread_capacity;
    Buffer wanted_id; /* of a session that was resumed and that she did not know */
    int ticket_keys;  /* that she had when she listened */
} Recording;
/* Of a connection (from 1); made where there is none yet. Valid until one of a higher number is asked for. */
Recording *eavesdropper_memory_recording(EavesdropperMemory *memory, int connection);
void recording_add(Recording *recording, Actor from, Bytes bytes);
void recording_add_unread(Recording *recording, Actor from, uint64_t offset);
/* True, and it is unread no more, where the record is one that she could not open. */
bool recording_take_unread(Recording *recording, Actor from, uint64_t offset);

/* Whether something of what she recorded may open now that did not when she listened: there are closed records, and
   ticket keys or the session that she lacked have come since, or `loot` has. */
bool eavesdropper_memory_may_open(EavesdropperMemory *memory, int connection, bool loot);

#endif
