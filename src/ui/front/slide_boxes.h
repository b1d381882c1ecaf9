/* Who has what, as three boxes beside each other, and the message that goes from one to another. */
#ifndef TLSTEPS_UI_SLIDE_BOXES_H
#define TLSTEPS_UI_SLIDE_BOXES_H

#include "ui/player/player.h"
#include "ui/terminal/canvas.h"

/* The steps that a slide is about: what is learned behind `since`, up to `until`, is new on it. */
typedef struct SlideSpan {
    int since, until;
} SlideSpan;

/* The arrow of the current step's message, if it has one, and below it the boxes. */
void slide_boxes_draw(const Player *player, const SlideSpan *span, const Area *area);

#endif
