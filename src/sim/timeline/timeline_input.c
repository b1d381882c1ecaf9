/* What a derivation was made from: the facts that it names, and the handshake messages before it. */
#include <string.h>

#include "base/text.h"
#include "sim/timeline/timeline.h"
#include "tls/wire/message.h"

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

static bool is_type(const StepMessage *message, const char *type)
{
    return strcmp(message->type, type) == 0;
}

/* A HelloRequest is in no transcript (RFC 5246 §7.4.1.1); nor is a Finished in its own hash, though who receives it has
   it before the hash is computed. */
static bool is_covered(const StepMessage *message, FactId made)
{
    if (message->view.content_type != CONTENT_HANDSHAKE || is_type(message, "hello_request"))
        return false;
    Actor own = made == FACT_CLIENT_FINISHED_HASH ? ACTOR_CLIENT : ACTOR_SERVER;
    bool of_finished = made == FACT_CLIENT_FINISHED_HASH || made == FACT_SERVER_FINISHED_HASH;
    return !(of_finished && is_type(message, "finished") && message->from == own);
}

/* The session hash ends with ClientKeyExchange (RFC 7627 §3), whenever it is computed. */
static bool is_last(const StepMessage *message, FactId made)
{
    return made == FACT_SESSION_HASH && is_type(message, "client_key_exchange");
}

void timeline_take_messages(const Timeline *timeline, const TimelineFact *fact, MessageTaker *take, void *context)
{
    for (int i = 1; i < fact->step; i++) {
        const Step *step = timeline_step(timeline, i);
        if (step->actor != fact->actor || step->connection != fact->connection || step->handshake != fact->handshake ||
            !step->message || !is_covered(step->message, fact->ref.id))
            continue;
        take(context, step->message->view.bytes);
        if (is_last(step->message, fact->ref.id))
            return;
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
