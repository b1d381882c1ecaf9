/* How a connection ends, gathered from what its peers tell. */
#ifndef TLSTEPS_SIM_OUTCOME_H
#define TLSTEPS_SIM_OUTCOME_H

#include "sim/timeline/timeline.h"
#include "tls/peer/peer.h"

typedef struct OutcomeWatch {
    bool alone;                          /* one peer is watched: what the other side sends shows when it arrives */
    Outcome outcome;                     /* but for the two sides' states */
    const char *last_check[ACTOR_COUNT]; /* that failed since a message came last, by who made it */
    const char *last_receive[ACTOR_COUNT];
    bool connected[ACTOR_COUNT];
    bool lies[ACTOR_COUNT]; /* it was told to: an alert that it sends now has no cause */
} OutcomeWatch;

/* Takes note of an event of a peer. Starts as all zero. */
void outcome_watch(OutcomeWatch *watch, const Event *event);
/* The outcome when nothing can happen any more. */
Outcome outcome_finish(const OutcomeWatch *watch, PeerState client, PeerState server);
/* The same of one that has a single peer, in `role`; the other side's state is NULL. */
Outcome outcome_finish_alone(const OutcomeWatch *watch, Actor role, PeerState state);

/* The first fatal alert of a connection; NULL where there was none. A close_notify of that level is none: it closes. */
const AlertOutcome *outcome_fatal_alert(const Outcome *outcome);

#endif
