/* What came of the changes that the run has. */
#ifndef TLSTEPS_UI_PANEL_VERDICT_H
#define TLSTEPS_UI_PANEL_VERDICT_H

#include "ui/player/player.h"

void verdict_open(Player *player);

#endif
