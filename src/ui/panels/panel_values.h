/* What is selected in the view Maths, in full. */
#ifndef TLSTEPS_UI_PANEL_VALUES_H
#define TLSTEPS_UI_PANEL_VALUES_H

#include "ui/player/player.h"

void values_open(Player *player);

#endif
