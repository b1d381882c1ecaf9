/*
 * A live connection: a peer on a link, as sim's conversation has one at each end of a pipe. What the peer tells and
 * what the link carries goes to the same timeline; of the other side and of an eavesdropper nothing is known but what
 * crosses.
 *
 * Nothing here waits, and nothing leaves or comes in by itself: the caller takes steps, sends and receives, in the
 * order that it likes (a reader may look at each step before its bytes leave), and asks poll(2) in between.
 *
 * The timeline keeps the first 64 KiB of application data, and the segments up to there; what follows is counted.
 */
#ifndef TLSTEPS_NET_LIVE_H
#define TLSTEPS_NET_LIVE_H

#include "sim/scenario/scenario.h"
#include "sim/timeline/outcome.h"
#include "sim/timeline/timeline.h"
#include "tls/peer/peer.h"

enum { LIVE_DATA_KEPT = 65536 };

typedef struct LiveConfig {
    const PeerConfig *peer; /* copied; its observer is replaced */
    int socket;             /* does not block; closed at the end */
    Timeline *timeline;     /* NULL: nothing is recorded */
    int number;             /* of the connection in the timeline, from 1 */
    const Scenario *lies;   /* what the peer is told to lie about, its option `fault`; NULL: nothing */
} LiveConfig;

typedef struct Live Live;
WARN_UNUSED Live *live_new(const LiveConfig *config);
void live_free(Live *live); /* closes the socket; NULL is allowed */

Peer *live_peer(const Live *live);
int live_socket(const Live *live);

/* One step of the peer; false where it can do no more until something comes or is said. */
bool live_step(Live *live);
/* Sends what the socket takes at once. After the last byte of a connection that is over the own stream ends, and the
   other side can still be heard: a socket closed at once could take back the last alert. */
void live_send(Live *live);
/* Takes in what has come. A peer that is over ignores it. */
void live_receive(Live *live);
/* What to ask poll(2) for the socket. */
short live_events(const Live *live);

/* Whether the peer is over: closed, failed, cut off, or told to hang up. */
bool live_is_over(const Live *live);
/* Whether the peer was told to hang up, and did. */
bool live_hung_up(const Live *live);
/* Whether the peer is over, all of it has been sent, and the other side's stream has ended too: the socket can be
   closed. */
bool live_is_done(const Live *live);

/* The check of our peer that failed last, and the two texts that it compared, cut where they are long. NULL:
   none failed; nothing was expected or found, or it is no text. */
typedef struct LiveFinding {
    const EventItem *check;
    const char *expected, *found;
} LiveFinding;
LiveFinding live_finding(const Live *live);
/* Whether the client said, in supported_versions (RFC 8446 §4.2.1), that it speaks none of the versions up to 1.2. */
bool live_client_is_newer(const Live *live);
/* The highest version that our client's hello offered, as it was sent; 0 where none was. */
uint16_t live_offered_version(const Live *live);

/* How it went so far: the other side's state is NULL. */
Outcome live_outcome(const Live *live);
/* Sets the outcome in the timeline, and tells how much application data was not kept, and which lies found no occasion.
 */
void live_conclude(Live *live);
/* From now on nothing is recorded. */
void live_forget(Live *live);

#endif
