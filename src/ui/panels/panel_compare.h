/* Two runs compared on the screen: with which, and then their differences, one after the other. */
#ifndef TLSTEPS_UI_PANEL_COMPARE_H
#define TLSTEPS_UI_PANEL_COMPARE_H

#include "sim/scenario/scenario.h"
#include "ui/player/panel.h"

/* Asks with which run the one that is played is to be compared. */
void compare_open(Player *player);
/* Compares it with a run of another scenario, on its left. False and a diagnostic where that is impossible. */
WARN_UNUSED bool compare_with(Player *player, const Scenario *scenario, Diagnostic *diagnostic);

#endif
