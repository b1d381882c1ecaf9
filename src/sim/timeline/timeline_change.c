/* What an attacker made of the messages: each side's step has what the other side sent or received. */
#include "sim/timeline/timeline_data.h"

struct ChangeNode {
    const ChangeNode *next;
    WireChange change;
};

/* The records of a message as they stand in its sender's or receiver's stream. */
static Bytes records_of(Timeline *timeline, const MessageView *view)
{
    Buffer all = BUFFER_EMPTY;
    for (int i = 0; i < view->record_count; i++)
        buffer_append(&all, view->records[i].bytes);
    Bytes copy = arena_copy(&timeline->arena, buffer_bytes(&all));
    buffer_clear(&all);
    return copy;
}

static void set_difference(Timeline *timeline, Step *step, Bytes sent, Bytes received)
{
    StepMessage *message = arena_new(&timeline->arena, sizeof *message);
    *message = *step->message;
    message->differs = true;
    message->sent = sent;
    message->received = received;
    step->message = message;
}

/* The step in which the sender built what was changed; NULL where nobody did. */
static Step *find_sender(const Timeline *timeline, const WireChange *change)
{
    for (int i = timeline->step_count - 1; change->sent.size && i >= 0; i--) {
        Step *step = timeline->steps[i];
        const StepMessage *message = step->message;
        if (message && step->connection == change->connection && step->actor == change->from &&
            message->from == change->from && message->view.record_count > 0 &&
            message->view.records[0].offset == change->sent_offset)
            return step;
    }
    return NULL;
}

void timeline_record_change(Timeline *timeline, const WireChange *change)
{
    ChangeNode *node = arena_new(&timeline->arena, sizeof *node);
    node->change = *change;
    node->change.sent = arena_copy(&timeline->arena, change->sent);
    node->change.received = arena_copy(&timeline->arena, change->received);
    node->next = timeline->changes;
    timeline->changes = node;
    Step *sender = find_sender(timeline, change);
    if (sender)
        set_difference(timeline, sender, node->change.sent, node->change.received);
}

static bool lies_in(const WireChange *change, uint64_t offset)
{
    return offset >= change->received_offset && offset - change->received_offset < change->received.size;
}

void timeline_mark_received(Timeline *timeline, Step *step)
{
    const StepMessage *message = step->message;
    if (step->actor != message->to || message->view.record_count == 0)
        return;
    for (const ChangeNode *node = timeline->changes; node; node = node->next) {
        const WireChange *change = &node->change;
        if (change->connection != step->connection || change->from != message->from ||
            !lies_in(change, message->view.records[0].offset))
            continue;
        Bytes received = records_of(timeline, &message->view);
        if (!bytes_equal(received, change->sent)) /* one of two copies is as it was sent */
            set_difference(timeline, step, change->sent, received);
        return;
    }
}
