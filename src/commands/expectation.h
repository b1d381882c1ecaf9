/* How a run is expected to end: `--expect connected|stalled|truncated|ALERT`. */
#ifndef TLSTEPS_COMMANDS_EXPECTATION_H
#define TLSTEPS_COMMANDS_EXPECTATION_H

#include "commands/command.h"
#include "sim/timeline.h"

/* For a table of Option. */
#define EXPECTATION_OPTION                                                                                             \
    {                                                                                                                  \
        "expect", "connected|stalled|truncated|ALERT",                                                                 \
            "the end that makes the exit status 0; an alert is named as in 'tlsteps list alerts'; connected where "    \
            "nothing is said"                                                                                          \
    }

WARN_UNUSED bool expectation_parse(const char **out, const char *value, Diagnostic *diagnostic);

/* STATUS_EXPECTED, or STATUS_UNEXPECTED and a line on standard error that says how it ended instead. */
int expectation_judge(const Command *command, const char *expected, const Timeline *timeline);

#endif
