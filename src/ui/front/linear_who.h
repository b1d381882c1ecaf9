/* Who knows what, in sentences. */
#ifndef TLSTEPS_UI_LINEAR_WHO_H
#define TLSTEPS_UI_LINEAR_WHO_H

#include "ui/front/linear_say.h"
#include "ui/player/player.h"

/* What the columns of the screen lead the eye to: of each of the three what is known, and what Eve stole and lacks, by
   the names that people call it. */
void linear_who_tell(const Linear *linear, const Player *player);

#endif
