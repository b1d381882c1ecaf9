/* The values that an option of a scenario may have, from the lists that the program has: for menus. */
#ifndef TLSTEPS_SIM_SCENARIO_CHOICE_H
#define TLSTEPS_SIM_SCENARIO_CHOICE_H

#include "sim/scenario/scenario.h"

/* Value `index` of an option, and what it is in a few words ("" where its name says it); false past the end. An option
   that takes a list takes several of them with commas between; one whose values are free text has none. */
bool scenario_choice_at(ScenarioId option, int index, const char **value, const char **what);

/* The same value for both sides and all connections: whatever was set for some of them goes. NULL: the default. False
   and a diagnostic where the value is not accepted; then nothing has changed. */
WARN_UNUSED bool scenario_choose(Scenario *scenario, ScenarioId option, const char *value, Diagnostic *diagnostic);

#endif
