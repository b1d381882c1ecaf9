/* The step of a run that is nearest to one and has something. */
#ifndef TLSTEPS_UI_NEAREST_H
#define TLSTEPS_UI_NEAREST_H

#include "sim/timeline/timeline.h"

typedef bool StepTest(const Timeline *timeline, const Step *step);

/* Number of the nearest other step that passes a test, of two that are as near the later one; 0: none does. */
int nearest_step(const Timeline *timeline, int number, StepTest *test);
/* Number of the first step behind one that passes; 0: none does. */
int next_step(const Timeline *timeline, int number, StepTest *test);

#endif
