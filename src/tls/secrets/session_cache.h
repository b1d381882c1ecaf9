/*
 * A server's sessions, by session ID (RFC 5246 §F.1.4): what resumption costs where the server remembers. It has room
 * for so many and no more: the one that was put in first makes way. Each is kept as its encoding (session_encode).
 *
 * The cache has no clock. How old a session is, and whether that is too old, the server asks when one is wanted.
 */
#ifndef TLSTEPS_TLS_SESSION_CACHE_H
#define TLSTEPS_TLS_SESSION_CACHE_H

#include "tls/secrets/session.h"

typedef struct SessionCache SessionCache;
/* `capacity` sessions at most, and at least one. */
WARN_UNUSED SessionCache *session_cache_new(int capacity);
void session_cache_free(SessionCache *cache); /* wipes; NULL is allowed */

/* Puts a session in under its ID, in the place of one of the same ID, or of the oldest where there is no room. */
void session_cache_add(SessionCache *cache, const Session *session);
/* Reads the session of that ID into `out`, which is clear; false where there is none (any more). */
WARN_UNUSED bool session_cache_find(const SessionCache *cache, Bytes id, Session *out);
/* True where there was one. */
bool session_cache_remove(SessionCache *cache, Bytes id);
/* Forgets everything, as a server does that is started again. */
void session_cache_empty(SessionCache *cache);

int session_cache_count(const SessionCache *cache);
/* What all sessions take, and what the one of that ID takes (0 where there is none): ID and encoding, in bytes. */
size_t session_cache_size(const SessionCache *cache);
size_t session_cache_size_of(const SessionCache *cache, Bytes id);

#endif
