/* The secret that is selected, in full. */
#ifndef TLSTEPS_UI_PANEL_SECRET_H
#define TLSTEPS_UI_PANEL_SECRET_H

#include "ui/player/player.h"

void secret_open(Player *player);

#endif
