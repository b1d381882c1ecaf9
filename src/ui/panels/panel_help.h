/* Every key, and what the screen shows. */
#ifndef TLSTEPS_UI_PANEL_HELP_H
#define TLSTEPS_UI_PANEL_HELP_H

#include "ui/player/player.h"

void help_open(Player *player);

#endif
