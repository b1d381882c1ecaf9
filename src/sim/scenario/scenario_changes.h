/*
 * The changes that a scenario makes by hand: the rules of its settings `tamper` and `fault` (tampering.h), one by one,
 * to be listed, added and taken away.
 */
#ifndef TLSTEPS_SIM_SCENARIO_CHANGES_H
#define TLSTEPS_SIM_SCENARIO_CHANGES_H

#include "sim/scenario/scenario.h"
#include "sim/scenario/tampering.h"

/* Rule `index` in order; false past the end. `key` is that of its setting ("c1.tamper"), valid until the scenario
   changes; the rule is appended to `rule`. */
bool scenario_change_at(const Scenario *scenario, int index, const char **key, Buffer *rule);

/* One more rule, behind those that hold already for messages of `sender` on the connection. Of an attacker all are in
   one place whoever sends. False and a diagnostic where the rule does not read. */
WARN_UNUSED bool scenario_change_add(Scenario *scenario, TamperWho who, Actor sender, int connection, const char *rule,
                                     Diagnostic *diagnostic);
/* Appends the key under which scenario_change_add puts a rule. */
void scenario_change_append_key(Buffer *out, const Scenario *scenario, TamperWho who, Actor sender, int connection);

/* Takes away the rule that scenario_change_at has under `index`, if there is one. False and a diagnostic where the
   others cannot stand without it. */
WARN_UNUSED bool scenario_change_remove(Scenario *scenario, int index, Diagnostic *diagnostic);

#endif
