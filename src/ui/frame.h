/* The frame around everything: title, columns, tabs, view, story and status line, laid out for the terminal's size. */
#ifndef TLSTEPS_UI_FRAME_H
#define TLSTEPS_UI_FRAME_H

#include "ui/player.h"

typedef struct Frame {
    bool large_enough;
    Area title, knowledge, tabs, view, story, status;
} Frame;

void frame_layout(Frame *frame, int height, int width);
void frame_draw(const Frame *frame, const Player *player);
/* One sentence, where the terminal is smaller than the screen needs. */
void frame_draw_too_small(int height, int width);
/* An empty frame with a heading and a status line. */
void frame_draw_box(int height, int width, const char *heading, const char *status);

#endif
