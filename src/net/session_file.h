/*
 * A client's session as a text, so that it can be kept in a file between two programs: one JSON object.
 *
 *     "tlsteps_session"         1: the version of this format
 *     "warning"                 what the file is, for whoever opens it
 *     "host"                    whom the client verified, a name or an address; only there the session is offered
 *     "version", "suite"        "1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
 *     "extended_master_secret"  true or false
 *     "created"                 "2026-01-01 12:00:00Z"
 *     "session_id", "ticket"    hex; "" for none, and one of them is there
 *     "ticket_lifetime"         seconds; 0: the server said nothing
 *     "master_secret"           48 bytes in hex
 *
 * Every key has to be there, once, and no other. The program that writes such files is the only one that has them; a
 * session of another program does not fit.
 */
#ifndef TLSTEPS_NET_SESSION_FILE_H
#define TLSTEPS_NET_SESSION_FILE_H

#include "sim/diagnostic/diagnostic.h"
#include "tls/secrets/session.h"

/* The longest that is read: a ticket of 65535 bytes in hex, and room for the rest. */
enum { SESSION_FILE_SIZE_MAX = 2 * 65535 + 16384 };

/* Starts as all zero. */
typedef struct KeptSession {
    Session session;
    Buffer host;
} KeptSession;
void kept_session_clear(KeptSession *kept); /* wipes */

/* Appends the text. */
void session_file_encode(Buffer *out, const KeptSession *kept);
/* Reads a text into `out`, which is clear, and stays so on error. The diagnostic begins with `path`, and names the line
   where the text is no JSON, or the key whose value will not do. */
WARN_UNUSED bool session_file_decode(KeptSession *out, Bytes text, const char *path, Diagnostic *diagnostic);

#endif
