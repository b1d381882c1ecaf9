/* The screen: plays a finished timeline, with a lesson beside it or without. */
#ifndef TLSTEPS_UI_SCREEN_H
#define TLSTEPS_UI_SCREEN_H

#include "lesson/lesson.h"
#include "sim/timeline.h"
#include "ui/terminal.h"

/* Plays until the user leaves; the terminal must have been started. False where a signal or a lost terminal ended it. A
   timeline without steps has nothing to play. */
bool screen_play(const Timeline *timeline, const Lesson *lesson);

/* A menu, of which `chosen` is selected. */
typedef struct Menu {
    const char *heading, *introduction;
    const char *const *titles; /* one for each of `count` entries, at least one */
    int count, chosen;
} Menu;
/* True with the choice; false where the user leaves. */
bool screen_menu(Menu *menu);

#endif
