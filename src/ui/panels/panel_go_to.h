/* Going to a step by its number or name. */
#ifndef TLSTEPS_UI_PANEL_GO_TO_H
#define TLSTEPS_UI_PANEL_GO_TO_H

#include "ui/player/player.h"

void go_to_open(Player *player);

#endif
