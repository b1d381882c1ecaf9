#include "report/tell/verdict_reason.h"

#include "base/text.h"

enum { NAMED_MOST = 5 };

/* The first step up to the one of the check in which something arrives that was changed; NULL: none. */
static const Step *find_arrival(const Timeline *timeline, const Step *caught)
{
    for (int number = 1; number < caught->number; number++) {
        const Step *step = timeline_step(timeline, number);
        if (step->connection == caught->connection && step->message && step->message->differs &&
            step->item->kind == KIND_RECEIVE && step->actor == step->message->to)
            return step;
    }
    return NULL;
}

/* The first step in which something is sent that never arrives; NULL: none. */
static const Step *find_lost(const Timeline *timeline, const Step *caught)
{
    for (int number = 1; number < caught->number; number++) {
        const Step *step = timeline_step(timeline, number);
        if (step->connection == caught->connection && step_sends(step) && step->message->differs &&
            step->message->received.size == 0)
            return step;
    }
    return NULL;
}

static bool is_passed_between(const Step *step, const Step *arrival, const Step *caught)
{
    return step->number > arrival->number && step->connection == caught->connection && step->actor == caught->actor &&
           step->check && step->check->passed;
}

/* Appends the names of checks, the first few of them; returns how many there are. */
static int append_passed(Buffer *out, const Timeline *timeline, const Step *arrival, const Step *caught)
{
    int count = 0;
    for (int number = arrival->number + 1; number < caught->number; number++) {
        const Step *step = timeline_step(timeline, number);
        if (!is_passed_between(step, arrival, caught))
            continue;
        if (count < NAMED_MOST)
            text_print(out, "%s%s", count ? ", " : "", step->item->what);
        count++;
    }
    if (count > NAMED_MOST)
        text_print(out, " and %d more", count - NAMED_MOST);
    return count;
}

static void append_since(Buffer *out, const Timeline *timeline, const Step *arrival, const Step *caught)
{
    Buffer passed = BUFFER_EMPTY;
    const char *who = actor_name(caught->actor);
    int count = append_passed(&passed, timeline, arrival, caught);
    if (count == 0)
        text_print(out, "The change reached the %s in step %d, and this is the first check that it made then.", who,
                   arrival->place);
    else
        text_print(out, "The change reached the %s in step %d; what it checked between that and here lets it pass: %s.",
                   who, arrival->place, text_finish(&passed));
    buffer_clear(&passed);
}

void verdict_append_reason(Buffer *out, const Timeline *timeline, const Verdict *verdict)
{
    const Step *caught = verdict->caught;
    const Step *arrival = caught ? find_arrival(timeline, caught) : NULL;
    const Step *lost = caught && !arrival ? find_lost(timeline, caught) : NULL;
    if (arrival && arrival->actor == caught->actor)
        append_since(out, timeline, arrival, caught);
    else if (arrival)
        text_print(out, "The change went to the %s, in step %d: the %s sees it only in what came of it.",
                   actor_name(arrival->actor), arrival->place, actor_name(caught->actor));
    else if (lost && lost->message->to == caught->actor)
        text_print(out, "What the %s sent in step %d had not arrived by then: noticed was what came in its place.",
                   actor_name(lost->actor), lost->place);
}
