#include "report/tell/verdict.h"

#include "base/text.h"
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

Verdict verdict_of(const Timeline *timeline)
{
    Verdict verdict = {.connection = 0};
    bool well = true;
    for (int i = 1; i <= timeline_connection_count(timeline) && well; i++) {
        const Outcome *outcome = timeline_outcome(timeline, i);
        if (!outcome)
            continue;
        verdict = (Verdict){.connection = i, .outcome = outcome};
        well = outcome_is_well(outcome) && !outcome->caught_by && !outcome->undone;
    }
    if (!verdict.outcome)
        return verdict;
    verdict.alert = find_alert(timeline, verdict.connection);
    verdict.caught = timeline_step(timeline, verdict.outcome->caught_step);
    return verdict;
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
    } else if (verdict->caught) {
        text_append(out, "Caught by the ");
        text_append(out, actor_name(verdict->caught->actor));
        text_append(out, " in step ");
        text_append_decimal(out, (uint64_t)verdict->caught->number);
        text_append(out, ": ");
        text_append(out, verdict->caught->item->title);
    } else if (outcome->undone) {
        text_append(out, "It came to nothing, for no occasion came for: ");
        text_append(out, outcome->undone);
    } else {
        append_unnoticed(out, verdict);
    }
}
