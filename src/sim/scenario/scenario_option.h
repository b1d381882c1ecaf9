/* The options of a scenario: which there are, for whom each is, and what its value may be. What is written is read when
   it is set, and never again: from there on an option is an id, and its value what the program goes by. */
#ifndef TLSTEPS_SIM_SCENARIO_OPTION_H
#define TLSTEPS_SIM_SCENARIO_OPTION_H

#include "base/event.h"
#include "sim/diagnostic/diagnostic.h"
#include "sim/scenario/scenario_value.h"
#include "sim/scenario/tampering.h"

typedef enum ScenarioId {
#define OPTION(id, name, argument, group, owner, reader, help) SCENARIO_##id,
#include "sim/scenario/scenario_options.def"
#undef OPTION
} ScenarioId;

typedef struct ScenarioOption {
    const char *name;     /* "suite" */
    const char *argument; /* "NAME,…"; NULL: a flag, set by --name alone or by `name: yes|no` in a file */
    const char *help;     /* one line */
    const char *group;    /* heading in the help: "Offer and choice", "Certificates", … */
} ScenarioOption;
const ScenarioOption *scenario_option_at(int id); /* a ScenarioId; NULL past the end */

/* The longest value, and the most items of a list. */
enum { OPTION_VALUE_MAX = 32768, OPTION_LIST_MAX = 64 };
/* The largest N of cN. and hN. */
enum { OPTION_CONNECTIONS_MAX = 100 };

/* A key taken apart. ANY stands for no prefix. */
enum { OPTION_ANY = -1 };
typedef struct OptionKey {
    int option;                /* a ScenarioId */
    int actor;                 /* an Actor, or OPTION_ANY */
    int connection, handshake; /* from 1, or OPTION_ANY */
} OptionKey;

/* Takes prefixes in any order, each at most once. The diagnostic names the nearest option where there is none such, and
   what the prefix may be where it does not go with the option. */
WARN_UNUSED bool option_key_parse(OptionKey *out, const char *key, Diagnostic *diagnostic);
/* Appends the key in its one order: c2.h1.server.suite. */
void option_key_append(Buffer *out, const OptionKey *key);
bool option_is_flag(int option);

/* What a value is, once it is read. */
typedef enum SettingKind {
    SETTING_TEXT, /* names, files, a seed: whoever takes them looks them up */
    SETTING_FLAG,
    SETTING_NUMBER,
    SETTING_TIME,
    SETTING_CHOICE,
    SETTING_VERSIONS,
    SETTING_LOOT,
    SETTING_CHANGES,
    SETTING_WORDS,
} SettingKind;
typedef struct SettingValue {
    SettingKind kind; /* which member counts */
    int holders;
    char *text; /* as it was written */
    union {
        bool flag;
        uint64_t number;
        int64_t seconds; /* since 1970, UTC */
        int choice;      /* a Starter, Resumption or AttackerName */
        VersionRange versions;
        LootList loot;
        Tampering *changes;
        Buffer words; /* of the application, without escapes */
    };
} SettingValue;

/* Reads a value; it starts with one holder. NULL and a diagnostic that begins with the key as it was given, `written`,
   where it is not accepted. */
WARN_UNUSED SettingValue *setting_value_read(const OptionKey *key, const char *written, const char *text,
                                             Diagnostic *diagnostic);
/* Values never change: a copy of a scenario holds the same. */
WARN_UNUSED SettingValue *setting_value_hold(SettingValue *value);
void setting_value_release(SettingValue *value); /* frees it after the last */

#endif
