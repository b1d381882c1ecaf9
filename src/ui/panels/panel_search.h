/* How brute force grows with the size of the key, measured. */
#ifndef TLSTEPS_UI_PANEL_SEARCH_H
#define TLSTEPS_UI_PANEL_SEARCH_H

#include "ui/player/player.h"

void search_open(Player *player);

#endif
