/* Finding: everything in a run, and every key, that a text is a part of. */
#ifndef TLSTEPS_UI_FIND_H
#define TLSTEPS_UI_FIND_H

#include "base/arena.h"
#include "sim/timeline/timeline.h"
#include "ui/page/typing.h"
#include "ui/terminal/actions.h"

typedef enum HitKind {
    HIT_STEP,  /* by its title or name */
    HIT_VALUE, /* a fact, by its name or its value: hex digits, or text */
    HIT_FIELD, /* of a message that is sent, by its name, its meaning or what its value stands for */
    HIT_KEY,   /* by its help */
} HitKind;

typedef struct Hit {
    HitKind kind;
    int step;                 /* at which it is; 0 for a key */
    int place;                /* of that step, as readers count */
    const TimelineFact *fact; /* HIT_VALUE: as it was learned first */
    int field;                /* HIT_FIELD: index in the message's tree */
    const char *name, *detail;
} Hit;

typedef struct Finding {
    Hit *hits; /* steps first, then values, fields and keys, each in the order of the run */
    int count, capacity;
    Arena arena;
} Finding;

/* Starts as all zero. Everything that `text` is a part of, in capitals or not; an empty one finds nothing. The timeline
   outlives the hits. */
void find_all(Finding *finding, const Timeline *timeline, const char *text);
void find_clear(Finding *finding);

/* What was searched for last. */
typedef struct FindState {
    Typing text;
    Finding finding;
    int selected;
} FindState;

#endif
