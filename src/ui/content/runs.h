/*
 * The runs of a player: the one that was opened, and the one that is played now, which changing something has made. A
 * run is a pure function of its scenario: of those left behind the scenarios are kept, and going back makes one again.
 */
#ifndef TLSTEPS_UI_RUNS_H
#define TLSTEPS_UI_RUNS_H

#include "sim/run/simulation.h"

enum { RUNS_BEFORE_MAX = 50 };
typedef struct Runs {
    const Simulation *opened;          /* somebody else's; NULL: a live connection, which cannot be made again */
    Simulation *changed;               /* ours: the one that is played; NULL: the one that was opened is */
    Scenario *before[RUNS_BEFORE_MAX]; /* of the runs left behind; [0] is the opened one's, the last one the latest */
    int count;
    Scenario *wanted; /* made in a menu, and impossible so far; NULL: none */
} Runs;

void runs_start(Runs *runs, const Simulation *opened);
void runs_clear(Runs *runs);
/* The one that is played; NULL for a live connection. */
const Simulation *runs_played(const Runs *runs);
/* The one that is played is about to be left behind: its scenario is kept. Where there is no room the oldest but the
   first makes way. */
void runs_remember(Runs *runs);

/* Appends the command line that gives a scenario again: "tlsteps run --seed 1 --tamper …", with quotes for a shell
   where it needs them. */
void runs_append_command(Buffer *out, const char *command, const Scenario *scenario);

#endif
