/*
 * An option of one command, as a row of the command's table: what it is called and takes, its help, what reads its
 * value and where that goes. The table is what the command line is read by: no other code knows an option's name.
 *
 * A row is written with a macro below. One without its reader, or whose member is of another type than its reader
 * fills, does not compile. The options of scenarios stand in sim/scenario/scenario_options.def.
 */
#ifndef TLSTEPS_COMMANDS_OPTION_H
#define TLSTEPS_COMMANDS_OPTION_H

#include <stddef.h>

#include "sim/scenario/scenario.h"

typedef struct Option Option;

/* Takes a value, which lives as long as the program and is NULL for a flag, to `place`: the member that the row names.
   False and a diagnostic where it will not do. */
typedef bool OptionReader(const Option *option, void *place, const char *value, Diagnostic *diagnostic);

struct Option {
    /* First, so that a row of texts alone is none. */
    OptionReader *take;
    size_t at;            /* of the member that it fills, in the struct of the command's options */
    double least, most;   /* of a number */
    const char *name;     /* "format" */
    const char *argument; /* "FILE"; choices as "text|json"; NULL for a flag */
    const char *help;     /* one line */
};

/* A row with a reader of its own. `Struct`: the type of the command's options. */
#define OPTION(Struct, member, option_name, option_argument, reader, option_help)                                      \
    {                                                                                                                  \
        .take = OPTION_IS_READER(reader), .at = offsetof(Struct, member), .name = option_name,                         \
        .argument = option_argument, .help = option_help                                                               \
    }
/* Sets a bool, or clears it. */
#define OPTION_FLAG(Struct, member, name, help)                                                                        \
    OPTION(Struct, member, name, NULL, OPTION_READER(Struct, member, bool, option_take_flag), help)
#define OPTION_FLAG_OFF(Struct, member, name, help)                                                                    \
    OPTION(Struct, member, name, NULL, OPTION_READER(Struct, member, bool, option_take_flag_off), help)
/* Keeps what was said, in a const char *. */
#define OPTION_TEXT(Struct, member, name, argument, help)                                                              \
    OPTION(Struct, member, name, argument, OPTION_READER(Struct, member, const char *, option_take_text), help)
/* The position among the choices, in an int. */
#define OPTION_CHOICE(Struct, member, name, choices, help)                                                             \
    OPTION(Struct, member, name, choices, OPTION_READER(Struct, member, int, option_take_choice), help)
/* A number in a double, or without what stands behind its point in an int. */
#define OPTION_NUMBER(Struct, member, option_name, option_argument, number_least, number_most, option_help)            \
    {                                                                                                                  \
        .take = OPTION_NUMBER_READER(((Struct *)NULL)->member), .at = offsetof(Struct, member), .least = number_least, \
        .most = number_most, .name = option_name, .argument = option_argument, .help = option_help                     \
    }
/* A file of settings, for a Scenario *. A command that has this row takes every option of a scenario too. */
#define OPTION_SCENARIO(Struct, member)                                                                                \
    OPTION(Struct, member, "scenario", "FILE", OPTION_READER(Struct, member, Scenario *, option_take_scenario),        \
           "a scenario from a file; what comes after it wins")

/* Any function that is a reader. */
#define OPTION_IS_READER(reader) _Generic(reader, OptionReader * : reader)
/* The reader of members of a type. */
#define OPTION_READER(Struct, member, Type, reader) _Generic(((Struct *)NULL)->member, Type : reader)
/* That of numbers of either type. */
#define OPTION_NUMBER_READER(number) _Generic(number, double : option_take_number, int : option_take_whole_number)

OptionReader option_take_flag, option_take_flag_off, option_take_text, option_take_choice, option_take_number,
    option_take_whole_number, option_take_scenario;

/* The position of `value` among "text|json|markdown". False and a diagnostic that lists them. */
WARN_UNUSED bool option_parse_choice(int *out, const char *option, const char *choices, const char *value,
                                     Diagnostic *diagnostic);

/* Takes the settings of a scenario from a file, or from standard input where `path` is "-". */
WARN_UNUSED bool option_read_scenario(Scenario *scenario, const char *path, Diagnostic *diagnostic);

#endif
