/*
 * What a peer tells of one connection, as far as a test asks for it: why it failed, and what of its messages does not
 * stand in its summary.
 */
#ifndef TLSTEPS_TESTS_SHIM_WATCH_H
#define TLSTEPS_TESTS_SHIM_WATCH_H

#include "base/event.h"

/* Starts as all zero. */
typedef struct ShimWatch {
    const char *failed_check;                  /* the last one; NULL: none failed */
    int handshakes;                            /* that were completed */
    int finished_in;                           /* the handshake of `first_finished` */
    Buffer first_finished;                     /* verify_data of the latest handshake's first Finished */
    Buffer session_id;                         /* that the server chose */
    Buffer offered_protocols;                  /* that the client named, with ", " between them */
    Buffer server_name;                        /* that the client asked for */
    Buffer own_certificate, other_certificate; /* DER, the first of each chain that was shown */
    Buffer messages;                           /* as ShimFlags has those that are expected */
    bool got_ticket;                           /* client: in any handshake */
    bool declined;                             /* the other side asked for a new handshake, in none, and in vain */
} ShimWatch;

/* For an Observer whose context is a ShimWatch. */
void shim_watch(void *context, const Event *event);
void shim_watch_clear(ShimWatch *watch);

#endif
