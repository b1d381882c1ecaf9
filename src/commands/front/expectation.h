/* How a run is expected to end: `--expect connected|stalled|truncated|ALERT`. */
#ifndef TLSTEPS_COMMANDS_EXPECTATION_H
#define TLSTEPS_COMMANDS_EXPECTATION_H

#include "commands/front/command.h"
#include "sim/timeline/timeline.h"

/* A row for a table of Option; the ending goes to a const char *. */
#define OPTION_EXPECT(Struct, member)                                                                                  \
    OPTION(Struct, member, "expect", "connected|stalled|truncated|ALERT",                                              \
           OPTION_READER(Struct, member, const char *, expectation_take),                                              \
           "the end that makes the exit status 0; an alert is named as in 'tlsteps list alerts'; connected where "     \
           "nothing is said")

OptionReader expectation_take;

/* STATUS_EXPECTED, or STATUS_UNEXPECTED and a line on standard error that says how it ended instead. */
int expectation_judge(const Command *command, const char *expected, const Timeline *timeline);

#endif
