/* The screen: plays a timeline, with a lesson beside it or without; or one that grows while it is played. */
#ifndef TLSTEPS_UI_SCREEN_H
#define TLSTEPS_UI_SCREEN_H

#include "lesson/lesson.h"
#include "sim/run/simulation.h"
#include "ui/content/feed.h"
#include "ui/panels/menu.h"
#include "ui/terminal/terminal.h"

/* How every player begins from now on: as a presentation, with a slide for every step or every message, and going on by
   itself after so many seconds (0: it does not). */
void screen_present(bool presents, bool every_step, int pause);

/* Plays a finished run until the user leaves; the terminal must have been started. False where a signal or a lost
   terminal ended it. Its scenario can be changed there, and what comes of that is played then. */
bool screen_play(const Simulation *simulation, const Lesson *lesson);

/* The same of a run that goes on, without a lesson: its feed adds a step when the reader asks for one. */
bool screen_play_live(const Timeline *timeline, const Feed *feed);

/* True with the choice; false where the user leaves. */
bool screen_menu(Menu *menu);

#endif
