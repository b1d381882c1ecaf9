/* The RFCs that the current step cites, and what has become of each. */
#ifndef TLSTEPS_UI_PANEL_DOCUMENTS_H
#define TLSTEPS_UI_PANEL_DOCUMENTS_H

#include "ui/player/player.h"

void documents_open(Player *player);

#endif
