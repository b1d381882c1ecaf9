/*
 * A command of the program as a table entry: its name, what it takes, its help and the function that does it. main.c
 * picks one by name; help, shell completion and the check of options are all made from here.
 */
#ifndef TLSTEPS_COMMANDS_COMMAND_H
#define TLSTEPS_COMMANDS_COMMAND_H

#include "commands/front/option.h"
#include "sim/diagnostic/diagnostic.h"

/* What the program tells whoever started it. */
enum {
    STATUS_EXPECTED = 0,   /* the run ended as it should */
    STATUS_UNEXPECTED = 1, /* it ended otherwise; a claim failed */
    STATUS_USAGE = 2,      /* the command line or an input file is wrong */
    STATUS_OUTPUT = 3,     /* an output file or socket failed */
};

/* Takes an operand, which lives as long as the program, to the struct of the command's options. False and a diagnostic
   where it will not do. */
typedef bool OperandReader(void *options, const char *value, Diagnostic *diagnostic);

typedef struct Command {
    const char *name;
    const char *operands;        /* "[SCENARIO]"; "" for none */
    OperandReader *take_operand; /* NULL for none */
    const char *summary;         /* a few words, for the list of commands */
    const char *details;         /* a paragraph for its help; NULL for none */
    const Option *options;       /* its own, ended by one without a name; may be NULL */
    /* Does it and returns a status. `arguments`: those after the command's name, NULL-ended. */
    int (*run)(const struct Command *command, char **arguments);
} Command;

/* Each in the file of its name. */
extern const Command command_learn;
extern const Command command_play;
extern const Command command_run;
extern const Command command_serve;
extern const Command command_connect;
extern const Command command_check;
extern const Command command_explain;
extern const Command command_list;
extern const Command command_bench;
extern const Command command_completion;

/* All of them, in the order of the help; NULL past the end. The table is in commands.c: a new command is a line there.
 */
const Command *command_at(int index);
const Command *command_find(const char *name);

/* Option `index` of a command's own; NULL past the end. */
const Option *command_option_at(const Command *command, int index);
/* The one of them that takes a scenario from a file, and with it every option of a scenario; NULL where none does. */
const Option *command_scenario_option(const Command *command);

/* Writes "tlsteps NAME: what is wrong" on standard error; `command` NULL: without the name. Returns `status`. */
int command_fail(const Command *command, const Diagnostic *diagnostic, int status);
/* Says on standard error what is not as it should be, though it goes on. */
void command_warn(const Command *command, const char *text);
/* The same of what was left out of the trust files that were read. */
struct Credentials;
void command_warn_of_files(const Command *command, const struct Credentials *credentials);

#endif
