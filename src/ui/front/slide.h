/* The slides of a presentation: who says what, in letters that are read from the last row, and who has what by then. */
#ifndef TLSTEPS_UI_SLIDE_H
#define TLSTEPS_UI_SLIDE_H

#include "ui/player/player.h"
#include "ui/terminal/canvas.h"

/* In a screen of this size, the area of a slide; and those of the head and the view below it, where another view than
   the slide is shown. */
void slide_layout(Area *slide, Area *head, Area *view, Extent extent);
void slide_draw(const Player *player, const Area *area);
/* Who acts, and how far the class has come. */
void slide_draw_head(const Player *player, const Area *area);
/* Appends what the status line says. */
void slide_append_status(Buffer *out, const Player *player);

#endif
