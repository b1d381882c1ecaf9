/*
 * A scenario: what a run is to be, as plain data. It is a list of settings `key: value`, each for all or only for one
 * side, one connection, one handshake ("c2.server.suite"). The same keys are the command line's options and the lines
 * of a scenario file; the list of them (scenario_option.h) makes the help too. Later settings win.
 */
#ifndef TLSTEPS_SIM_SCENARIO_H
#define TLSTEPS_SIM_SCENARIO_H

#include "base/bytes.h"
#include "base/event.h"
#include "sim/diagnostic/diagnostic.h"
#include "sim/scenario/scenario_option.h"

typedef struct Scenario Scenario;
WARN_UNUSED Scenario *scenario_new(void); /* empty: every option has its default */
WARN_UNUSED Scenario *scenario_copy(const Scenario *scenario);
void scenario_free(Scenario *scenario);

/* `key` may have prefixes ("c2.server.suite"), not the leading dashes. The value is checked at once: false and a
   diagnostic that names the option, what was wrong and what is accepted. value NULL for a flag. */
WARN_UNUSED bool scenario_set(Scenario *scenario, const char *key, const char *value, Diagnostic *diagnostic);
/* The same of somebody's own words: `origin` is where they stand ("--" on the command line, "file:3: " in a file),
   begins the diagnostic, and is kept for those that are made later (scenario_origin). */
WARN_UNUSED bool scenario_set_from(Scenario *scenario, const char *origin, const char *key, const char *value,
                                   Diagnostic *diagnostic);
/* Whether `key` (prefixes and all) is an option, and whether it takes an argument. */
bool scenario_knows(const char *key, bool *takes_argument);
/* The lines of a file; `name` stands in diagnostics ("lessons/en/04-rsa.md:17: …", counting from `first_line`). */
WARN_UNUSED bool scenario_parse(Scenario *scenario, Bytes text, const char *name, int first_line,
                                Diagnostic *diagnostic);
WARN_UNUSED bool scenario_load(Scenario *scenario, const char *path, Diagnostic *diagnostic);

/* The value in force for an actor in a handshake of a connection (both from 1), as it was written; NULL where it was
   never set: then the default holds, which the option's reader knows. */
const char *scenario_get(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake);
/* The same as what it was read as: see SettingValue, and the row's reader for which kind of value an option has.
   `unset` is for where it was never set; a flag is false then. */
bool scenario_flag(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake);
uint64_t scenario_number(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake,
                         uint64_t unset);
int scenario_choice(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake, int unset);
/* The value itself; NULL where it was never set. `kind` is that of the option. */
const SettingValue *scenario_value(const Scenario *scenario, ScenarioId option, SettingKind kind, Actor actor,
                                   int connection, int handshake);
/* Appends words of the application. False where they were never set. */
bool scenario_append_words(Buffer *out, const Scenario *scenario, ScenarioId option, Actor actor, int connection,
                           int handshake);

/* Where the value in force stands (see scenario_set_from), and in *key how the option is called there: "--" and
   "client.group". "" and the option's own name where it was never set. Valid until the scenario changes. */
const char *scenario_origin(const Scenario *scenario, ScenarioId option, Actor actor, int connection, int handshake,
                            const char **key);

/* How many handshakes a connection is to have: one more where it renegotiates, and where an attacker makes the server
   believe that it does. */
int scenario_handshakes(const Scenario *scenario, int connection);

/* Whether every setting holds somewhere in a run of so many connections. False and a diagnostic for one that does not.
 */
WARN_UNUSED bool scenario_applies(const Scenario *scenario, int connections, Diagnostic *diagnostic);

/* The settings in order, for JSON, text and saved files; false past the end. `key` has its prefixes and is valid until
   the scenario changes. */
bool scenario_setting_at(const Scenario *scenario, int index, const char **key, const char **value);
/* Of a setting that there is: what it sets, and what its value was read as. */
ScenarioId scenario_setting_option(const Scenario *scenario, int index);
const SettingValue *scenario_setting_value(const Scenario *scenario, int index);

/* Gives a setting another value in its place, so that it wins over the same settings as before; NULL takes it away. A
   key (as scenario_setting_at has it) that is not set is set last. False and a diagnostic as from scenario_set. */
WARN_UNUSED bool scenario_replace(Scenario *scenario, const char *key, const char *value, Diagnostic *diagnostic);

#endif
