/* A first connection, and what both sides keep of it for a second one. */
#ifndef TLSTEPS_TESTS_COMEBACK_H
#define TLSTEPS_TESTS_COMEBACK_H

#include "pair.h"

typedef struct Comeback {
    SessionCache *cache; /* the server's */
    TicketKeys keys;     /* the server's, where `by_ticket` */
    bool by_ticket;
    Session session; /* the client's */
} Comeback;

/* Connects two peers that are set up by `configure` (NULL: by pair_init alone), and keeps their session. */
void comeback_init(Comeback *comeback, void (*configure)(Pair *pair));
/* The same with a ticket instead of a session ID. */
void comeback_init_ticket(Comeback *comeback, void (*configure)(Pair *pair));
/* A ticket key that is made of one byte. */
TicketKey ticket_key_of(uint8_t byte);
void comeback_clear(Comeback *comeback);

/* Makes `pair`, which is not started, one of two that have met before. */
void comeback_lend(const Comeback *comeback, Pair *pair);
/* Puts the session into the cache again, from where a failed connection has struck it. */
void comeback_restore(Comeback *comeback);

/* Both connected, by an abbreviated handshake. */
void assert_resumed(const Pair *pair);
/* Both connected, by a full handshake. */
void assert_not_resumed(const Pair *pair);

#endif
