/*
 * The timeline: everything that happened in a run, step by step. Screen, text, JSON, capture, key log, lessons and
 * tests all read it, and nothing else. It owns copies of all it holds, in one arena that is wiped when it is freed.
 */
#ifndef TLSTEPS_SIM_TIMELINE_H
#define TLSTEPS_SIM_TIMELINE_H

#include "base/arena.h"
#include "base/event.h"
#include "base/field.h"
#include "tls/registry/message_id.h"

typedef struct TimelineFact {
    Actor actor; /* who learned it */
    int connection, handshake;
    int step; /* number of the step in which it was learned */
    FactRef ref;
    const char *name; /* full: "c1.h1.server.certificate.0.rsa.modulus" */
    const char *bare; /* without connection and handshake: points into `name` */
    Bytes value;      /* numbers big-endian, text without NUL; of a flag the word for it */
    bool flag;        /* whether what the fact asks is so: what logic reads, instead of the word */
    Derivation how;
} TimelineFact;

typedef struct StepMessage {
    MessageId id;     /* MESSAGE_ENCRYPTED_RECORD: closed to whom the step is of */
    const char *type; /* its name */
    Actor from, to;
    bool alone;           /* received from a sender who tells nothing */
    MessageView view;     /* copied */
    bool differs;         /* an attacker made what arrived another thing than what was sent: */
    Bytes sent, received; /* whole records, as each side has them; either may be empty */
} StepMessage;

typedef struct Step {
    int number; /* from 1 */
    int place;  /* the number that readers see: from 1 for the first step after what was set up, which has 0, or of
                   several -1, 0 */
    const char *name; /* "c1.h1.client.send.finished"; a second of that name gets "#2" */
    int connection, handshake;
    /* 1 for the first; a flight is what one side sends before it has to wait (RFC 5246 figure 1). What a side computes
       just before it begins a flight belongs to that flight. */
    int flight;
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

/*
 * What crossed one link of the path at one moment: a TCP segment, or a side's end of its stream. A link is watched at
 * one of its ends: link 0 at the client's, link 1, which is there behind an attacker, at the server's. There the time
 * is taken too: of leaving what is sent there, of arriving what is received there.
 */
typedef struct Segment {
    int connection;
    int link;
    Actor from;      /* ACTOR_CLIENT or ACTOR_SERVER: the direction */
    Bytes bytes;     /* empty: the end of the stream */
    uint64_t offset; /* of the first byte in its direction's stream */
    int64_t time;    /* microseconds since 1970, simulated */
    int step;        /* the last step before it crossed */
} Segment;

/* An attacker sends on other bytes than came. */
typedef struct WireChange {
    int connection;
    Actor from;                            /* ACTOR_CLIENT or ACTOR_SERVER: who sent them */
    uint64_t sent_offset, received_offset; /* of the first byte, in each side's stream; UINT64_MAX: not known */
    Bytes sent, received;                  /* whole records; either may be empty */
} WireChange;

typedef struct AlertOutcome {
    Actor from;
    bool fatal;
    Error alert;
} AlertOutcome;

/* How one side of a connection ended. */
typedef enum Ending {
    ENDING_UNKNOWN, /* of the side of a live connection that is not ours */
#define ENDING(ID, name) ENDING_##ID,
#include "sim/timeline/endings.def"
#undef ENDING
    ENDING_COUNT
} Ending;

enum { ALERTS_MAX = 16 };
typedef struct Outcome {
    Ending client, server;
    bool connected; /* both came to the end of a handshake, as far as that is known */
    AlertOutcome alerts[ALERTS_MAX];
    int alert_count;
    const char *undone; /* changes that somebody was to make and had no occasion for, with commas between; or NULL */
    const EventItem *caught_by; /* the check that failed, or the reading, that found a fault; or NULL */
    int caught_step;            /* number of that step; 0: there is none, or the timeline does not hold it */
} Outcome;

typedef struct Timeline Timeline;

/* Starts empty; freeing wipes every value in it. */
WARN_UNUSED Timeline *timeline_new(void);
void timeline_free(Timeline *timeline);

/* Only one side of the connections will be told of: what it receives is then all that there is of the other's
   messages. */
void timeline_expect_one_side(Timeline *timeline);

/* Recording: takes a copy of an event of a connection (from 1). Called by the simulation, and by live connections. A
   message of an attacker's own is one between client and server.
   Nothing is decoded here. */
void timeline_record(Timeline *timeline, int connection, const Event *event);
/* The same of an event whose message the actor neither sent nor was sent: what `from` said, overheard. */
void timeline_record_overheard(Timeline *timeline, int connection, const Event *event, Actor from);
/* Copies the segment; its `step` is set here. */
void timeline_record_segment(Timeline *timeline, const Segment *segment);
/* To be told before the change arrives: shows in the sender's step, and in the receiver's when that is recorded. */
void timeline_record_change(Timeline *timeline, const WireChange *change);
/* Copied. */
void timeline_set_outcome(Timeline *timeline, int connection, const Outcome *outcome);

/* How many steps only tell what the sides were set up with, before the first that matters. */
int timeline_setup_count(const Timeline *timeline);

/* Reading. Steps are numbered from 1; index = number - 1. Pointers stay valid until timeline_free. */
int timeline_step_count(const Timeline *timeline);
/* Whether the step puts its message on the wire, rather than takes in one; or takes in one whose sender tells nothing.
   What an attacker sends of his own stands in the client's place. */
bool step_sends(const Step *step);
const Step *timeline_step(const Timeline *timeline, int number); /* NULL where there is none */
/* True where `name` is `full`, the name of a step or fact, or its last parts. */
bool timeline_name_ends(const char *full, const char *name);
/* By its full name, or by the last parts of it: the first step whose name ends so ("client.send.finished", "finished").
 */
const Step *timeline_find_step(const Timeline *timeline, const char *name);
int timeline_fact_count(const Timeline *timeline);
const TimelineFact *timeline_fact_at(const Timeline *timeline, int index); /* in the order in which they were learned */
int timeline_segment_count(const Timeline *timeline);
const Segment *timeline_segment_at(const Timeline *timeline, int index);
int timeline_connection_count(const Timeline *timeline);
/* Whether an eavesdropper listens, who tells of it from the first message on. */
bool timeline_is_overheard(const Timeline *timeline);
const Outcome *timeline_outcome(const Timeline *timeline, int connection); /* NULL while it goes on */
size_t timeline_memory(const Timeline *timeline);                          /* bytes held */

/* What `actor` knows under a name at a step: a full name ("c1.h1.master_secret"), one with its connection alone
   ("c1.master_secret"), or a bare one; of several facts the latest up to the step (0: at the end). NULL where the actor
   knows none. */
const TimelineFact *timeline_known(const Timeline *timeline, Actor actor, const char *name, int step);

/* What the actor of a fact knew besides it, then: of the same handshake, or else, as a session is that was made before,
   the latest of that name. NULL where the actor knew none. */
const TimelineFact *timeline_beside(const Timeline *timeline, const TimelineFact *fact, FactRef ref);
/* The same of input `index` of its derivation. */
const TimelineFact *timeline_input(const Timeline *timeline, const TimelineFact *fact, int index);
/* Hands over, one by one, the messages of the part of the transcript that a fact's derivation names. */
typedef void MessageTaker(void *context, Bytes message);
void timeline_take_messages(const Timeline *timeline, const TimelineFact *fact, MessageTaker *take, void *context);

/* Hands over, one by one, the data that an actor heard before a fact since it spoke last on the connection. */
void timeline_take_heard(const Timeline *timeline, const TimelineFact *fact, MessageTaker *take, void *context);

/* Decodes the step's message again and names its bytes; the caller clears the tree. What crossed encrypted and was not
   opened (by the eavesdropper) is one field, "fragment". */
void timeline_annotate(FieldTree *tree, const StepMessage *message);

/* Appends a fact's value as its kind is written: hex, 0x-number or text. */
void timeline_append_value(Buffer *out, FactRef ref, Bytes value);
/* Appends a sentence with its {fact} and {client:fact} placeholders filled in with what is known at the step: a bare
   one by the step's actor. A % in a name stands for the certificate that the step's check is about. Values longer than
   `limit` characters are cut in the middle with …; 0 for no limit. What is not known becomes "(unknown)", and
   what is known and has no content "(empty)". */
void timeline_append_sentence(Buffer *out, const Timeline *timeline, const Step *step, const char *sentence,
                              size_t limit);

#endif
