/*
 * Reading a command's arguments: `--key value` and `--key=value`, flags, operands, `--` before operands that begin with
 * a dash. Unknown options are refused with the nearest known one.
 */
#ifndef TLSTEPS_COMMANDS_ARGUMENTS_H
#define TLSTEPS_COMMANDS_ARGUMENTS_H

#include "commands/command.h"
#include "sim/scenario.h"

/* Takes one of the command's own options (`value` NULL for a flag), or an operand, whose `name` is NULL. False and a
   diagnostic where it will not do. Both texts live as long as the program. */
typedef bool ArgumentTaker(void *context, const char *name, const char *value, Diagnostic *diagnostic);

/*
 * Goes through all arguments, in order. Scenario options and --scenario FILE go to `scenario` (NULL only where the
 * command takes none), the rest to `take`. False where the command ends here, with its status: after --help, which it
 * writes, or after a fault, which it tells.
 */
WARN_UNUSED bool arguments_read(const Command *command, char **arguments, Scenario *scenario, ArgumentTaker *take,
                                void *context, int *status);

/* Takes the settings of a scenario from a file, or from standard input where `path` is "-". */
WARN_UNUSED bool argument_scenario(Scenario *scenario, const char *path, Diagnostic *diagnostic);

/* The position of `value` among "text|json|markdown". False and a diagnostic that lists them. */
WARN_UNUSED bool argument_choice(int *out, const char *option, const char *choices, const char *value,
                                 Diagnostic *diagnostic);
/* A decimal number from `min` to `max`, also with a fraction ("0.5"). */
WARN_UNUSED bool argument_number(double *out, const char *option, double min, double max, const char *value,
                                 Diagnostic *diagnostic);

#endif
