#include "commands/front/expectation.h"

#include <string.h>

#include "base/text.h"
#include "report/tell/report.h"
#include "report/tell/story.h"
#include "sim/diagnostic/nearest.h"
#include "sim/timeline/outcome.h"

static const char *const endings[] = {"connected", "stalled", "truncated"};

static const char *expectation_name_at(int index)
{
    Error error;
    if (index < (int)COUNT_OF(endings))
        return endings[index];
    unsigned at = (unsigned)index - (unsigned)COUNT_OF(endings);
    return error_at(at, &error) && error_is_alert(error) ? error_name(error) : NULL;
}

static bool is_ending(const char *value)
{
    Error error;
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        if (strcmp(value, endings[i]) == 0)
            return true;
    return error_find(value, &error) && error_is_alert(error);
}

bool expectation_take(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    *(const char **)place = value;
    if (is_ending(value))
        return true;
    const char *near = nearest_name(value, expectation_name_at);
    return diagnostic_set(diagnostic,
                          "--%s: '%s' is no ending%s%s%s; accepted: connected, stalled, truncated, or an alert from "
                          "'tlsteps list alerts'",
                          option->name, value, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static bool either_side(const Outcome *outcome, const char *state)
{
    return (outcome->client && strcmp(outcome->client, state) == 0) ||
           (outcome->server && strcmp(outcome->server, state) == 0);
}

/* Whether a connection ended as expected: "connected" is asked of every one, anything else of the last. An alert is the
   first fatal one, or any where none was fatal. */
static bool ended_as(const Outcome *outcome, const char *expected)
{
    if (strcmp(expected, "connected") == 0)
        return story_ended_well(outcome);
    if (strcmp(expected, "stalled") == 0 || strcmp(expected, "truncated") == 0)
        return either_side(outcome, expected);
    const AlertOutcome *alert = outcome_fatal_alert(outcome);
    if (alert)
        return strcmp(error_name(alert->alert), expected) == 0;
    for (int i = 0; i < outcome->alert_count; i++)
        if (strcmp(error_name(outcome->alerts[i].alert), expected) == 0)
            return true;
    return false;
}

static int fail(const Command *command, const Timeline *timeline, int connection, const char *expected)
{
    Buffer ending = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    story_append_outcome(&ending, timeline, connection);
    diagnostic_set(&diagnostic, "expected %s. %s", expected, text_finish(&ending));
    buffer_clear(&ending);
    return command_fail(command, &diagnostic, STATUS_UNEXPECTED);
}

int expectation_judge(const Command *command, const char *expected, const Timeline *timeline)
{
    int last = timeline_connection_count(timeline);
    int first = strcmp(expected, "connected") == 0 ? 1 : last;
    for (int connection = first; connection <= last; connection++) {
        const Outcome *outcome = timeline_outcome(timeline, connection);
        if (!outcome || !ended_as(outcome, expected))
            return fail(command, timeline, connection, expected);
    }
    for (int connection = 1; connection <= last; connection++) {
        const Outcome *outcome = timeline_outcome(timeline, connection);
        if (outcome && outcome->undone)
            return fail(command, timeline, connection, "every change to be made");
    }
    return STATUS_EXPECTED;
}
