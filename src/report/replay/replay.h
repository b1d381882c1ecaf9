/*
 * From what a timeline tells to its worked example: the computation replayed from its inputs the schoolbook way, row by
 * row (explain/language/worked.h), and held against what the timeline recorded.
 */
#ifndef TLSTEPS_REPORT_REPLAY_H
#define TLSTEPS_REPORT_REPLAY_H

#include "explain/language/worked.h"
#include "sim/timeline/timeline.h"
#include "x509/certificate/public_key.h"

/* Whether a value of such a derivation is computed: not what was drawn, read, copied or counted. */
bool replay_computes(DerivationId id);
/* Whether it is told of a kind how to replay it, or that nothing is computed: true of every one. */
bool replay_has_way(DerivationId id);

/* How a fact came about; NULL where nothing was computed, or from what its actor does not know. */
WARN_UNUSED Worked *replay_fact(const Timeline *timeline, const TimelineFact *fact);
/* How a protected record of the step's message was protected, where the step sends it, or opened, where it takes it in.
   NULL where it is not protected, or with keys that the step's actor does not know. */
WARN_UNUSED Worked *replay_record(const Timeline *timeline, const Step *step, int record);
/* What a check computed before it compared; NULL where it compared what was there already, and for a step without. */
WARN_UNUSED Worked *replay_check(const Timeline *timeline, const Step *step);

/* Whether a signature is one of `data` by that key; NULL where the key is not of the algorithm's kind. */
WARN_UNUSED Worked *replay_signature(const PublicKey *key, const SignatureAlgorithm *algorithm, Bytes data,
                                     Bytes signature);

/* One computation of a step. */
typedef struct StepWorking {
    const TimelineFact *fact; /* whose value comes out; NULL: of a record, or of the check */
    int record;               /* its index in the step's message; -1: of something else */
    Worked *worked;
    bool agrees; /* what comes out is what the timeline recorded */
} StepWorking;

/* All of a step's computations, in the order of its facts, then its records, then the check. */
typedef struct StepWorkings {
    StepWorking *items;
    int count;
} StepWorkings;
void replay_step(StepWorkings *out, const Timeline *timeline, const Step *step);
void step_workings_clear(StepWorkings *workings);

/* Each of them alone, without a worked example where there is none: `agrees` is then true. */
StepWorking replay_working_of_fact(const Timeline *timeline, const TimelineFact *fact);
StepWorking replay_working_of_record(const Timeline *timeline, const Step *step, int record);
StepWorking replay_working_of_check(const Timeline *timeline, const Step *step);

#endif
