/* The scenario menu: every option with its value, and the run made again with another. */
#ifndef TLSTEPS_UI_PANEL_SCENARIO_H
#define TLSTEPS_UI_PANEL_SCENARIO_H

#include "ui/player/panel.h"

/* Of a live connection a line says that it cannot be made again. */
void scenario_open(Player *player);

#endif
