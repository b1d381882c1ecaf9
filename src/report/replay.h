/*
 * From what a timeline tells to its worked example: the computation replayed from its inputs the schoolbook way, row by
 * row (explain/worked.h). The caller compares its result with what the timeline recorded.
 */
#ifndef TLSTEPS_REPORT_REPLAY_H
#define TLSTEPS_REPORT_REPLAY_H

#include "explain/worked.h"
#include "sim/timeline.h"

/* How a fact came about; NULL where nothing was computed, or from what its actor does not know. */
WARN_UNUSED Worked *replay_fact(const Timeline *timeline, const TimelineFact *fact);
/* What a check computed before it compared; NULL where it compared what was there already, and for a step without. */
WARN_UNUSED Worked *replay_check(const Timeline *timeline, const Step *step);

#endif
