/* What is thought today of what a run settles on: of its version, suite, group, signature schemes
 * (tls/registry/standings.def).
 */
#ifndef TLSTEPS_REPORT_TODAY_H
#define TLSTEPS_REPORT_TODAY_H

#include "sim/timeline/timeline.h"
#include "tls/registry/standing.h"

/* Of the fact's value; NULL for every other kind of fact, and for a value that nothing is said of. */
const Standing *today_of(const TimelineFact *fact);
/* The same where the step is the first of its handshake that tells the fact, so that it is said once; otherwise NULL.
 */
const Standing *today_first_of(const Timeline *timeline, const Step *step, const TimelineFact *fact);

/* Appends, each with its source and a space in front, what is thought of all that the step is the first to tell. */
void today_append(Buffer *out, const Timeline *timeline, const Step *step);

#endif
