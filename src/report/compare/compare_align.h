/* Two sequences of steps laid side by side by their names. */
#ifndef TLSTEPS_REPORT_COMPARE_ALIGN_H
#define TLSTEPS_REPORT_COMPARE_ALIGN_H

#include "sim/timeline/timeline.h"

/* For each step of `left` (index = number - 1) the number of the step in `right` that it is laid beside, or 0: as many
   of the same name as can be without crossing. memory_free it. */
WARN_UNUSED int *align_steps(const Timeline *left, const Timeline *right);

#endif
