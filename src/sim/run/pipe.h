/*
 * A link of the path between two peers: carries bytes both ways, each piece arriving a fixed time after it was sent.
 * Somebody may watch it, at one of its ends, and sees every piece pass there.
 */
#ifndef TLSTEPS_SIM_PIPE_H
#define TLSTEPS_SIM_PIPE_H

#include "sim/timeline/timeline.h"

typedef struct PipeConfig {
    int connection, link; /* as in Segment */
    int64_t latency;      /* microseconds, one way */
    Actor watched_end;    /* ACTOR_CLIENT: the end towards the client; ACTOR_SERVER: the other */
    void (*watch)(void *context, const Segment *segment);
    void *context;
} PipeConfig;

typedef struct Pipe Pipe;
WARN_UNUSED Pipe *pipe_new(const PipeConfig *config); /* copied */
void pipe_free(Pipe *pipe);                           /* NULL is allowed */

/* Sends a piece in the direction of `from` (ACTOR_CLIENT or ACTOR_SERVER); no bytes end that direction's stream. `now`
   is in microseconds since 1970. */
void pipe_send(Pipe *pipe, Actor from, Bytes bytes, int64_t now);
/* When the next piece of a direction arrives; INT64_MAX where none is under way. */
int64_t pipe_arrival(const Pipe *pipe, Actor from);
/* Appends the next piece of a direction, which has to be there, to `out`. False where it is the end of the stream. */
bool pipe_take(Pipe *pipe, Actor from, Buffer *out);

#endif
