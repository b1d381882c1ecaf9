#include "report/tell/verdict.h"

#include <string.h>

#include "base/text.h"
#include "report/tell/story.h"
#include "sim/scenario/scenario_changes.h"
#include "sim/timeline/outcome.h"

/* The step that sent the first fatal alert; NULL where there was none. */
static const Step *find_alert(const Timeline *timeline, int connection)
{
    const Step *step;
    for (int number = 1; (step = timeline_step(timeline, number)); number++)
        if (step->connection == connection && step->event == EVENT_SEND_ALERT && step->fatal)
            return step;
    return NULL;
}

static Verdict verdict_of_connection(const Timeline *timeline, int connection)
{
    const Outcome *outcome = timeline_outcome(timeline, connection);
    return (Verdict){.connection = connection,
                     .outcome = outcome,
                     .caught = outcome ? timeline_step(timeline, outcome->caught_step) : NULL,
                     .alert = find_alert(timeline, connection)};
}

Verdict verdict_of(const Timeline *timeline)
{
    int connection = 0;
    bool well = true;
    for (int i = 1; i <= timeline_connection_count(timeline) && well; i++) {
        const Outcome *outcome = timeline_outcome(timeline, i);
        if (!outcome)
            continue;
        connection = i;
        well = outcome_is_well(outcome) && !outcome->caught_by && !outcome->undone;
    }
    return connection ? verdict_of_connection(timeline, connection) : (Verdict){.connection = 0};
}

/* "Caught by the server in step 88: Is the record good?" */
static void append_caught(Buffer *out, const Step *step)
{
    const char *title = step->item->title;
    bool ended = title[0] && strchr("?!.", title[strlen(title) - 1]);
    text_print(out, "Caught by the %s in step %d: %s%s", actor_name(step->actor), step->place, title, ended ? "" : ".");
}

static void append_unnoticed(Buffer *out, const Verdict *verdict)
{
    const Outcome *outcome = verdict->outcome;
    bool client = outcome->client == ENDING_STALLED, server = outcome->server == ENDING_STALLED;
    if (outcome_is_well(outcome))
        text_append(out, "Nothing caught it: both sides came to the end of the handshake, and closed in good order.");
    else if (client && server)
        text_append(out, "Nothing caught it, and nothing goes on: both sides wait for what never comes.");
    else if (client || server)
        text_append(out, client ? "Nothing caught it, but the client waits for what never comes."
                                : "Nothing caught it, but the server waits for what never comes.");
    else if (verdict->alert) /* without a check before it somebody was told to send it */
        text_append(out, "There was nothing to catch: a side gave up because it was told to.");
    else
        text_append(out, "No check caught it, but it did not end well.");
}

void verdict_append_sentence(Buffer *out, const Verdict *verdict)
{
    const Outcome *outcome = verdict->outcome;
    if (!outcome) {
        text_append(out, "No connection has ended.");
        return;
    }
    if (verdict->caught)
        append_caught(out, verdict->caught);
    if (verdict->caught && outcome->undone)
        text_append(out, " ");
    if (outcome->undone)
        text_print(out, "No occasion came for: %s.", outcome->undone);
    else if (!verdict->caught)
        append_unnoticed(out, verdict);
}

/* A side of which nothing is known may have noticed. */
static bool nobody_noticed(const Report *report, const Verdict *verdict)
{
    const char *key;
    Buffer rule = BUFFER_EMPTY;
    bool changes = report->scenario && scenario_change_at(report->scenario, 0, &key, &rule);
    buffer_clear(&rule);
    return changes && verdict->outcome->client && verdict->outcome->server &&
           verdict->connection == verdict_of(report->timeline).connection;
}

void verdict_append_ending(Buffer *out, const Report *report, int connection)
{
    Verdict verdict = verdict_of_connection(report->timeline, connection);
    story_append_outcome(out, report->timeline, connection);
    if (!verdict.outcome || !(verdict.caught || verdict.outcome->undone || nobody_noticed(report, &verdict)))
        return;
    text_append(out, " ");
    verdict_append_sentence(out, &verdict);
}
