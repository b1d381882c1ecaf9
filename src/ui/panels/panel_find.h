/* Finding: a text is typed, and what it is a part of can be gone to. */
#ifndef TLSTEPS_UI_PANEL_FIND_H
#define TLSTEPS_UI_PANEL_FIND_H

#include "ui/player/player.h"

void find_open(Player *player);
/* Goes to the next hit of what was searched for last, or back to the one before (direction -1). `extent` is that of the
   view. */
void find_next(Player *player, int direction, Extent extent);

#endif
