/* A value follows from the inputs of its derivation that differ, a hash of messages from the messages that differ, what
   is read from a message from that message, and a message from what its sender made since the one before, or from
   whoever meddled with it. */
#include "report/compare/compare_causes.h"

#include <string.h>

#include "tls/wire/message.h"

static void add_cause(Difference *difference, int cause)
{
    if (cause < 0 || difference->cause_count == DIFFERENCE_CAUSES_MAX)
        return;
    for (int i = 0; i < difference->cause_count; i++)
        if (difference->causes[i] == cause)
            return;
    difference->causes[difference->cause_count++] = cause;
}

static const Step *side(const Comparison *comparison, int pair, bool left)
{
    return left ? comparison->pairs[pair].left : comparison->pairs[pair].right;
}

static bool same_value(const TimelineFact *a, const TimelineFact *b)
{
    return a && a->ref.id == b->ref.id && a->ref.index == b->ref.index && a->connection == b->connection &&
           a->handshake == b->handshake && bytes_equal(a->value, b->value);
}

/* The steps that only one side has, and among them the given one; -1 where it is none of them. */
static int find_alone(const Comparison *comparison, const Step *step, bool left)
{
    for (int i = 0; i < comparison->count; i++) {
        const Difference *difference = &comparison->differences[i];
        if (difference->kind != DIFFERENCE_STEPS)
            continue;
        const Step *first = side(comparison, difference->pair, left);
        if (first && step->number >= first->number && step->number < first->number + difference->pairs)
            return i;
    }
    return -1;
}

/* The difference by which a side's fact is another one than the other side's; -1 where it is the same. */
static int find_value(const Comparison *comparison, const TimelineFact *fact, bool left)
{
    for (int i = comparison->count - 1; i >= 0; i--) {
        const Difference *difference = &comparison->differences[i];
        if (difference->kind == DIFFERENCE_VALUE &&
            same_value(left ? difference->left_fact : difference->right_fact, fact))
            return i;
    }
    const Timeline *timeline = left ? comparison->left : comparison->right;
    return find_alone(comparison, timeline_step(timeline, fact->step), left);
}

/* Handshake messages that differ before it. What was changed on the way is another one for its receiver alone. */
static void add_messages(const Comparison *comparison, Difference *difference, const Step *step)
{
    for (int i = 0; i < comparison->count; i++) {
        const Difference *earlier = &comparison->differences[i];
        const Step *at = difference_step(comparison, earlier);
        bool own = at->message && (at->message->to == step->actor || at->actor == at->message->from);
        if (earlier->kind == DIFFERENCE_MESSAGE && own && at->connection == step->connection &&
            at->handshake == step->handshake && at->message->view.content_type == CONTENT_HANDSHAKE)
            add_cause(difference, i);
    }
}

/* The message difference of the same step, or of the same message where it was sent. */
static int find_message(const Comparison *comparison, int pair)
{
    const StepPair *at = &comparison->pairs[pair];
    for (int i = comparison->count - 1; at->left->message && at->right->message && i >= 0; i--) {
        const Difference *earlier = &comparison->differences[i];
        if (earlier->kind != DIFFERENCE_MESSAGE)
            continue;
        const StepPair *other = &comparison->pairs[earlier->pair];
        if (bytes_equal(other->left->message->view.bytes, at->left->message->view.bytes) &&
            bytes_equal(other->right->message->view.bytes, at->right->message->view.bytes))
            return i;
    }
    return -1;
}

static void add_inputs(const Comparison *comparison, Difference *difference, const TimelineFact *fact, bool left)
{
    const Timeline *timeline = left ? comparison->left : comparison->right;
    for (int i = 0; i < fact->how.from_count; i++) {
        const TimelineFact *input = timeline_input(timeline, fact, i);
        if (input)
            add_cause(difference, find_value(comparison, input, left));
    }
}

static void find_causes_of_value(const Comparison *comparison, Difference *difference)
{
    const TimelineFact *facts[] = {difference->left_fact, difference->right_fact};
    for (int i = 0; i < 2; i++) {
        if (!facts[i])
            continue;
        if (facts[i]->how.transcript.last > 0)
            add_messages(comparison, difference, difference_step(comparison, difference));
        add_inputs(comparison, difference, facts[i], i == 0);
    }
    if (difference->cause_count == 0)
        add_cause(difference, find_message(comparison, difference->pair));
}

static bool contains(Bytes whole, Bytes part)
{
    for (size_t at = 0; part.size && at + part.size <= whole.size; at++)
        if (memcmp(whole.data + at, part.data, part.size) == 0)
            return true;
    return false;
}

/* Whether a value stands in a message: as its bytes do, or as a name, whose number does. */
static bool may_stand_in(const TimelineFact *fact, const Step *step)
{
    return fact && (fact_item(fact->ref.id)->kind == VALUE_TEXT || contains(step->message->view.bytes, fact->value));
}

/* The last step before it in which the actor sent a message; 0 for none. */
static int sent_before(const Comparison *comparison, const Step *step)
{
    for (int number = step->number - 1; number >= 1; number--) {
        const Step *other = timeline_step(comparison->right, number);
        if (other->actor == step->actor && other->connection == step->connection && step_sends(other))
            return number;
    }
    return 0;
}

/* Whether among steps that the right run alone has, the sender lied about the message, or made what stands in it. */
static bool made_it(const Comparison *comparison, const Difference *alone, const Step *sent)
{
    for (int i = 0; i < alone->pairs; i++) {
        const Step *step = comparison->pairs[alone->pair + i].right;
        if (!step || step->actor != sent->actor)
            continue;
        if (step->item->lies) /* who lies says so in a step of its own */
            return true;
        for (int j = 0; j < step->fact_count; j++)
            if (may_stand_in(&step->facts[j], sent))
                return true;
    }
    return false;
}

static void find_causes_of_sent(const Comparison *comparison, Difference *difference, const Step *step)
{
    int since = sent_before(comparison, step);
    for (int i = 0; i < comparison->count; i++) {
        const Difference *earlier = &comparison->differences[i];
        const Step *at = difference_step(comparison, earlier);
        bool recent =
            at->connection == step->connection && comparison->pairs[earlier->pair].right && at->number > since;
        if (!recent)
            continue;
        if ((earlier->kind == DIFFERENCE_VALUE && at->actor == step->actor &&
             may_stand_in(earlier->right_fact, step)) ||
            (earlier->kind == DIFFERENCE_STEPS && made_it(comparison, earlier, step)))
            add_cause(difference, i);
    }
}

/* What arrives differs, and what was sent does not: somebody in the middle did it. */
static void find_causes_of_received(const Comparison *comparison, Difference *difference)
{
    for (int i = comparison->count - 1; i >= 0; i--) {
        const Difference *earlier = &comparison->differences[i];
        for (int j = 0; j < earlier->pairs; j++) {
            const StepPair *pair = &comparison->pairs[earlier->pair + j];
            const Step *step = pair->right ? pair->right : pair->left;
            if (step->actor == ACTOR_ATTACKER) {
                add_cause(difference, i);
                return;
            }
        }
    }
}

static void find_causes_of_message(const Comparison *comparison, Difference *difference)
{
    const Step *step = difference_step(comparison, difference);
    if (step->actor == step->message->from)
        find_causes_of_sent(comparison, difference, step);
    else
        find_causes_of_received(comparison, difference);
}

/* A check judges what came just before it: the last thing that differs of those that its side has. */
static void find_cause_of_check(const Comparison *comparison, Difference *difference)
{
    const Step *step = difference_step(comparison, difference);
    for (int i = comparison->count - 1; i >= 0; i--) {
        const Difference *earlier = &comparison->differences[i];
        const Step *at = difference_step(comparison, earlier);
        if ((earlier->kind == DIFFERENCE_VALUE || earlier->kind == DIFFERENCE_MESSAGE) &&
            at->connection == step->connection && (at->actor == step->actor || at->message)) {
            add_cause(difference, i);
            return;
        }
    }
}

void comparison_find_causes(const Comparison *comparison, Difference *difference)
{
    switch (difference->kind) {
    case DIFFERENCE_STEPS:
        break;
    case DIFFERENCE_MESSAGE:
        find_causes_of_message(comparison, difference);
        break;
    case DIFFERENCE_VALUE:
        find_causes_of_value(comparison, difference);
        break;
    case DIFFERENCE_CHECK:
        find_cause_of_check(comparison, difference);
        break;
    }
}
