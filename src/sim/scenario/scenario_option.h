/* The options of a scenario: which there are, for whom each is, and what its value may be. */
#ifndef TLSTEPS_SIM_SCENARIO_OPTION_H
#define TLSTEPS_SIM_SCENARIO_OPTION_H

#include "base/event.h"
#include "sim/diagnostic/diagnostic.h"

typedef struct ScenarioOption {
    const char *name;     /* "suite" */
    const char *argument; /* "NAME,…"; NULL: a flag, set by --name alone or by `name: yes|no` in a file */
    const char *help;     /* one line */
    const char *group;    /* heading in the help: "Offer and choice", "Certificates", … */
} ScenarioOption;
const ScenarioOption *scenario_option_at(int index); /* NULL past the end */

/* The longest value, and the most items of a list. */
enum { OPTION_VALUE_MAX = 32768, OPTION_LIST_MAX = 64 };
/* The largest N of cN. and hN. */
enum { OPTION_CONNECTIONS_MAX = 100 };

/* A key taken apart. ANY stands for no prefix. */
enum { OPTION_ANY = -1 };
typedef struct OptionKey {
    int option;                /* for scenario_option_at */
    int actor;                 /* an Actor, or OPTION_ANY */
    int connection, handshake; /* from 1, or OPTION_ANY */
} OptionKey;

/* Takes prefixes in any order, each at most once. The diagnostic names the nearest option where there is none such, and
   what the prefix may be where it does not go with the option. */
WARN_UNUSED bool option_key_parse(OptionKey *out, const char *key, Diagnostic *diagnostic);
/* Appends the key in its one order: c2.h1.server.suite. */
void option_key_append(Buffer *out, const OptionKey *key);
/* The option's name in a key, behind the prefixes. */
const char *option_key_name(const char *key);

bool option_is_flag(int option);
/* `value` is not NULL. `written` is the key as it was given, which begins every diagnostic. */
WARN_UNUSED bool option_check(const OptionKey *key, const char *written, const char *value, Diagnostic *diagnostic);

#endif
