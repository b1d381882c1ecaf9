/* Verifying a lesson: its run takes place, every step that it names comes, every placeholder is filled, every claim
 * holds. */
#ifndef TLSTEPS_LESSON_CHECK_H
#define TLSTEPS_LESSON_CHECK_H

#include "lesson/lesson.h"

typedef struct LessonCheck {
    int passed, failed;
    /* Told for each thing verified: `path:line: what`, and why it failed (NULL where it passed). */
    void (*tell)(void *context, const char *what, const char *failure);
    void *context;
} LessonCheck;

/* Verifies one file. Every mistake in it counts as a failure, and so does a file in which there is nothing to verify.
 */
void lesson_check(LessonCheck *check, const char *path);

#endif
