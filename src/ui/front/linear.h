/*
 * The player in plain lines, for screen readers, pipes and terminals that cannot place their cursor: what the screen
 * shows is told, and what its keys do is asked for by words. The same views, panels and actions stand behind it.
 */
#ifndef TLSTEPS_UI_LINEAR_H
#define TLSTEPS_UI_LINEAR_H

#include "ui/front/linear_say.h"
#include "ui/front/screen.h"

/* The most bytes of a line of commands. */
enum { LINEAR_LINE_MOST = 65536 };

/* Plays until `in` ends or says so. Where it ends without a single line, everything is told, with the right answers of
   a lesson's questions. `lesson` may be NULL. False where a line was longer than any may be, and nothing behind it was
   read. */
WARN_UNUSED bool linear_play(const Linear *linear, const Simulation *simulation, const Lesson *lesson);
/* Asks for one of a menu's entries: true with the choice; false where the user leaves, or what comes has no end. */
bool linear_menu(const Linear *linear, Menu *menu);

#endif
