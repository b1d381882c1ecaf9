/* How a run is expected to end: `--expect connected|stalled|truncated|ALERT`. */
#ifndef TLSTEPS_COMMANDS_EXPECTATION_H
#define TLSTEPS_COMMANDS_EXPECTATION_H

#include "commands/front/command.h"
#include "report/tell/report.h"

/* A row for a table of Option; the ending goes to an Expectation. */
#define OPTION_EXPECT(Struct, member)                                                                                  \
    OPTION(Struct, member, "expect", "connected|stalled|truncated|ALERT",                                              \
           OPTION_READER(Struct, member, Expectation, expectation_take),                                               \
           "the end that makes the exit status 0; an alert is named as in 'tlsteps list alerts'; connected where "     \
           "nothing is said")

typedef struct Expectation {
    const char *name; /* as it was asked for; NULL: nothing was */
    Ending ending;    /* of either side; ENDING_CLOSED: connected, and closed by both. ENDING_UNKNOWN: */
    Error alert;      /* the first fatal alert, or any where none was fatal */
} Expectation;

/* What is expected where nobody says otherwise. */
extern const Expectation expectation_connected;

OptionReader expectation_take;

/* The connection that did not end as it should, and in *wanted what should have been; 0 where all did. */
int expectation_missed(const Expectation *expected, const Timeline *timeline, const char **wanted);
/* STATUS_EXPECTED, or STATUS_UNEXPECTED and a line on standard error that says how that connection ended instead. */
int expectation_judge(const Command *command, const Expectation *expected, const Report *report);

#endif
