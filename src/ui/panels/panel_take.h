/* Taking a value along: into the terminal's clipboard, alone on a bare screen, or, from the panel, into a file. */
#ifndef TLSTEPS_UI_PANEL_TAKE_H
#define TLSTEPS_UI_PANEL_TAKE_H

#include "ui/content/taken.h"
#include "ui/player/player.h"

/* All that the current step has to copy. */
void take_open(Player *player);

void take_copy(Player *player, const Taken *taken);
/* Shows it for the mouse to take. */
void take_show(Player *player, const Taken *taken);

#endif
