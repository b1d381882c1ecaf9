/*
 * Session tickets as RFC 5077 §4 recommends them: the server's memory, sealed and given to the client to keep. It costs
 * the server nothing for each client, and all of it hangs on the ticket key.
 *
 *     struct {
 *         opaque key_name[16];
 *         opaque iv[16];
 *         opaque encrypted_state<0..2^16-1>;     AES-128-CBC of the state (session_encode), filled up to whole blocks
 * by opaque mac[32];                        n bytes of the value n (RFC 5652 §6.3) } ticket; HMAC-SHA-256 of all that
 * stands before it, lengths included
 */
#ifndef TLSTEPS_TLS_TICKET_H
#define TLSTEPS_TLS_TICKET_H

#include "tls/secrets/session.h"

enum { TICKET_KEY_NAME_SIZE = 16, TICKET_ENCRYPTION_KEY_SIZE = 16, TICKET_IV_SIZE = 16, TICKET_MAC_SIZE = 32 };

typedef struct TicketKey {
    uint8_t name[TICKET_KEY_NAME_SIZE]; /* public: tells which key a ticket is sealed with */
    uint8_t encryption_key[TICKET_ENCRYPTION_KEY_SIZE];
    uint8_t mac_key[TICKET_MAC_SIZE];
} TicketKey;

/* A server's keys: the first seals; the second, where there is one, only still opens. Plain data, to be wiped. */
typedef struct TicketKeys {
    TicketKey keys[2];
    int count; /* 1 or 2 */
} TicketKeys;
/* A new key for sealing; the one before it still opens, an older one is forgotten. */
void ticket_keys_rotate(TicketKeys *keys, const TicketKey *next);
/* The key of that name; NULL where the server has none such (any more). */
const TicketKey *ticket_keys_find(const TicketKeys *keys, Bytes name);

/* A ticket taken apart; points into it. */
typedef struct Ticket {
    Bytes key_name, iv, encrypted_state, mac;
    Bytes authenticated; /* everything before the MAC */
} Ticket;
/* ERROR_DECODE_ERROR where its lengths do not fit, or the encrypted state is not of whole blocks. */
WARN_UNUSED Error ticket_parse(Ticket *out, Bytes ticket);

/* Appends a ticket with that state, which is short enough (below 2^16 - 16 bytes). */
void ticket_seal(Buffer *out, const TicketKey *key, const uint8_t iv[TICKET_IV_SIZE], Bytes state);
/* What the MAC has to be. */
void ticket_compute_mac(uint8_t out[TICKET_MAC_SIZE], const TicketKey *key, const Ticket *ticket);
/* Appends the state. The MAC is not looked at; ERROR_BAD_PADDING where the padding is wrong, and nothing is appended.
 */
WARN_UNUSED Error ticket_open(Buffer *out, const TicketKey *key, const Ticket *ticket);

#endif
