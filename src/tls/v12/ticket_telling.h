/* How tickets are told of, alike by the server and by an eavesdropper who has its key. */
#ifndef TLSTEPS_TLS_TICKET_TELLING_H
#define TLSTEPS_TLS_TICKET_TELLING_H

#include "tls/secrets/ticket.h"
#include "tls/telling/telling.h"

/* A ticket key, and how the teller came by it. */
void ticket_tell_key(const Teller *teller, EventId id, DerivationId how, const TicketKey *key);
/* A ticket was opened: the state in it, and of the session that this is the master secret, and the client's certificate
   where it has one. `sealed` is the fact that the ticket is. */
void ticket_tell_state(const Teller *teller, EventId id, FactId sealed, Bytes state, const Session *session);

#endif
