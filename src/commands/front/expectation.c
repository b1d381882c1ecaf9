#include "commands/front/expectation.h"

#include <string.h>

#include "base/text.h"
#include "report/tell/verdict.h"
#include "sim/diagnostic/nearest.h"
#include "sim/timeline/outcome.h"

const Expectation expectation_connected = {"connected", ENDING_CLOSED, ERROR_NONE};

static const Expectation endings[] = {
    {"connected", ENDING_CLOSED, ERROR_NONE},
    {"stalled", ENDING_STALLED, ERROR_NONE},
    {"truncated", ENDING_TRUNCATED, ERROR_NONE},
};

static const char *expectation_name_at(int index)
{
    Error error;
    if (index < (int)COUNT_OF(endings))
        return endings[index].name;
    unsigned at = (unsigned)index - (unsigned)COUNT_OF(endings);
    return error_at(at, &error) && error_is_alert(error) ? error_name(error) : NULL;
}

static bool find_expectation(const char *value, Expectation *out)
{
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (strcmp(value, endings[i].name) == 0) {
            *out = endings[i];
            return true;
        }
    *out = (Expectation){.name = value, .ending = ENDING_UNKNOWN};
    return error_find(value, &out->alert) && error_is_alert(out->alert);
}

bool expectation_take(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    if (find_expectation(value, place))
        return true;
    const char *near = nearest_name(value, expectation_name_at);
    return diagnostic_set(diagnostic,
                          "--%s: '%s' is no ending%s%s%s; accepted: connected, stalled, truncated, or an alert from "
                          "'tlsteps list alerts'",
                          option->name, value, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static bool has_alert(const Outcome *outcome, Error expected)
{
    const AlertOutcome *alert = outcome_fatal_alert(outcome);
    if (alert)
        return alert->alert == expected;
    for (int i = 0; i < outcome->alert_count; i++)
        if (outcome->alerts[i].alert == expected)
            return true;
    return false;
}

static bool ended_as(const Outcome *outcome, const Expectation *expected)
{
    switch (expected->ending) {
    case ENDING_CLOSED:
        return outcome_is_well(outcome);
    case ENDING_UNKNOWN:
        return has_alert(outcome, expected->alert);
    default:
        return outcome_has(outcome, expected->ending);
    }
}

/* To be connected is asked of every connection, anything else of the last. */
int expectation_missed(const Expectation *expected, const Timeline *timeline, const char **wanted)
{
    int last = timeline_connection_count(timeline);
    int first = expected->ending == ENDING_CLOSED ? 1 : last;
    *wanted = expected->name;
    for (int connection = first; connection <= last; connection++) {
        const Outcome *outcome = timeline_outcome(timeline, connection);
        if (!outcome || !ended_as(outcome, expected))
            return connection;
    }
    *wanted = "every change to be made";
    for (int connection = 1; connection <= last; connection++) {
        const Outcome *outcome = timeline_outcome(timeline, connection);
        if (outcome && outcome->undone)
            return connection;
    }
    return 0;
}

int expectation_judge(const Command *command, const Expectation *expected, const Report *report)
{
    const char *wanted;
    int connection = expectation_missed(expected, report->timeline, &wanted);
    if (!connection)
        return STATUS_EXPECTED;
    Buffer ending = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    verdict_append_ending(&ending, report, connection);
    diagnostic_set(&diagnostic, "expected %s. %s", wanted, text_finish(&ending));
    buffer_clear(&ending);
    return command_fail(command, &diagnostic, STATUS_UNEXPECTED);
}
