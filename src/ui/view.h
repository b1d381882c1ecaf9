/* A view: what fills the middle of the screen for the current step. */
#ifndef TLSTEPS_UI_VIEW_H
#define TLSTEPS_UI_VIEW_H

#include "ui/player.h"

typedef struct View {
    const char *name;
    /* Fills a page with what there is to see; the page scrolls. */
    void (*fill)(const Player *player, Page *page);
    /* Draws itself, where a page does not do; then `fill` is NULL. */
    void (*draw)(const Player *player, const Area *area);
} View;

extern const View view_ladder, view_bytes, view_maths, view_keys, view_lesson;
/* NULL for a view that this player has not (no lesson). */
const View *view_of(const Player *player, ViewId id);

/* Shared by views and columns: */
/* "client_key_exchange" as the RFC writes it: "ClientKeyExchange"; an alert with its description. Valid until the next
 * call. */
const char *message_title(const Step *step);
Style actor_style(Actor actor);
/* Text of a fact's value; the caller clears the buffer. */
const char *value_text(Buffer *buffer, const TimelineFact *fact);

void knowledge_draw(const Player *player, const Area *area);
void story_draw(const Player *player, const Area *area);
void help_fill(Page *page);

#endif
