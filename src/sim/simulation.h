/*
 * A run: actors joined by pipes, in one process. It is a pure function of its scenario: the same scenario gives the
 * same bytes on every machine.
 */
#ifndef TLSTEPS_SIM_SIMULATION_H
#define TLSTEPS_SIM_SIMULATION_H

#include "sim/scenario.h"
#include "sim/timeline.h"

typedef struct Simulation Simulation;

/* Loads what the scenario names (certificates, keys, roots). NULL and a diagnostic where something of it is unusable.
   The scenario is copied; where it has no seed one is drawn and set, so that simulation_scenario tells it. */
WARN_UNUSED Simulation *simulation_new(const Scenario *scenario, Diagnostic *diagnostic);
void simulation_free(Simulation *simulation);

/* One step of one actor. False when the run is over (closed, failed or stalled). */
bool simulation_step(Simulation *simulation);
/* All steps. */
void simulation_run(Simulation *simulation);

const Timeline *simulation_timeline(const Simulation *simulation);
const Scenario *simulation_scenario(const Simulation *simulation);

#endif
