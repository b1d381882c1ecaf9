/* The line on top: what is agreed, on which connection where there are several, and where in the run one is. */
#ifndef TLSTEPS_UI_TITLE_H
#define TLSTEPS_UI_TITLE_H

#include "ui/player/player.h"

/* Where there is no room for all, the round trips are left out first. */
void title_draw(const Player *player, const Area *area);

#endif
