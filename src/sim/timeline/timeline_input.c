/* What a derivation was made from: the facts that it names, and the part of the transcript. */
#include "base/text.h"
#include "sim/timeline/timeline.h"

const TimelineFact *timeline_beside(const Timeline *timeline, const TimelineFact *fact, FactRef ref)
{
    Buffer full = BUFFER_EMPTY, bare = BUFFER_EMPTY;
    fact_append_name(&bare, ref);
    buffer_append(&full, bytes_of(fact->name, (size_t)(fact->bare - fact->name)));
    buffer_append(&full, buffer_bytes(&bare));
    const TimelineFact *input = timeline_known(timeline, fact->actor, text_finish(&full), fact->step);
    /* What is older than the handshake is known by its bare name. */
    if (!input)
        input = timeline_known(timeline, fact->actor, text_finish(&bare), fact->step);
    buffer_clear(&full);
    buffer_clear(&bare);
    return input;
}

const TimelineFact *timeline_input(const Timeline *timeline, const TimelineFact *fact, int index)
{
    return timeline_beside(timeline, fact, fact->how.from[index]);
}

/* Which message of the fact's transcript its actor had in a step; 0 where that is none. */
static int number_in(const Step *step, const TimelineFact *fact)
{
    bool own = step->actor == fact->actor && step->connection == fact->connection && step->handshake == fact->handshake;
    return own && step->message ? step->message->view.place.number : 0;
}

/* The latest step before the fact with the first message; the fact's own step where there is none. A handshake that was
   refused may have begun under the same number. */
static int first_step(const Timeline *timeline, const TimelineFact *fact)
{
    for (int i = fact->step - 1; i >= 1 && fact->how.transcript.first > 0; i--)
        if (number_in(timeline_step(timeline, i), fact) == fact->how.transcript.first)
            return i;
    return fact->step;
}

void timeline_take_messages(const Timeline *timeline, const TimelineFact *fact, MessageTaker *take, void *context)
{
    TranscriptPart part = fact->how.transcript;
    int number = part.first;
    for (int i = first_step(timeline, fact); i < fact->step && number <= part.last; i++) {
        const Step *step = timeline_step(timeline, i);
        if (number_in(step, fact) != number)
            continue;
        const MessageView *view = &step->message->view;
        size_t end = view->bytes.size - (number == part.last ? part.cut : 0);
        take(context, bytes_slice(view->bytes, view->place.skipped, end - view->place.skipped));
        number++;
    }
}

static bool is_beside(const TimelineFact *other, const TimelineFact *fact, FactId id)
{
    return other->actor == fact->actor && other->connection == fact->connection && other->ref.id == id;
}

/* It is the server that listens so. */
void timeline_take_heard(const Timeline *timeline, const TimelineFact *fact, MessageTaker *take, void *context)
{
    int first = 0, end = 0;
    const TimelineFact *other;
    for (; (other = timeline_fact_at(timeline, end)) && other != fact; end++)
        if (is_beside(other, fact, FACT_SERVER_APPLICATION_DATA))
            first = end;
    for (int i = first; i < end; i++)
        if (is_beside(timeline_fact_at(timeline, i), fact, FACT_CLIENT_APPLICATION_DATA))
            take(context, timeline_fact_at(timeline, i)->value);
}
