/* The line of tabs: the views that there are, and the name of the current step. */
#ifndef TLSTEPS_UI_TABS_H
#define TLSTEPS_UI_TABS_H

#include "ui/player/player.h"

/* Where the width is too small for all names beside the step's, only the tab of the view that is shown has one. */
void tabs_draw(const Player *player, const Area *area);
/* The view whose tab takes this column of a line of that width; VIEW_COUNT: none does. */
ViewId tabs_view_at(const Player *player, int column, int width);

#endif
