/* The screen: plays a finished timeline, with a lesson beside it or without. */
#ifndef TLSTEPS_UI_SCREEN_H
#define TLSTEPS_UI_SCREEN_H

#include "lesson/lesson.h"
#include "sim/timeline.h"
#include "ui/terminal.h"

/* Plays until the user leaves; the terminal must have been started. False where a signal or a lost terminal ended it.
 */
bool screen_play(const Timeline *timeline, const Lesson *lesson);

/* A menu: `titles` of `count` entries, of which `*chosen` is selected. True with the choice; false where the user
 * leaves. */
bool screen_menu(const char *heading, const char *const *titles, int count, int *chosen);

#endif
