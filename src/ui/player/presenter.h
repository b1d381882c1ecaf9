/*
 * For a classroom: one thing at a time, in large, and, where it is wanted, by itself. In the Ladder's place stands a
 * slide, one for each message or, where that is asked for, one for each step; the other views stand alone below who
 * acts.
 */
#ifndef TLSTEPS_UI_PRESENTER_H
#define TLSTEPS_UI_PRESENTER_H

#include <stdbool.h>

#include "ui/terminal/actions.h"

/* Seconds until it goes on by itself. */
enum { PRESENTER_PAUSE = 8, PRESENTER_PAUSE_MOST = 3600 };

typedef struct Presenter {
    bool on;
    bool every_step; /* has a slide; otherwise every message has */
    int pause;       /* seconds; 0: PRESENTER_PAUSE */
    int left;        /* of them, while it goes on by itself; 0: it waits for a key */
} Presenter;

/* Takes what the presenter has a use for: its own keys. */
bool presenter_act(Presenter *presenter, Action action);
/* Starts to go on by itself, or stops. */
void presenter_run(Presenter *presenter, bool runs);
/* A key was pressed: the pause begins anew. */
void presenter_rest(Presenter *presenter);
/* A second has gone by: whether it is time to go on. */
bool presenter_tick(Presenter *presenter);

#endif
