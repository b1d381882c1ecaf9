/* The presenter's screen. */
#ifndef TLSTEPS_UI_PRESENTER_DRAW_H
#define TLSTEPS_UI_PRESENTER_DRAW_H

#include "ui/player/player.h"
#include "ui/terminal/canvas.h"

/* The areas of the number with its title, and of what there is to see, in a screen of this size. */
void presenter_layout(Area *head, Area *body, Extent extent);
void presenter_draw_head(const Player *player, const Area *area);
void presenter_draw_card(const Player *player, const Area *area);
/* Appends what the status line says. */
void presenter_append_status(Buffer *out, const Player *player);

#endif
