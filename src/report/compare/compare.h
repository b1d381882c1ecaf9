/*
 * Two runs compared: their steps side by side by their names, every difference in the order in which it comes up, and
 * for each what it follows from.
 */
#ifndef TLSTEPS_REPORT_COMPARE_H
#define TLSTEPS_REPORT_COMPARE_H

#include "report/tell/style.h"
#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"

/* A step that both runs have, or that one of them has; the other is NULL. */
typedef struct StepPair {
    const Step *left, *right;
} StepPair;

typedef enum DifferenceKind {
    DIFFERENCE_STEPS,   /* steps that follow each other, and that only one of the runs has */
    DIFFERENCE_MESSAGE, /* a message with other bytes, as its sender sent it or its receiver got it */
    DIFFERENCE_VALUE,   /* a fact with another value, or that only one of the runs has in a step that both have */
    DIFFERENCE_CHECK,   /* a check with another verdict */
} DifferenceKind;

enum { DIFFERENCE_CAUSES_MAX = 8 };
typedef struct Difference {
    DifferenceKind kind;
    int pair, pairs;                            /* where: the first pair, and how many (STEPS); otherwise one */
    const TimelineFact *left_fact, *right_fact; /* VALUE: one may be NULL */
    int causes[DIFFERENCE_CAUSES_MAX];          /* earlier differences that it follows from directly */
    int cause_count;                            /* 0: it is one that others follow from */
} Difference;

/* Borrows from both timelines. */
typedef struct Comparison {
    const Timeline *left, *right;
    StepPair *pairs;
    int pair_count, pair_capacity;
    Difference *differences;
    int count, capacity;
} Comparison;

/* A value or a message that differs in the same way as one before it is the same difference, passed on, and counts
   once: who draws a random makes the difference, not who reads it. */
void compare_timelines(Comparison *out, const Timeline *left, const Timeline *right);
void comparison_clear(Comparison *comparison);

/* The step of a difference, in the right run or, where that has none, in the left one. */
const Step *difference_step(const Comparison *comparison, const Difference *difference);
/* Appends what differs, in a few words: "client_random", "ClientHello", "5 steps from … on, only in the first". */
void difference_append_title(Buffer *out, const Comparison *comparison, const Difference *difference);
/* The two sides' bytes of a MESSAGE or VALUE; empty where a side has none. */
void difference_bytes(const Comparison *comparison, const Difference *difference, Bytes *left, Bytes *right);
/* Appends "from 15 pre_master_secret, 17 session_hash", counting differences from 1; nothing where there is no cause.
 */
void difference_append_causes(Buffer *out, const Comparison *comparison, const Difference *difference);
/* Whether both have the same settings: then there is nothing to tell of them. */
bool comparison_same_settings(const Scenario *left, const Scenario *right);
/* Appends the settings that one scenario has and the other has not, as options; or that there are none. */
void comparison_append_settings(Buffer *out, const Scenario *own, const Scenario *other);

/* All of it as a text. The scenarios are those of the two runs. */
void report_comparison(Buffer *out, const Comparison *comparison, const Scenario *left, const Scenario *right,
                       const ReportStyle *style);

#endif
