/*
 * Reading a command's arguments: `--key value` and `--key=value`, flags, operands, `--` before operands that begin with
 * a dash. Unknown options are refused with the nearest known one.
 */
#ifndef TLSTEPS_COMMANDS_ARGUMENTS_H
#define TLSTEPS_COMMANDS_ARGUMENTS_H

#include "commands/front/command.h"

/*
 * Goes through all arguments, in order: the command's own options and operands fill `options`, the struct that its
 * table is about, and the options of scenarios the scenario in it. False where the command ends here, with its status:
 * after
 * --help, which it writes, or after a fault, which it tells.
 */
WARN_UNUSED bool arguments_read(const Command *command, char **arguments, void *options, int *status);

#endif
