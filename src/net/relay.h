/*
 * Carries application data between a live connection and its user: what is read from a descriptor is said, what is
 * heard is handed over. Runs until the connection is over, on this side's part with close_notify or an alert.
 */
#ifndef TLSTEPS_NET_RELAY_H
#define TLSTEPS_NET_RELAY_H

#include "net/live.h"

typedef struct RelayConfig {
    Live *live;
    int input;   /* read once connected, up to its end; -1: nothing is */
    Bytes words; /* said before that */
    bool closes; /* sends close_notify when the input has ended; otherwise that is left to the other side */
    int handshake_time, idle_time; /* milliseconds: of all of the handshake; without a byte either way after that */
    /* Takes what is heard; false ends the run. */
    bool (*hear)(void *context, Bytes data);
    void *context;
} RelayConfig;

typedef enum RelayEnd {
    RELAY_OVER,   /* the connection is over */
    RELAY_LATE,   /* nothing happened in time */
    RELAY_UNHEARD /* `hear` was false */
} RelayEnd;
RelayEnd relay_run(const RelayConfig *config);

#endif
