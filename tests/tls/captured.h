/* Connections between other people's TLS programs, as captured_connections.def has them, and the keys to read them. */
#ifndef TLSTEPS_TESTS_TLS_CAPTURED_H
#define TLSTEPS_TESTS_TLS_CAPTURED_H

#include "base/event.h"
#include "tls/record/tracker.h"
#include "tls/secrets/key_schedule.h"

typedef struct CapturedFlight {
    Actor sender;
    const char *hex;
} CapturedFlight;

enum { CAPTURED_FLIGHTS_MAX = 32 };
typedef struct CapturedConnection {
    const char *name;
    int handshakes;
    const char *master_secrets; /* hex, 48 bytes for each handshake */
    CapturedFlight flights[CAPTURED_FLIGHTS_MAX];
} CapturedConnection;

/* NULL past the end. */
const CapturedConnection *captured_at(int index);

/* A tracker that is fed with a captured connection and knows its master secrets. `message` is called for each message;
   its context is `own`. */
typedef struct CapturedRun {
    const CapturedConnection *connection;
    void (*message)(void *own, const TrackedMessage *message);
    void *own;
    bool keyless; /* an onlooker without the secrets */
    size_t piece; /* feeds this many bytes at a time; 0: flights as they came */

    Tracker *tracker;
    uint8_t client_random[RANDOM_SIZE], server_random[RANDOM_SIZE];
    bool encrypt_then_mac;
    int latest_handshake;
    KeyBlock keys;
} CapturedRun;
/* Feeds everything; the caller frees the tracker. */
void captured_run(CapturedRun *run);

#endif
