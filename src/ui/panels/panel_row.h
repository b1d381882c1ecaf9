/* Going to a row of the view Maths by its number. */
#ifndef TLSTEPS_UI_PANEL_ROW_H
#define TLSTEPS_UI_PANEL_ROW_H

#include "ui/player/player.h"

void maths_row_open(Player *player);

#endif
