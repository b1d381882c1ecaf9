/* A fact in full. */
#ifndef TLSTEPS_UI_PANEL_FACT_H
#define TLSTEPS_UI_PANEL_FACT_H

#include "ui/player/player.h"

/* Opens it as it is at the current step: what it means, its value, who has it and how they came to it, why the
   eavesdropper lacks it where it is a secret, and how to compute it elsewhere. */
void fact_open(Player *player, const TimelineFact *fact);

#endif
