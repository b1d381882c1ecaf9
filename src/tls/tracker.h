/*
 * Follows a connection from outside, as somebody does who sees only what crosses the wire: records, messages, epochs,
 * and, once told the keys, plaintext. The eavesdropper, the capture and tampering by field name stand on it.
 */
#ifndef TLSTEPS_TLS_TRACKER_H
#define TLSTEPS_TLS_TRACKER_H

#include "base/event.h"
#include "tls/message.h"
#include "tls/protection.h"

/* A message, complete, or, where its record cannot be opened, one such record. */
typedef struct TrackedMessage {
    Actor sender;
    int handshake; /* 1 for the first on the connection */
    uint8_t content_type;
    bool encrypted; /* it crossed the wire encrypted */
    bool readable;  /* `bytes` is the plain message; otherwise the protected fragment */
    Bytes bytes;
    DecodeContext context;
    const RecordView *records;
    int record_count;
} TrackedMessage;

typedef struct TrackerEvents {
    void (*message)(void *context, const TrackedMessage *message);
    /* A sender switches to its next keys. Fill in what is known and return true, or false: its records stay closed. */
    bool (*keys)(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac);
    void *context;
} TrackerEvents;

typedef struct Tracker Tracker;
WARN_UNUSED Tracker *tracker_new(const TrackerEvents *events); /* copied */
void tracker_free(Tracker *tracker);
/* Bytes that `sender` put on the wire, in order, in pieces of any size. Bytes that are no TLS stop that direction. */
void tracker_feed(Tracker *tracker, Actor sender, Bytes wire);
const Suite *tracker_suite(const Tracker *tracker); /* chosen by the server; NULL before */

#endif
