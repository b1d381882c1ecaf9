/* Making the run again that is played, with another scenario, and playing it on from where the reader is. */
#ifndef TLSTEPS_UI_RERUN_H
#define TLSTEPS_UI_RERUN_H

#include "sim/diagnostic/diagnostic.h"
#include "ui/player/player.h"

/* Whether there is a run to make again; otherwise the status line says why not. */
bool rerun_is_possible(Player *player);
/* Makes a run of a scenario and plays it from the step of the current one's name, or the nearest one before it that
   both runs have. False and a diagnostic where the scenario is impossible; then nothing changes. */
WARN_UNUSED bool rerun_scenario(Player *player, const Scenario *scenario, Diagnostic *diagnostic);
/* The same with one rule more, of the change that is drafted. */
WARN_UNUSED bool rerun_with(Player *player, const char *rule, Diagnostic *diagnostic);
/* Takes the run's change `index` (scenario_change_at) away, and plays what is left; the status line says so. */
void rerun_without(Player *player, int index);
/* Plays the run before the last change again. Says so in the status line, also where there is none. */
void rerun_undo(Player *player);

/* A sentence, with a blank in front, for somebody who reads a lesson; "" for others. */
const char *rerun_lesson_note(const Player *player);

#endif
