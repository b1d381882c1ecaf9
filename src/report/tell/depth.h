/*
 * The three depths at which a step is told, so that hex never comes before purpose: why it is there, what happens in
 * it, and which bytes it is.
 */
#ifndef TLSTEPS_REPORT_DEPTH_H
#define TLSTEPS_REPORT_DEPTH_H

#include "sim/timeline/timeline.h"

typedef enum Depth { DEPTH_WHY, DEPTH_WHAT, DEPTH_BYTES, DEPTH_COUNT } Depth;
/* "why", "what", "bytes" */
const char *depth_name(Depth depth);

/*
 * Appends a step as it is told at a depth, without a newline:
 *
 *   why    its purpose
 *   what   its text with this run's values, and what is thought today of that which it settles
 *   bytes  of a message its size, its records and its first bytes, each with the name of its field; of what is computed
 *          the values and how they came about; of a check what was compared
 *
 * Values longer than `limit` characters are cut in the middle; 0: none is.
 */
void depth_append(Buffer *out, const Timeline *timeline, const Step *step, Depth depth, size_t limit);

#endif
