/* A view: what fills the middle of the screen for the current step. */
#ifndef TLSTEPS_UI_VIEW_H
#define TLSTEPS_UI_VIEW_H

#include "ui/content/taken.h"
#include "ui/page/page.h"
#include "ui/player/player.h"

enum { VIEW_KEYS_MAX = 3 };

typedef struct View {
    const char *name;
    /* It wants all the rows there are: where there are few, the columns fold to a line above it. */
    bool wants_rows;
    /* Fills a page with what there is to see; the page scrolls. */
    void (*fill)(const Player *player, Page *page);
    /* Draws itself, where a page does not do; then `fill` is NULL. */
    void (*draw)(const Player *player, const Area *area);
    /* Takes an action before the player does; false for one that it has no use for. NULL: it takes none. `extent` is
       that of its area. */
    bool (*act)(Player *player, Action action, Extent extent);
    /* Those of its keys that do something at this step, each with a word ("c picture"), for the status line; returns
       how many. NULL: none is worth naming there. */
    int (*keys)(const Player *player, const char *out[VIEW_KEYS_MAX]);
    /* Takes a character as it was typed, before it is looked up as a key; false for one that it has no use for. NULL:
       it takes none. */
    bool (*type)(Player *player, unsigned character);
    /* The view is seen, and what it shows may have changed: prepares what is dear to draw. May be NULL. */
    void (*follow)(Player *player);
    /* A click on a line that page_mark has marked, or, of a view that draws itself, anywhere in its area of this size.
       NULL: clicks mean nothing. */
    void (*click_mark)(Player *player, int mark);
    void (*click)(Player *player, int row, int column, Extent extent);
    /* What is selected, for who wants to take it along; false where nothing is. NULL: nothing ever is. */
    bool (*take)(const Player *player, Taken *out);
    /* What the status line says in place of the keys; NULL, as a function or from it: they stand there. */
    const char *(*status)(const Player *player);
    /* The same as `fill` for who has no screen: lines that can be read out. NULL: those of `fill` can. */
    void (*tell)(const Player *player, Page *page);
} View;

#define VIEW(ID, symbol, action, key, help) extern const View view_##symbol;
#include "ui/terminal/views.def"
#undef VIEW
/* NULL for a view that this player has not (no lesson). */
const View *view_of(const Player *player, ViewId id);

#endif
