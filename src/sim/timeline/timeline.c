#include "sim/timeline/timeline.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "sim/timeline/timeline_data.h"
#include "tls/wire/message.h"

Timeline *timeline_new(void)
{
    return memory_new(sizeof(Timeline));
}

void timeline_free(Timeline *timeline)
{
    if (!timeline)
        return;
    arena_clear(&timeline->arena);
    memory_free(timeline->steps);
    memory_free(timeline->facts);
    memory_free(timeline->earlier);
    memory_free(timeline->segments);
    memory_free(timeline->connections);
    memory_free(timeline->names);
    memory_free(timeline);
}

static TimelineConnection *connection_of(Timeline *timeline, int number)
{
    while (timeline->connection_count < number) {
        timeline->connections = memory_grown(timeline->connections, timeline->connection_count,
                                             &timeline->connection_capacity, sizeof *timeline->connections);
        timeline->connections[timeline->connection_count++] = (TimelineConnection){.flight = 1};
    }
    return &timeline->connections[number - 1];
}

static void index_fact(Timeline *timeline, const TimelineFact *fact)
{
    int capacity = timeline->fact_capacity, *latest = &timeline->latest[fact->actor][fact->ref.id];
    timeline->facts =
        memory_grown(timeline->facts, timeline->fact_count, &timeline->fact_capacity, sizeof *timeline->facts);
    timeline->earlier = memory_grown(timeline->earlier, timeline->fact_count, &capacity, sizeof *timeline->earlier);
    timeline->facts[timeline->fact_count] = fact;
    timeline->earlier[timeline->fact_count] = *latest - 1;
    *latest = ++timeline->fact_count;
}

static void record_facts(Timeline *timeline, Step *step, const Event *event)
{
    TimelineFact *facts = arena_new(&timeline->arena, (size_t)event->learned_count * sizeof *facts);
    for (int i = 0; i < event->learned_count; i++) {
        const Learned *learned = &event->learned[i];
        facts[i] = (TimelineFact){.actor = step->actor,
                                  .connection = step->connection,
                                  .handshake = step->handshake,
                                  .step = step->number,
                                  .ref = learned->fact,
                                  .value = arena_copy(&timeline->arena, learned->value),
                                  .flag = learned->flag,
                                  .how = learned->how};
        timeline_name_fact(timeline, &facts[i]);
        index_fact(timeline, &facts[i]);
    }
    step->facts = facts;
    step->fact_count = event->learned_count;
}

/* `inner` as a part of `copy`, where it is a part of what `copy` was copied from, or says the same at its end;
   otherwise a copy of its own. So a record in the clear, its plaintext and the message in it are one copy. */
static Bytes copy_within(Timeline *timeline, Bytes inner, Bytes original, Bytes copy)
{
    if (inner.size > original.size || inner.size == 0)
        return arena_copy(&timeline->arena, inner);
    if (inner.data >= original.data && inner.data + inner.size <= original.data + original.size)
        return bytes_slice(copy, (size_t)(inner.data - original.data), inner.size);
    Bytes end = bytes_slice(copy, copy.size - inner.size, inner.size);
    return bytes_equal(end, inner) ? end : arena_copy(&timeline->arena, inner);
}

static void copy_view(Timeline *timeline, MessageView *out, const MessageView *view)
{
    RecordView *records = arena_new(&timeline->arena, (size_t)view->record_count * sizeof *records);
    for (int i = 0; i < view->record_count; i++) {
        records[i] = view->records[i];
        records[i].bytes = arena_copy(&timeline->arena, view->records[i].bytes);
        records[i].plaintext =
            copy_within(timeline, view->records[i].plaintext, view->records[i].bytes, records[i].bytes);
    }
    *out = *view;
    out->records = records;
    if (view->record_count == 1)
        out->bytes = copy_within(timeline, view->bytes, view->records[0].plaintext, records[0].plaintext);
    else
        out->bytes = arena_copy(&timeline->arena, view->bytes);
}

static Actor other_side(Actor actor)
{
    return actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

static bool is_opened(const MessageView *view)
{
    return !view->encrypted || view->bytes.size == 0 || view->record_count == 0 || view->records[0].plaintext.size > 0;
}

static void record_message(Timeline *timeline, Step *step, const MessageView *view, Actor from)
{
    StepMessage *message = arena_new(&timeline->arena, sizeof *message);
    copy_view(timeline, &message->view, view);
    message->id = is_opened(view) ? message_id(view->content_type, message->view.bytes) : MESSAGE_ENCRYPTED_RECORD;
    message->type = is_opened(view) ? message_id_name(message->id) : step->item->what;
    message->from = from;
    message->to = other_side(from);
    message->alone = timeline->one_side && step->actor == message->to;
    step->message = message;
    timeline_mark_received(timeline, step);
}

static void record_check(Timeline *timeline, Step *step, const Check *check)
{
    Check *copy = arena_new(&timeline->arena, sizeof *copy);
    assert(check->kind != VALUE_TEXT || (check->expected.size > 0 && check->found.size > 0));
    *copy = *check;
    copy->expected = arena_copy(&timeline->arena, check->expected);
    copy->found = arena_copy(&timeline->arena, check->found);
    copy->is_signed = arena_copy(&timeline->arena, check->is_signed);
    copy->signer = arena_copy(&timeline->arena, check->signer);
    step->check = copy;
}

/* What was computed for a message goes with it: from the first computation on after what the side read last. Nothing
   where the last thing that it did was a check: that still belongs to what it read. Whose turn it is shows only when
   somebody speaks, so this goes back over steps that were counted to the flight before; the eavesdropper, who follows
   what crosses as it crosses, may have steps of her own in between, which say nothing about whose turn it is. */
static void move_to_flight(Timeline *timeline, const Step *step)
{
    int first = step->number;
    for (int number = step->number - 1; number > 0; number--) {
        const Step *before = timeline->steps[number - 1];
        EventKind kind = before->item->kind;
        if (before->actor == ACTOR_EAVESDROPPER)
            continue;
        if (before->actor != step->actor || before->connection != step->connection ||
            (kind != KIND_COMPUTE && kind != KIND_CHECK) || (kind == KIND_CHECK && number == step->number - 1))
            break;
        if (kind == KIND_COMPUTE)
            first = number;
    }
    for (int number = first; number < step->number; number++)
        timeline->steps[number - 1]->flight = step->flight;
}

/* What an attacker says himself he says as a client. */
static Actor place_of(Actor actor)
{
    return actor == ACTOR_ATTACKER ? ACTOR_CLIENT : actor;
}

/* Whether somebody is seen to speak in this step, and in whose place. */
static bool speaks(const Timeline *timeline, const Step *step, bool has_message, Actor *speaker)
{
    bool sent = step->item->sends;
    *speaker = sent ? place_of(step->actor) : other_side(place_of(step->actor));
    return step->actor != ACTOR_EAVESDROPPER && (sent || (timeline->one_side && has_message));
}

/* A side that speaks after the other begins a new flight. */
static void count_flight(Timeline *timeline, Step *step, bool has_message)
{
    TimelineConnection *connection = connection_of(timeline, step->connection);
    Actor speaker;
    bool spoken = speaks(timeline, step, has_message, &speaker);
    bool turns = spoken && connection->has_sender && connection->sender != speaker;
    step->flight = connection->flight + turns;
    connection->flight = step->flight;
    if (spoken) {
        connection->has_sender = true;
        connection->sender = speaker;
    }
    if (turns && speaker == place_of(step->actor))
        move_to_flight(timeline, step);
}

static bool shares_record(const MessageView *sent, const MessageView *read)
{
    for (int i = 0; i < sent->record_count; i++)
        for (int j = 0; j < read->record_count; j++)
            if (bytes_equal(sent->records[i].bytes, read->records[j].bytes))
                return true;
    return false;
}

/* Whether a message was read out of a record as plain bytes that its sender had encrypted. Neither peer can know; here
   both are seen. */
static bool is_misread(const Timeline *timeline, int connection, const Event *event, Actor from)
{
    const EventItem *item = event_item(event->id);
    if (!event->message || event->message->encrypted || item->sends || item->kind != KIND_RECEIVE)
        return false;
    for (int i = timeline->step_count - 1; i >= 0 && timeline->steps[i]->connection == connection; i--) {
        const StepMessage *sent = timeline->steps[i]->message;
        if (sent && timeline->steps[i]->item->sends && sent->from == from && sent->view.encrypted &&
            shares_record(&sent->view, event->message))
            return true;
    }
    return false;
}

/* What a further connection is set up with stands among its steps. */
static void find_place(Timeline *timeline, Step *step)
{
    if (step->item->sets_up && timeline->setup_count == step->number - 1)
        timeline->setup_count++;
    for (int i = 0; i < timeline->setup_count; i++)
        timeline->steps[i]->place = i + 1 - timeline->setup_count;
    step->place = step->number - timeline->setup_count;
}

static void record(Timeline *timeline, int connection, const Event *event, Actor from)
{
    EventId id = is_misread(timeline, connection, event, from) ? EVENT_MISREAD : event->id;
    Step *step = arena_new(&timeline->arena, sizeof *step);
    timeline->steps =
        memory_grown(timeline->steps, timeline->step_count, &timeline->step_capacity, sizeof *timeline->steps);
    timeline->steps[timeline->step_count++] = step;
    step->number = timeline->step_count;
    step->connection = connection;
    step->handshake = event->handshake;
    step->actor = event->actor;
    step->event = id;
    step->item = event_item(id);
    step->alert = event->alert;
    step->fatal = event->fatal;
    find_place(timeline, step);
    timeline_name_step(timeline, step);
    count_flight(timeline, step, event->message != NULL);
    if (event->learned_count)
        record_facts(timeline, step, event);
    if (event->message)
        record_message(timeline, step, event->message, from);
    if (event->check)
        record_check(timeline, step, event->check);
}

void timeline_expect_one_side(Timeline *timeline)
{
    timeline->one_side = true;
}

void timeline_record(Timeline *timeline, int connection, const Event *event)
{
    Actor place = place_of(event->actor);
    record(timeline, connection, event, event_item(event->id)->sends ? place : other_side(place));
}

void timeline_record_overheard(Timeline *timeline, int connection, const Event *event, Actor from)
{
    record(timeline, connection, event, from);
}

void timeline_record_segment(Timeline *timeline, const Segment *segment)
{
    Segment *copy = arena_new(&timeline->arena, sizeof *copy);
    *copy = *segment;
    copy->bytes = arena_copy(&timeline->arena, segment->bytes);
    copy->step = timeline->step_count;
    timeline->segments = memory_grown(timeline->segments, timeline->segment_count, &timeline->segment_capacity,
                                      sizeof *timeline->segments);
    timeline->segments[timeline->segment_count++] = copy;
    connection_of(timeline, segment->connection);
}

void timeline_set_outcome(Timeline *timeline, int connection, const Outcome *outcome)
{
    TimelineConnection *place = connection_of(timeline, connection);
    place->outcome = *outcome;
    place->outcome.undone = arena_copy_text(&timeline->arena, outcome->undone);
    place->over = true;
}
