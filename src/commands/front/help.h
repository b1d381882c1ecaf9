/* Help texts, made from the lists of commands and options. */
#ifndef TLSTEPS_COMMANDS_HELP_H
#define TLSTEPS_COMMANDS_HELP_H

#include "base/bytes.h"
#include "commands/front/command.h"

/* Appends what `tlsteps --help` says. */
void help_append_overview(Buffer *out, size_t width);
/* Appends what `tlsteps NAME --help` says: usage, details, its options, those of scenarios by their groups. */
void help_append_command(Buffer *out, const Command *command, size_t width);

#endif
