/*
 * Panels: what lies over a part of the screen and takes the keys while it is there (help, prompts, menus, editors).
 * Panels are a pile: the one on top is seen and asked; where it closes, the one below is there again.
 */
#ifndef TLSTEPS_UI_PANEL_H
#define TLSTEPS_UI_PANEL_H

#include "ui/page/page.h"
#include "ui/player/player.h"

typedef struct Panel Panel;

typedef enum PanelPlace {
    PANEL_STATUS, /* the status line: the view above it stays */
    PANEL_VIEW,   /* in place of the view: columns and story stay */
    PANEL_ALL,    /* everything between title and status line */
} PanelPlace;

typedef struct PanelKind {
    PanelPlace place;
    /* What there is to see: a page, which the keys for scrolling move, or drawn where a page does not do. Neither, for
       one in the status line. */
    void (*fill)(const Player *player, const Panel *panel, Page *page);
    void (*draw)(const Player *player, const Panel *panel, const Area *area);
    /* As in a view (view.h): what there is to see in lines that can be read out. NULL: those of `fill`. */
    void (*tell)(const Player *player, const Panel *panel, Page *page);
    /* Appends the status line's text; NULL: the line says what it says without a panel. */
    void (*status)(const Player *player, const Panel *panel, Buffer *out);
    /* A key other than those that scroll a page. `extent` is that of its area. */
    void (*key)(Player *player, Panel *panel, const Key *key, Extent extent);
    /* In plain lines: a whole line is about to be typed, in the place of what was typed before. NULL: nothing is. */
    void (*retype)(Player *player, Panel *panel);
    /* The time that player->tick asks for has gone by; may be NULL. */
    void (*tick)(Player *player, Panel *panel);
    /* A click, as in a view (view.h); either may be NULL. */
    void (*click_mark)(Player *player, Panel *panel, int mark);
    void (*click)(Player *player, Panel *panel, int row, int column, Extent extent);
    /* Frees the state; NULL where memory_free does. */
    void (*free)(void *state);
} PanelKind;

struct Panel {
    const PanelKind *kind;
    void *state; /* the kind's own */
    int scroll;  /* of its page */
    Panel *below;
};

/* Lays a panel on top; the state, from memory_new or NULL, is the panel's from now on. */
void panel_open(Player *player, const PanelKind *kind, void *state);
/* Takes the panel on top away. */
void panel_close(Player *player);
void panel_close_all(Player *player);

/* Of a panel that is only read, which any key closes that does not scroll it: its key and its status line. */
void panel_read_key(Player *player, Panel *panel, const Key *key, Extent extent);
void panel_read_status(const Player *player, const Panel *panel, Buffer *out);

/* Passes a key to the panel on top. */
void panel_key(Player *player, const Key *key, Extent extent);
/* Passes a click at a place of its area. */
void panel_click(Player *player, int row, int column, Extent extent);
void panel_draw(const Player *player, const Area *area);

#endif
