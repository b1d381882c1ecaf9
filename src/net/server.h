/*
 * A server of live connections: many clients at once over poll(2), none of which can hold up another. It answers HTTP
 * requests with a page about the client's own handshake, or echoes, and tells how each visit ended.
 */
#ifndef TLSTEPS_NET_SERVER_H
#define TLSTEPS_NET_SERVER_H

#include "net/http.h"
#include "net/live.h"
#include "net/live_sessions.h"
#include "sim/diagnostic/diagnostic.h"
#include "sim/run/endpoint.h"

/* How one client's connection went, when it is over. */
typedef struct Visit {
    int number;          /* from 1, in the order in which they came */
    const char *address; /* the client's: "127.0.0.1:50000" */
    const Live *live;    /* NULL: it never said a byte */
    bool late, dismissed;
    bool unrecorded;            /* the server's timeline had no room for it any more */
    const HttpRequest *request; /* NULL: no request came whole */
} Visit;

typedef struct ServerConfig {
    const PeerConfig *peer; /* `random` set */
    bool keeps_time;        /* its clock stays as it is; otherwise each connection has the system's */
    LiveSessions *sessions; /* lent to every connection; NULL: none are kept */
    /* Of all connections that begin before it holds `recorded_max` bytes; NULL: of none. The others have one of their
       own each, which is gone once they are connected. */
    Timeline *timeline;
    size_t recorded_max;
    const Scenario *lies; /* what the server is told to lie about on every connection; NULL: nothing */
    bool echo, once;
    int visitors_max;              /* at once; of more, the oldest that is not connected has to make room */
    int handshake_time, idle_time; /* milliseconds */
    Bytes response;                /* what a request is answered with, as it stands; none: a page */
    /* From now on signals end the server in order. False ends it at once. */
    bool (*begin)(void *context);
    /* Appends the page for a client that has just connected; never called with `echo` or a response. */
    void (*describe)(void *context, Buffer *page, const Timeline *timeline, int connection);
    /* A visit is over. False ends the server. */
    bool (*tell)(void *context, const Visit *visit);
    void *context;
} ServerConfig;

/* Serves on a listening socket until SIGINT or SIGTERM comes, after one connection with `once`, or until `tell` is
   false. False and a diagnostic where the system refuses to go on. */
WARN_UNUSED bool server_run(const ServerConfig *config, int listener, Diagnostic *diagnostic);

/* How many visitors the system's limit on open files leaves room for, `wanted` at most; raises that limit as far as it
   goes. */
int server_room(int wanted);

#endif
