/* Writing into a file. */
#ifndef TLSTEPS_UI_PANEL_EXPORT_H
#define TLSTEPS_UI_PANEL_EXPORT_H

#include "ui/content/taken.h"
#include "ui/player/player.h"

/* The run, or the value that was chosen (copied); NULL: none was. */
void export_open(Player *player, const Taken *taken);

#endif
