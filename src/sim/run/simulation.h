/*
 * A run: actors joined by pipes, in one process. It is a pure function of its scenario: the same scenario gives the
 * same bytes on every machine.
 *
 * The client says hello; when the handshake is done it sends its request, the server answers and closes with
 * close_notify, the client too, and both streams end. A scenario of several connections has them one after the other.
 */
#ifndef TLSTEPS_SIM_SIMULATION_H
#define TLSTEPS_SIM_SIMULATION_H

#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"

typedef struct Simulation Simulation;

/* Loads what the scenario names (certificates, keys, roots). NULL and a diagnostic where something of it is unusable.
   The scenario is copied; where it has no seed one is drawn and set, so that simulation_scenario tells it. */
WARN_UNUSED Simulation *simulation_new(const Scenario *scenario, Diagnostic *diagnostic);
/* The same run without anybody looking: its peers tell nothing, there is no eavesdropper, and its timeline has segments
   and outcomes (without alerts) alone. For measuring, and to show that looking changes nothing. */
WARN_UNUSED Simulation *simulation_new_unobserved(const Scenario *scenario, Diagnostic *diagnostic);
/* What of the files that it names was left out, a line each; NULL past the end. */
const char *simulation_warning(const Simulation *simulation, int index);
void simulation_free(Simulation *simulation); /* NULL is allowed */

/* One step of one actor: a message received or built, a flight delivered, the application's turn. False when the run is
   over (every connection closed, failed or stalled). */
bool simulation_step(Simulation *simulation);
/* All steps. */
void simulation_run(Simulation *simulation);

/* The timeline grows with every step and lives as long as the simulation. */
const Timeline *simulation_timeline(const Simulation *simulation);
const Scenario *simulation_scenario(const Simulation *simulation);

#endif
