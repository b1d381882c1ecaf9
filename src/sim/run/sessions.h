/*
 * What the two sides of a run keep from one connection to the next, so that a later one can resume a session: the
 * client its session, the server its cache or the keys of its tickets. A scenario that says `resume` has them; in any
 * other nothing is kept, and a server gives neither session IDs nor tickets.
 *
 * Ticket keys are drawn from the seed under "server.ticket_key.N.name", ".encryption_key" and ".mac_key", N counting
 * from 0.
 */
#ifndef TLSTEPS_SIM_SESSIONS_H
#define TLSTEPS_SIM_SESSIONS_H

#include "sim/scenario/scenario.h"
#include "tls/handshake/config.h"
#include "tls/peer/peer.h"

typedef struct Sessions Sessions;
WARN_UNUSED Sessions *sessions_new(const Scenario *scenario); /* borrowed; has a seed */
void sessions_free(Sessions *sessions);                       /* wipes; NULL is allowed */

/* How many sessions a server's cache has room for. */
int sessions_cache_size(const Scenario *scenario);

/* Before a connection: what its two sides bring with them is added to their configurations, which borrow it. */
void sessions_lend(Sessions *sessions, PeerConfig *client, PeerConfig *server, int connection);
/* After it: what the client keeps. A session whose connection failed is kept no more (RFC 5246 §7.2.2). */
void sessions_collect(Sessions *sessions, const Peer *client);

#endif
