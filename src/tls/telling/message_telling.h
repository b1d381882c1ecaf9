/* How a peer tells of a message that it sent or received. */
#ifndef TLSTEPS_TLS_MESSAGE_TELLING_H
#define TLSTEPS_TLS_MESSAGE_TELLING_H

#include "tls/secrets/agreement.h"
#include "tls/telling/telling.h"
#include "tls/wire/message.h"

/*
 * Begins to tell of a message: what a decoder needs to read it again is added, and for one that crossed encrypted the
 * sequence number of its record, of several the last one's. False where nobody listens.
 */
bool telling_begin_sent(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                        const Agreement *agreement);
bool telling_begin_received(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                            const Agreement *agreement);

/* Tells the check of a message's form, which did not pass: what was found in which field, and what the rule is. */
void message_tell_malformed(const Teller *teller, const MessageView *message, const DecodeContext *context,
                            Error error);

/* How an alert is told that is sent, and one that is received: close_notify, which is `closing`, and others, in the
   clear (RFC 5246 §7.2: an alert is protected as the current connection state says) or not. */
EventId telling_event_of_sent_alert(bool closing, bool encrypted);
EventId telling_event_of_received_alert(bool closing, bool encrypted);

/* A record's sequence number: how many its sender has sent before it under the same keys (RFC 5246 §6.1). */
void telling_add_sequence_number(Telling *telling, Actor sender, uint64_t number);

#endif
