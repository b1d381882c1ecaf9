#include "report/compare/compare.h"

#include "base/memory.h"
#include "base/text.h"
#include "report/compare/compare_align.h"
#include "report/compare/compare_causes.h"
#include "report/tell/story.h"

/* Pairs */

static void add_pair(Comparison *comparison, const Step *left, const Step *right)
{
    comparison->pairs =
        memory_grown(comparison->pairs, comparison->pair_count, &comparison->pair_capacity, sizeof *comparison->pairs);
    comparison->pairs[comparison->pair_count++] = (StepPair){left, right};
}

/* Steps without a partner stand before the next ones that have one, the left run's first. */
static void make_pairs(Comparison *comparison)
{
    int *partners = align_steps(comparison->left, comparison->right), right = 1;
    for (int i = 0; i < timeline_step_count(comparison->left); i++) {
        const Step *step = timeline_step(comparison->left, i + 1);
        if (!partners[i]) {
            add_pair(comparison, step, NULL);
            continue;
        }
        while (right < partners[i])
            add_pair(comparison, NULL, timeline_step(comparison->right, right++));
        add_pair(comparison, step, timeline_step(comparison->right, right++));
    }
    while (right <= timeline_step_count(comparison->right))
        add_pair(comparison, NULL, timeline_step(comparison->right, right++));
    memory_free(partners);
}

/* Differences */

static void add_difference(Comparison *comparison, Difference difference)
{
    comparison->differences = memory_grown(comparison->differences, comparison->count, &comparison->capacity,
                                           sizeof *comparison->differences);
    comparison_find_causes(comparison, &difference);
    comparison->differences[comparison->count++] = difference;
}

/* How many pairs from `pair` on have a step on one side alone, and on the same. */
static int count_alone(const Comparison *comparison, int pair)
{
    int end = pair;
    bool left = comparison->pairs[pair].left != NULL;
    while (end < comparison->pair_count && (comparison->pairs[end].left != NULL) == left &&
           (comparison->pairs[end].right == NULL) == left)
        end++;
    return end - pair;
}

static bool same_bytes(const Comparison *comparison, const Difference *a, const Difference *b)
{
    Bytes left_a, right_a, left_b, right_b;
    difference_bytes(comparison, a, &left_a, &right_a);
    difference_bytes(comparison, b, &left_b, &right_b);
    return bytes_equal(left_a, left_b) && bytes_equal(right_a, right_b);
}

static bool same_fact(const TimelineFact *a, const TimelineFact *b)
{
    if (!a || !b)
        return a == b;
    return a->ref.id == b->ref.id && a->ref.index == b->ref.index && a->connection == b->connection &&
           a->handshake == b->handshake;
}

/* Whether it is an earlier difference, passed on. */
static bool is_known(const Comparison *comparison, const Difference *difference)
{
    for (int i = comparison->count - 1; i >= 0; i--) {
        const Difference *earlier = &comparison->differences[i];
        if (earlier->kind != difference->kind || !same_bytes(comparison, earlier, difference))
            continue;
        if (difference->kind == DIFFERENCE_MESSAGE || (same_fact(earlier->left_fact, difference->left_fact) &&
                                                       same_fact(earlier->right_fact, difference->right_fact)))
            return true;
    }
    return false;
}

static void add_unless_known(Comparison *comparison, Difference difference)
{
    if (!is_known(comparison, &difference))
        add_difference(comparison, difference);
}

/* Of what stays closed to its reader there is nothing to compare: its bytes follow from the keys. */
static bool can_compare(const Step *step)
{
    return step->message && step->message->id != MESSAGE_ENCRYPTED_RECORD;
}

static void compare_messages(Comparison *comparison, int pair)
{
    const Step *left = comparison->pairs[pair].left, *right = comparison->pairs[pair].right;
    if (can_compare(left) && can_compare(right) && !bytes_equal(left->message->view.bytes, right->message->view.bytes))
        add_unless_known(comparison, (Difference){.kind = DIFFERENCE_MESSAGE, .pair = pair, .pairs = 1});
}

static const TimelineFact *find_fact(const Step *step, FactRef ref)
{
    for (int i = 0; i < step->fact_count; i++)
        if (step->facts[i].ref.id == ref.id && step->facts[i].ref.index == ref.index)
            return &step->facts[i];
    return NULL;
}

static void compare_facts(Comparison *comparison, int pair)
{
    const Step *left = comparison->pairs[pair].left, *right = comparison->pairs[pair].right;
    Difference difference = {.kind = DIFFERENCE_VALUE, .pair = pair, .pairs = 1};
    for (int i = 0; i < right->fact_count; i++) {
        difference.right_fact = &right->facts[i];
        difference.left_fact = find_fact(left, right->facts[i].ref);
        if (!difference.left_fact || !bytes_equal(difference.left_fact->value, difference.right_fact->value))
            add_unless_known(comparison, difference);
    }
    difference.right_fact = NULL;
    for (int i = 0; i < left->fact_count; i++) {
        difference.left_fact = &left->facts[i];
        if (!find_fact(right, left->facts[i].ref))
            add_unless_known(comparison, difference);
    }
}

static void compare_checks(Comparison *comparison, int pair)
{
    const Check *left = comparison->pairs[pair].left->check, *right = comparison->pairs[pair].right->check;
    if (left && right && (left->passed != right->passed || left->error != right->error))
        add_difference(comparison, (Difference){.kind = DIFFERENCE_CHECK, .pair = pair, .pairs = 1});
}

/* What somebody sends holds what was computed before, and what somebody learns comes out of what was received. */
static void compare_pair(Comparison *comparison, int pair)
{
    compare_messages(comparison, pair);
    compare_facts(comparison, pair);
    compare_checks(comparison, pair);
}

void compare_timelines(Comparison *out, const Timeline *left, const Timeline *right)
{
    *out = (Comparison){.left = left, .right = right};
    make_pairs(out);
    for (int pair = 0; pair < out->pair_count;) {
        int alone = count_alone(out, pair);
        if (alone)
            add_difference(out, (Difference){.kind = DIFFERENCE_STEPS, .pair = pair, .pairs = alone});
        else
            compare_pair(out, pair);
        pair += alone ? alone : 1;
    }
}

void comparison_clear(Comparison *comparison)
{
    memory_free(comparison->pairs);
    memory_free(comparison->differences);
    *comparison = (Comparison){.pair_count = 0};
}

/* Reading */

const Step *difference_step(const Comparison *comparison, const Difference *difference)
{
    const StepPair *pair = &comparison->pairs[difference->pair];
    return pair->right ? pair->right : pair->left;
}

void difference_bytes(const Comparison *comparison, const Difference *difference, Bytes *left, Bytes *right)
{
    const StepPair *pair = &comparison->pairs[difference->pair];
    *left = *right = BYTES_EMPTY;
    if (difference->kind == DIFFERENCE_MESSAGE) {
        *left = pair->left->message->view.bytes;
        *right = pair->right->message->view.bytes;
    }
    if (difference->kind == DIFFERENCE_VALUE) {
        *left = difference->left_fact ? difference->left_fact->value : BYTES_EMPTY;
        *right = difference->right_fact ? difference->right_fact->value : BYTES_EMPTY;
    }
}

static void append_steps(Buffer *out, const StepPair *first, int count)
{
    const Step *step = first->left ? first->left : first->right;
    text_append_decimal(out, (uint64_t)count);
    text_append(out, count == 1 ? " step only " : " steps only ");
    text_append(out, first->left ? "on the left: " : "on the right: ");
    text_append(out, actor_name(step->actor));
    text_append(out, ": ");
    text_append(out, step->item->title);
    text_append(out, count > 1 ? ", and on" : "");
}

void difference_append_title(Buffer *out, const Comparison *comparison, const Difference *difference)
{
    const Step *step = difference_step(comparison, difference);
    const TimelineFact *fact = difference->right_fact ? difference->right_fact : difference->left_fact;
    switch (difference->kind) {
    case DIFFERENCE_STEPS:
        append_steps(out, &comparison->pairs[difference->pair], difference->pairs);
        break;
    case DIFFERENCE_MESSAGE:
        story_append_message_name(out, step->message->type);
        text_append(out, step->actor == step->message->from ? "" : ", as it arrives");
        break;
    case DIFFERENCE_VALUE:
        text_append(out, fact->bare);
        break;
    case DIFFERENCE_CHECK:
        text_append(out, "check: ");
        text_append(out, step->item->title);
        break;
    }
}
