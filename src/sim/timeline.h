/*
 * The timeline: everything that happened in a run, step by step. Screen, text, JSON, capture, key log, lessons and
 * tests all read it, and nothing else. It owns copies of all it holds, in one arena that is wiped when it is freed.
 */
#ifndef TLSTEPS_SIM_TIMELINE_H
#define TLSTEPS_SIM_TIMELINE_H

#include "base/arena.h"
#include "base/event.h"
#include "base/field.h"

typedef struct TimelineFact {
    Actor actor; /* who learned it */
    int connection, handshake;
    int step; /* number of the step in which it was learned */
    FactRef ref;
    const char *name; /* full: "c1.h1.server.certificate.0.rsa.modulus" */
    const char *bare; /* without connection and handshake: points into `name` */
    Bytes value;      /* numbers big-endian, text without NUL */
    Derivation how;
} TimelineFact;

typedef struct StepMessage {
    const char *type; /* "client_hello", "change_cipher_spec", "alert", "application_data" */
    Actor from, to;
    MessageView view; /* copied */
    Bytes other;      /* what the other side sent or received, where an attacker made it differ; otherwise empty */
} StepMessage;

typedef struct Step {
    int number;       /* from 1 */
    const char *name; /* "c1.h1.client.send.finished"; a second of that name gets "#2" */
    int connection, handshake;
    int flight; /* 1 for the first; a flight is what one side sends before it has to wait (RFC 5246 figure 1) */
    Actor actor;
    EventId event;
    const EventItem *item; /* kind, title, text */
    const TimelineFact *facts;
    int fact_count;
    const StepMessage *message; /* or NULL */
    const Check *check;         /* or NULL */
    Error alert;                /* KIND_ALERT */
    bool fatal;
} Step;

/* What crossed one link of the path at one moment: a TCP segment, or a side's end of its stream. */
typedef struct Segment {
    int connection;
    int link;        /* 0: at the client; behind an attacker 1: at the server */
    Actor from;      /* ACTOR_CLIENT or ACTOR_SERVER: the direction */
    Bytes bytes;     /* empty: the end of the stream */
    uint64_t offset; /* of the first byte in its direction's stream */
    int64_t time;    /* microseconds since 1970, simulated */
    int step;        /* the last step before it crossed */
} Segment;

typedef struct AlertOutcome {
    Actor from;
    bool fatal;
    Error alert;
} AlertOutcome;

enum { ALERTS_MAX = 16 };
typedef struct Outcome {
    const char *client, *server; /* "connected", "closed", "failed", "stalled", "truncated" */
    AlertOutcome alerts[ALERTS_MAX];
    int alert_count;
    const char *caught_by; /* name of the check's or receiver's step that found a fault ("what" part), or NULL */
} Outcome;

typedef struct Timeline Timeline;

WARN_UNUSED Timeline *timeline_new(void);
void timeline_free(Timeline *timeline);

/* Recording: takes an event of a connection. Called by the simulation (and by live connections). */
void timeline_record(Timeline *timeline, int connection, const Event *event);
void timeline_record_segment(Timeline *timeline, const Segment *segment);
void timeline_set_outcome(Timeline *timeline, int connection, const Outcome *outcome);

/* Reading. Steps are numbered from 1; index = number - 1. Pointers stay valid until timeline_free. */
int timeline_step_count(const Timeline *timeline);
const Step *timeline_step(const Timeline *timeline, int number); /* NULL where there is none */
/* By full name, or by its last parts where they are unique from the front ("client.send.finished": the first such). */
const Step *timeline_find_step(const Timeline *timeline, const char *name);
int timeline_fact_count(const Timeline *timeline);
const TimelineFact *timeline_fact_at(const Timeline *timeline, int index); /* in the order in which they were learned */
int timeline_segment_count(const Timeline *timeline);
const Segment *timeline_segment_at(const Timeline *timeline, int index);
int timeline_connection_count(const Timeline *timeline);
const Outcome *timeline_outcome(const Timeline *timeline, int connection); /* NULL while it goes on */
size_t timeline_memory(const Timeline *timeline);                          /* bytes held */

/* What `actor` knows under a name at a step: full name, or bare for the latest of that name up to the step (0: at the
   end). NULL where it does not know it. */
const TimelineFact *timeline_known(const Timeline *timeline, Actor actor, const char *name, int step);

/* Decodes the step's message again and names its bytes; the caller clears the tree. */
void timeline_annotate(FieldTree *tree, const StepMessage *message);

/* Appends a fact's value as its kind is written: hex, 0x-number or text. */
void timeline_append_value(Buffer *out, FactRef ref, Bytes value);
/* Appends a sentence with its {fact} and {client:fact} placeholders filled in with what is known at the step: a bare
   one by the step's actor. Values longer than `limit` characters are cut in the middle with …; 0 for no limit. */
void timeline_append_sentence(Buffer *out, const Timeline *timeline, const Step *step, const char *sentence,
                              size_t limit);

#endif
