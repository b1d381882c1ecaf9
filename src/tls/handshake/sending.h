/* How a message leaves a peer: by way of whoever makes it lie, into the transcript and into records, and told. */
#ifndef TLSTEPS_TLS_SENDING_H
#define TLSTEPS_TLS_SENDING_H

#include "tls/record/connection.h"
#include "tls/secrets/agreement.h"
#include "tls/secrets/transcript.h"
#include "tls/telling/telling.h"
#include "tls/wire/peer_fault.h"

/* Borrowed. */
typedef struct Sending {
    const PeerFault *fault; /* NULL: nobody meddles */
    const Teller *teller;
    Connection *connection;
    const Agreement *agreement;
    Transcript *transcript; /* NULL outside of a handshake */
} Sending;

/* Sends a message (see connection_send), told as event `id`. */
void sending_send(const Sending *sending, EventId id, ContentType type, Bytes message);

#endif
