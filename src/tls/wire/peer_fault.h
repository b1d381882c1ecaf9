/*
 * A peer that lies, for demonstrations and tests: somebody is shown each message that the peer is about to send, before
 * it goes into the transcript and under the keys, and says what is sent in its stead. The peer believes in what it
 * sent.
 */
#ifndef TLSTEPS_TLS_PEER_FAULT_H
#define TLSTEPS_TLS_PEER_FAULT_H

#include "base/event.h"
#include "tls/registry/message_id.h"

typedef struct PeerFault {
    /* A message that is about to be sent in a handshake (from 1): its content type and bytes, and what a decoder needs
       besides. It has no records yet. */
    void (*offer)(void *context, const MessageView *message, int handshake);
    /* Appends the next message that is to be sent now to `out`, and sets its content type. False where there is none,
       which may be at once. */
    bool (*take)(void *context, uint8_t *content_type, Buffer *out);
    /* Whether the peer is to send an alert of its own accord, before it sends the message `next`. */
    bool (*alerts)(void *context, MessageId next, int handshake, Error *alert, bool *fatal);
    /* The block with a padded pre-master secret that a client is about to encrypt for its message called
       client_key_exchange: may change it in place, and then returns true. The client goes on with the secret that it
       drew. */
    bool (*seal)(void *context, uint8_t *block, size_t size, int handshake);
    void *context;
} PeerFault;

#endif
