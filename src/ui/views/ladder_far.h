/* The ladder from far, for the first look: three boxes, and an arrow for each flight. And what it shares with the
   ladder step by step. */
#ifndef TLSTEPS_UI_LADDER_FAR_H
#define TLSTEPS_UI_LADDER_FAR_H

#include "ui/page/page.h"
#include "ui/player/player.h"

/* Columns left of the client's lifeline, where the flight stands. */
enum { LADDER_LEFT = 12 };
/* Columns between the lifelines. */
int ladder_span(const Page *page);
/* ────title────▶ of `width` columns, or, where not `right`, the other way. */
void ladder_append_arrow(Buffer *out, const char *title, bool right, int width);

/* Nothing has been sent so far: the first look is at the whole. Of what goes on live nobody knows what will come. */
bool ladder_is_far(const Player *player);
/* The first handshake as it will be: what each side says in one go is one arrow. */
void ladder_fill_far(const Player *player, Page *page);

#endif
