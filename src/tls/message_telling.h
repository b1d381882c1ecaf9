/* How a peer tells of a message that it sent or received. */
#ifndef TLSTEPS_TLS_MESSAGE_TELLING_H
#define TLSTEPS_TLS_MESSAGE_TELLING_H

#include "tls/agreement.h"
#include "tls/connection.h"
#include "tls/telling.h"

/*
 * Begins to tell of a message: what a decoder needs to read it again is added, and for one that crossed encrypted how
 * many records its sender has sent under its keys. False where nobody listens. To be called before the keys change.
 */
bool telling_begin_sent(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                        const Connection *connection, const Agreement *agreement);
bool telling_begin_received(Telling *telling, const Teller *teller, EventId id, const MessageView *message,
                            const Connection *connection, const Agreement *agreement);

/* Tells the check of a message's form, which did not pass: what was found in which field, and what the rule is. */
void message_tell_malformed(const Teller *teller, const MessageView *message, const DecodeContext *context,
                            Error error);

#endif
