/* What a timeline holds, for the files that record it and that read it. */
#ifndef TLSTEPS_SIM_TIMELINE_DATA_H
#define TLSTEPS_SIM_TIMELINE_DATA_H

#include "sim/timeline/timeline.h"

typedef struct TimelineConnection {
    Outcome outcome;
    bool over;
    int flight;
    bool has_sender;
    Actor sender; /* of the present flight */
} TimelineConnection;

typedef struct ChangeNode ChangeNode;

/* A step's name in the hash table, and how many steps bear it. */
typedef struct NameSlot {
    const Step *first; /* NULL: free */
    int count;
} NameSlot;

/* Everything that is pointed to from outside lies in the arena, so that growing the arrays moves none of it. */
struct Timeline {
    Arena arena;
    bool one_side; /* the other tells nothing */
    Step **steps;
    const TimelineFact **facts;
    int *earlier; /* for each fact the index of the one before it of the same actor and FactId, or -1 */
    const Segment **segments;
    TimelineConnection *connections;
    NameSlot *names;           /* open addressing; a power of two of slots */
    const ChangeNode *changes; /* the latest first */
    int step_count, step_capacity;
    int setup_count; /* of them, at the beginning: what the sides were set up with */
    int fact_count, fact_capacity;
    int segment_count, segment_capacity;
    int connection_count, connection_capacity;
    int name_count, name_capacity;
    int latest[ACTOR_COUNT][FACT_COUNT]; /* index of the latest fact + 1; 0: none */
};

/* Set `name`, and a fact's `bare`, from the other members. Of two steps of one name the second becomes "NAME#2". */
void timeline_name_step(Timeline *timeline, Step *step);
void timeline_name_fact(Timeline *timeline, TimelineFact *fact);

/* Gives a step that has a message what the sender sent, where that differs (timeline_change.c). */
void timeline_mark_received(Timeline *timeline, Step *step);

#endif
