/* How a run is expected to end: `--expect connected|stalled|truncated|ALERT`. */
#ifndef TLSTEPS_COMMANDS_EXPECTATION_H
#define TLSTEPS_COMMANDS_EXPECTATION_H

#include "commands/command.h"
#include "sim/timeline.h"

WARN_UNUSED bool expectation_parse(const char **out, const char *value, Diagnostic *diagnostic);

/* STATUS_EXPECTED, or STATUS_UNEXPECTED and a line on standard error that says how it ended instead. */
int expectation_judge(const Command *command, const char *expected, const Timeline *timeline);

#endif
