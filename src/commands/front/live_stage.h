/*
 * A live connection on the screen: the peer takes a step when the reader asks for one, and what it sends leaves when
 * the reader comes to the step that sends it. Meanwhile the other side waits.
 */
#ifndef TLSTEPS_COMMANDS_LIVE_STAGE_H
#define TLSTEPS_COMMANDS_LIVE_STAGE_H

#include "commands/front/stage.h"
#include "net/live.h"
#include "sim/run/endpoint.h"

typedef struct LiveStage {
    Live *live;
    Timeline *timeline;       /* the connection's, and maybe of others before it */
    int number, first;        /* of the connection in the timeline, and of the first step that it has or will have */
    const Endpoint *endpoint; /* our side */
    const Scenario *scenario; /* its request, or its response */
    TerminalOptions terminal;
} LiveStage;

/* Whether there is a terminal to play on, which has keys and a screen. */
bool live_stage_is_there(void);
/* Plays until the reader leaves, and concludes the connection. The status is that of stage_close, or STATUS_USAGE where
   there is no screen. */
int live_stage_play(const LiveStage *stage);

#endif
