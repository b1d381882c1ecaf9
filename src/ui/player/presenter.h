/*
 * For a classroom: one thing at a time, in large, and, where it is wanted, by itself. In the Ladder's place stands a
 * card that tells the step and shows its values one after the other; the other views stand alone below the number of
 * the step.
 */
#ifndef TLSTEPS_UI_PRESENTER_H
#define TLSTEPS_UI_PRESENTER_H

#include "sim/timeline/timeline.h"
#include "ui/terminal/actions.h"

/* Seconds until it goes on by itself. */
enum { PRESENTER_PAUSE = 8, PRESENTER_PAUSE_MOST = 3600 };

typedef struct Presenter {
    bool on;
    int pause; /* seconds; 0: PRESENTER_PAUSE */
    int left;  /* of them, while it goes on by itself; 0: it waits for a key */
    int step;  /* the one whose values are being shown */
    int shown; /* how many of them are */
} Presenter;

/* Takes what the presenter has a use for: its own keys, and, where the card is shown, the next value of the step or the
   one before instead of another step. */
bool presenter_act(Presenter *presenter, const Step *step, bool has_card, Action action);
/* The player is at this step. */
void presenter_follow(Presenter *presenter, const Step *step);
/* Starts to go on by itself, or stops. */
void presenter_run(Presenter *presenter, bool runs);
/* A key was pressed: the pause begins anew. */
void presenter_rest(Presenter *presenter);
/* A second has gone by: whether it is time to go on. */
bool presenter_tick(Presenter *presenter);

#endif
