/*
 * One connection of a run: two peers with their applications, the pipes between them, and whoever stands on these: the
 * eavesdropper beside the client, on link 0, and an attacker in the middle.
 *
 * Bytes leave when their sender can do no more: a flight is one segment. Whichever piece arrives first is delivered
 * next, and its arrival is the new time.
 */
#ifndef TLSTEPS_SIM_CONVERSATION_H
#define TLSTEPS_SIM_CONVERSATION_H

#include "sim/assets/credentials.h"
#include "sim/eavesdropper/eavesdropper_memory.h"
#include "sim/run/endpoint.h"
#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"
#include "tls/peer/peer.h"

/* Everything is borrowed for the connection's life. */
typedef struct ConversationConfig {
    const Scenario *scenario; /* has a seed */
    const Endpoint *client, *server;
    Timeline *timeline;
    EavesdropperMemory *memory;
    bool observed; /* otherwise the timeline gets segments and outcome alone */
    int number;    /* from 1 */
} ConversationConfig;

typedef struct Conversation Conversation;
/* `clock`, in microseconds since 1970, is where the connection's time begins. */
WARN_UNUSED Conversation *conversation_new(const ConversationConfig *config, int64_t clock);
void conversation_free(Conversation *connection); /* NULL is allowed */

/* One step of one actor. False when nothing can happen any more; the timeline then has the outcome. */
bool conversation_step(Conversation *connection);
int64_t conversation_clock(const Conversation *connection);
const Peer *conversation_client(const Conversation *connection);

#endif
