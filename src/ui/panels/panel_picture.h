/* The points of a small curve, and powers on a clock. */
#ifndef TLSTEPS_UI_PANEL_PICTURE_H
#define TLSTEPS_UI_PANEL_PICTURE_H

#include "ui/player/player.h"

void pictures_open(Player *player);

#endif
