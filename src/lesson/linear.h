/* A lesson as plain lines, for screen readers, pipes and dumb terminals: no cursor control, no glyphs to decode. */
#ifndef TLSTEPS_LESSON_LINEAR_H
#define TLSTEPS_LESSON_LINEAR_H

#include <stdio.h>

#include "lesson/lesson.h"
#include "sim/timeline.h"

/* Tells the whole lesson on `out`, `width` columns wide. Where `in` is not NULL it stops after each page and at each
   question for a line of input (end of input ends the lesson); otherwise a question is told with its right answer. */
void lesson_tell(FILE *out, FILE *in, const Lesson *lesson, const Timeline *timeline, int width);

#endif
