/*
 * What a live server keeps so that clients can come back: a cache of sessions, and the keys of its tickets, which are
 * drawn anew as often as a session may be old; the last but one still opens.
 */
#ifndef TLSTEPS_NET_LIVE_SESSIONS_H
#define TLSTEPS_NET_LIVE_SESSIONS_H

#include "tls/peer/peer.h"

typedef struct LiveSessions LiveSessions;
/* `cache_size`: how many sessions have room; 0: none are kept. `random` is borrowed. */
WARN_UNUSED LiveSessions *live_sessions_new(int cache_size, bool tickets, Random *random);
void live_sessions_free(LiveSessions *sessions); /* wipes; NULL is allowed */

/* Adds it to the configuration of a connection that begins, which borrows it. */
void live_sessions_lend(LiveSessions *sessions, PeerConfig *server);

#endif
