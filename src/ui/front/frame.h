/* The frame around everything: title, columns, tabs, view, story and status line, laid out for the terminal's size. */
#ifndef TLSTEPS_UI_FRAME_H
#define TLSTEPS_UI_FRAME_H

#include "ui/panels/menu.h"
#include "ui/player/player.h"
#include "ui/terminal/canvas.h"

typedef struct Frame {
    bool large_enough;
    /* Where a panel takes the place of all between title and status line, it is the view and the others are empty. */
    Area slide, head; /* of a presentation, which has the one, or this and the view, between title and status line */
    Area title, knowledge, tabs, view, story, status;
    Area ladder; /* beside or below a lesson's text, where there is room for it */
} Frame;

/* The story takes the rows that it needs, as long as the view keeps some. */
void frame_layout(Frame *frame, const Player *player, Extent extent);
void frame_draw(const Frame *frame, const Player *player);
/* One sentence, where the terminal is smaller than the screen needs. */
void frame_draw_too_small(Extent extent);
void frame_draw_menu(Extent extent, const Menu *menu);
/* The entry of a menu on that row; -1: none. */
int frame_menu_at(Extent extent, const Menu *menu, int row);

#endif
