/* The step in full, at every depth. */
#ifndef TLSTEPS_UI_PANEL_STEP_H
#define TLSTEPS_UI_PANEL_STEP_H

#include "ui/player/player.h"

void step_open(Player *player);

#endif
