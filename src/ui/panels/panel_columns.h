/* The three columns, entered: everything that each of the three knows, in as many rows as there are. */
#ifndef TLSTEPS_UI_PANEL_COLUMNS_H
#define TLSTEPS_UI_PANEL_COLUMNS_H

#include "ui/player/player.h"

void columns_open(Player *player);

#endif
