/* The step in words, at the foot of the screen. */
#ifndef TLSTEPS_UI_STORY_H
#define TLSTEPS_UI_STORY_H

#include "ui/player/player.h"
#include "ui/terminal/canvas.h"

/* Rows that the story of the current step takes in `width` columns; where it is given fewer it ends in a sign for it.
 */
int story_rows(const Player *player, int width);
void story_draw(const Player *player, const Area *area);

#endif
