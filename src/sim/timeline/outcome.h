/* How a connection ends, gathered from what its peers tell. */
#ifndef TLSTEPS_SIM_OUTCOME_H
#define TLSTEPS_SIM_OUTCOME_H

#include "sim/timeline/timeline.h"
#include "tls/peer/peer.h"

typedef struct WatchedStep {
    const EventItem *item; /* NULL: there was none */
    int number;            /* in the timeline; 0: not held there */
} WatchedStep;

typedef struct OutcomeWatch {
    bool alone;                          /* one peer is watched: what the other side sends shows when it arrives */
    Outcome outcome;                     /* but for the two sides' endings */
    WatchedStep last_check[ACTOR_COUNT]; /* that failed since a message came last, by who made it */
    WatchedStep last_receive[ACTOR_COUNT];
    bool connected[ACTOR_COUNT];
    bool lies[ACTOR_COUNT]; /* it was told to: an alert that it sends now has no cause */
} OutcomeWatch;

/* "closed", "failed", "stalled", "truncated"; NULL for one that is not known */
const char *ending_name(Ending ending);
/* The ending of such a name; false where there is none. */
WARN_UNUSED bool ending_find(const char *name, Ending *out);

/* Takes note of an event of a peer, which is step `number` of the timeline (0: no timeline holds it). Starts as all
   zero. */
void outcome_watch(OutcomeWatch *watch, const Event *event, int number);
/* The outcome when nothing can happen any more. */
Outcome outcome_finish(const OutcomeWatch *watch, PeerState client, PeerState server);
/* The same of one that has a single peer, in `role`; the other side's ending is not known. */
Outcome outcome_finish_alone(const OutcomeWatch *watch, Actor role, PeerState state);

/* Whether a connection was made, and closed in good order on each side that is known of. Everybody who judges a run
   asks this. */
bool outcome_is_well(const Outcome *outcome);
/* Whether one side or the other ended so. */
bool outcome_has(const Outcome *outcome, Ending ending);
/* The name of what caught a fault, as the last part of a step's name; NULL where nothing did. */
const char *outcome_caught_by(const Outcome *outcome);

/* The first fatal alert of a connection; NULL where there was none. A close_notify of that level is none: it closes. */
const AlertOutcome *outcome_fatal_alert(const Outcome *outcome);

#endif
