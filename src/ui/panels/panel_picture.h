/* The pictures: the points of a small curve, and powers on a clock. */
#ifndef TLSTEPS_UI_PANEL_PICTURE_H
#define TLSTEPS_UI_PANEL_PICTURE_H

#include "ui/player/player.h"

/* Opens one of them. */
void pictures_open(Player *player, PictureKind which);

#endif
