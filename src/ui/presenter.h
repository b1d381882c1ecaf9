/*
 * For a classroom: one thing at a time, in large, and, where it is wanted, by itself. In the Ladder's place stands a
 * card that tells the step and shows its values one after the other; the other views stand alone below the number of
 * the step.
 */
#ifndef TLSTEPS_UI_PRESENTER_H
#define TLSTEPS_UI_PRESENTER_H

#include "ui/actions.h"
#include "ui/canvas.h"

/* Seconds until it goes on by itself. */
enum { PRESENTER_PAUSE = 8, PRESENTER_PAUSE_MOST = 3600 };

typedef struct Presenter {
    bool on;
    int pause; /* seconds; 0: PRESENTER_PAUSE */
    int left;  /* of them, while it goes on by itself; 0: it waits for a key */
    int step;  /* the one whose values are being shown */
    int shown; /* how many of them are */
} Presenter;

typedef struct Player Player;

/* Whether the card is shown: there is nothing on it to select or to scroll. */
bool presenter_has_card(const Player *player);
/* Takes what the presenter has a use for: its own keys, and the next value or the one before instead of a step. */
bool presenter_act(Player *player, Action action);
/* The player has come to a step, or stayed at its own. */
void presenter_follow(Player *player);
/* Starts to go on by itself, or stops. */
void presenter_run(Player *player, bool runs);
/* A key was pressed: the pause begins anew. */
void presenter_rest(Player *player);
/* A second has gone by: whether it is time to go on. */
bool presenter_tick(Presenter *presenter);

/* The areas of the number with its title, and of what there is to see, in a screen of this size. */
void presenter_layout(Area *head, Area *body, int height, int width);
void presenter_draw_head(const Player *player, const Area *area);
void presenter_draw_card(const Player *player, const Area *area);
/* Appends what the status line says. */
void presenter_append_status(Buffer *out, const Player *player);

#endif
