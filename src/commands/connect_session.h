/*
 * Sessions that a live client keeps: from one connection to the next (--resume), and between two calls of the program
 * (--session-out, --session-in).
 */
#ifndef TLSTEPS_COMMANDS_CONNECT_SESSION_H
#define TLSTEPS_COMMANDS_CONNECT_SESSION_H

#include "commands/front/command.h"
#include "net/session_file.h"
#include "sim/scenario/scenario.h"
#include "tls/peer/peer.h"

/* Starts as all zero. */
typedef struct ConnectSession {
    const char *in_file, *out_file; /* as they were named; NULL: none */
    bool by_id, by_ticket;          /* the client comes back, and resumes like this */
    const PeerConfig *config;
    KeptSession kept;
    bool has_kept;
    bool made; /* or resumed, in a connection of this call */
} ConnectSession;

/* How many connections there are to be. */
int connect_session_connections(const ConnectSession *sessions);

/* Reads the file that was named, sees to it that its session can be offered by this client (RFC 5246 §7.4.1.2: its
   suite has to be among those that are offered; to another host than its own it is never shown: our choice), and adds
   it to the configuration, which borrows it. Warns on standard error of one that the server may have forgotten. */
WARN_UNUSED bool connect_session_prepare(ConnectSession *sessions, const Scenario *scenario, PeerConfig *config,
                                         Diagnostic *diagnostic);
/* After a connection: tells on standard error whether the session that it offered was resumed, and keeps what it has
   made. */
void connect_session_collect(ConnectSession *sessions, const Command *command, const Peer *client);
/* Before the next one, which is to resume: adds the session to its configuration. False and a diagnostic where there is
   none of the kind that is wanted. */
WARN_UNUSED bool connect_session_offer(const ConnectSession *sessions, PeerConfig *config, Diagnostic *diagnostic);
/* After the last: writes the session to the file that was named, and warns on standard error of what that is. Returns a
   status; what is wrong has been told. */
int connect_session_write(const ConnectSession *sessions, const Command *command);
void connect_session_clear(ConnectSession *sessions); /* wipes */

#endif
