/*
 * The runs of a player: the one that was opened, and the one that is played now, which changing something has made. A
 * run is a pure function of its scenario: of those left behind the scenarios are kept, and going back makes one again.
 */
#ifndef TLSTEPS_UI_RUNS_H
#define TLSTEPS_UI_RUNS_H

#include "sim/simulation.h"

typedef struct Player Player;

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
/* Whether there is a run to make again; otherwise the status line says why not. */
bool runs_can_change(Player *player);

/* Makes a run of a scenario and plays it from where the reader is: the step of that name, or the nearest one before it
   that both runs have. False and a diagnostic where the scenario is impossible; then nothing changes. */
WARN_UNUSED bool runs_play(Player *player, const Scenario *scenario, Diagnostic *diagnostic);
/* Plays the run before the last change again. Says so in the status line, also where there is none. */
void runs_undo(Player *player);
/* Takes the run's change `index` (scenario_change_at) away, and plays what is left. */
void runs_drop_change(Player *player, int index);

/* A sentence, with a blank in front, for somebody who reads a lesson; "" for others. */
const char *runs_lesson_note(const Player *player);

/* Appends the command line that gives a scenario again: "tlsteps run --seed 1 --tamper …", with quotes for a shell
   where it needs them. */
void runs_append_command(Buffer *out, const char *command, const Scenario *scenario);

#endif
