/*
 * The ways that lead to a value: every derivation of a run taken as a step that anybody can go who has its inputs. From
 * what the eavesdropper has they tell, for each value, what she would have to get hold of besides.
 *
 * Two facts are one value where their bytes are the same, whatever they are called: the master secret of a session is
 * that of every connection that resumes it. Short values, and what applications say, may be the same by chance: they
 * are one under one name only.
 */
#ifndef TLSTEPS_SIM_WAYS_H
#define TLSTEPS_SIM_WAYS_H

#include "sim/timeline/timeline.h"

enum { WAY_ROOTS_MAX = 6, WAYS_MAX = 12, WAY_INPUTS_MAX = DERIVATION_INPUTS_MAX + 1 };

/* What somebody needs besides what they have: values that nothing else leads to, all of these together. */
typedef struct Way {
    int roots[WAY_ROOTS_MAX]; /* indexes of values, ascending */
    int count;
} Way;

typedef struct WayValue {
    const TimelineFact *fact; /* as it was learned first, by somebody other than the eavesdropper if by anybody */
    bool derived;             /* somebody came to it from other values */
    const TimelineFact *hers; /* as the eavesdropper came to it; NULL: she has it not */
    int first_step;           /* index of the first step that leads to it; the others follow it */
    Way ways[WAYS_MAX];       /* the smallest that there are; none: nothing leads to it */
    int way_count;
} WayValue;

/* One derivation, or one that goes back: whoever has the inputs comes to the output. */
typedef struct WayStep {
    DerivationId id;
    int output, inputs[WAY_INPUTS_MAX];
    int input_count;
    bool root; /* without inputs because nothing leads there: it was drawn at random, say */
    bool back; /* from the derivation's output to one of its inputs */
    bool part; /* the output stands as it is in its one input: who has that has this, without working anything out */
} WayStep;

typedef struct Ways {
    const Timeline *timeline;
    WayValue *values; /* in an order of their own */
    int value_count;
    WayStep *steps; /* those that lead to one value stand together */
    int step_count, step_capacity;
} Ways;

/* Of all derivations of a timeline, which outlives them. */
void ways_init(Ways *ways, const Timeline *timeline);
void ways_clear(Ways *ways);

/* Finds the ways of somebody who has only what crossed in the clear, whenever that was. */
void ways_find_overheard(Ways *ways);
/* Finds the eavesdropper's with all that she knows at a step (0: at the end). */
void ways_find(Ways *ways, int step);

/* The index of a fact's value. */
int ways_value(const Ways *ways, const TimelineFact *fact);

#endif
