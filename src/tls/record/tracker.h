/*
 * Follows a connection from outside, as somebody does who sees only what crosses the wire: records, messages, epochs,
 * and, once told the keys, plaintext. The eavesdropper, the capture and tampering by field name stand on it.
 *
 * It judges nothing: messages are reported as they come, in whatever order, malformed ones too. What it follows is what
 * it needs to go on reading: where records and messages begin and end, when a side switches to its next keys, and which
 * suite the server chose, without which key exchange messages cannot be read.
 */
#ifndef TLSTEPS_TLS_TRACKER_H
#define TLSTEPS_TLS_TRACKER_H

#include "base/event.h"
#include "tls/record/protection.h"
#include "tls/wire/message.h"

/* A message, complete, or, where its record cannot be opened, one such record. Of application data, alerts and
   change_cipher_spec each record is a message (of several alerts in one record, each alert). Everything is valid only
   during the call. */
typedef struct TrackedMessage {
    Actor sender;
    /* 1 for the first on the connection. The next begins with a ClientHello, or with a change_cipher_spec, after both
       sides have switched keys; a warning no_renegotiation in the place of the ServerHello takes it back. Application
       data counts to the handshake that its keys are from. */
    int handshake;
    uint8_t content_type;
    bool encrypted;           /* it crossed the wire encrypted */
    uint64_t sequence_number; /* of the (last) record that carries it; 0 where that is not encrypted */
    bool readable;            /* `bytes` is the plain message; otherwise the protected fragment */
    Bytes bytes;
    DecodeContext context;
    const RecordView *records; /* those that carry it, with offsets in all that the sender has sent */
    int record_count;
} TrackedMessage;

typedef struct TrackerEvents {
    void (*message)(void *context, const TrackedMessage *message);
    /* A sender switches to its next keys (after the message that changes them was reported). Fill in what is known (the
       keys are copied) and return true, or false: its records stay closed. NULL: no keys are ever known. */
    bool (*keys)(void *context, Actor sender, TrafficKeys *out, bool *encrypt_then_mac);
    void *context;
} TrackerEvents;

typedef struct Tracker Tracker;
WARN_UNUSED Tracker *tracker_new(const TrackerEvents *events); /* copied */
void tracker_free(Tracker *tracker);                           /* wipes; NULL allowed */
/* Bytes that `sender` (ACTOR_CLIENT or ACTOR_SERVER) put on the wire, in order, in pieces of any size. Bytes that are
   no TLS stop that direction: what comes after them is dropped. */
void tracker_feed(Tracker *tracker, Actor sender, Bytes wire);
/* Why that direction was stopped: an error of record_parse, record_plaintext_check or handshake_message_parse;
   ERROR_NONE as long as it is followed. */
Error tracker_error(const Tracker *tracker, Actor sender);
/* Chosen by the server in the latest handshake; NULL, or 0, before. */
const Suite *tracker_suite(const Tracker *tracker);
uint16_t tracker_version(const Tracker *tracker);

#endif
