#include <string.h>

#include "sim/timeline/timeline_data.h"
#include "tls/wire/message.h"

int timeline_setup_count(const Timeline *timeline)
{
    return timeline->setup_count;
}

int timeline_step_count(const Timeline *timeline)
{
    return timeline->step_count;
}

bool step_sends(const Step *step)
{
    return step->message && (step->actor == step->message->from || step->message->alone ||
                             (step->actor == ACTOR_ATTACKER && step->item->kind == KIND_SEND));
}

const Step *timeline_step(const Timeline *timeline, int number)
{
    return number >= 1 && number <= timeline->step_count ? timeline->steps[number - 1] : NULL;
}

bool timeline_name_ends(const char *full, const char *name)
{
    size_t full_length = strlen(full), length = strlen(name);
    if (length > full_length || strcmp(full + full_length - length, name) != 0)
        return false;
    return length == full_length || full[full_length - length - 1] == '.';
}

const Step *timeline_find_step(const Timeline *timeline, const char *name)
{
    for (int i = 0; name[0] && i < timeline->step_count; i++)
        if (timeline_name_ends(timeline->steps[i]->name, name))
            return timeline->steps[i];
    return NULL;
}

int timeline_fact_count(const Timeline *timeline)
{
    return timeline->fact_count;
}

const TimelineFact *timeline_fact_at(const Timeline *timeline, int index)
{
    return index >= 0 && index < timeline->fact_count ? timeline->facts[index] : NULL;
}

int timeline_segment_count(const Timeline *timeline)
{
    return timeline->segment_count;
}

const Segment *timeline_segment_at(const Timeline *timeline, int index)
{
    return index >= 0 && index < timeline->segment_count ? timeline->segments[index] : NULL;
}

int timeline_connection_count(const Timeline *timeline)
{
    return timeline->connection_count;
}

bool timeline_is_overheard(const Timeline *timeline)
{
    for (int i = 1; i <= timeline_step_count(timeline); i++)
        if (timeline_step(timeline, i)->actor == ACTOR_EAVESDROPPER)
            return true;
    return false;
}

const Outcome *timeline_outcome(const Timeline *timeline, int connection)
{
    if (connection < 1 || connection > timeline->connection_count || !timeline->connections[connection - 1].over)
        return NULL;
    return &timeline->connections[connection - 1].outcome;
}

size_t timeline_memory(const Timeline *timeline)
{
    return sizeof *timeline + timeline->arena.total + (size_t)timeline->step_capacity * sizeof *timeline->steps +
           (size_t)timeline->fact_capacity * (sizeof *timeline->facts + sizeof *timeline->earlier) +
           (size_t)timeline->segment_capacity * sizeof *timeline->segments +
           (size_t)timeline->connection_capacity * sizeof *timeline->connections +
           (size_t)timeline->name_capacity * sizeof *timeline->names;
}

/* Takes "c12." or "h1." off the front of a name. 0 where there is none. No fact's own name begins so. */
static int take_number(const char **name, char letter)
{
    const char *c = *name;
    int value = 0;
    if (*c++ != letter)
        return 0;
    while (*c >= '0' && *c <= '9' && value < 10000)
        value = 10 * value + (*c++ - '0');
    if (value == 0 || *c != '.')
        return 0;
    *name = c + 1;
    return value;
}

const TimelineFact *timeline_known(const Timeline *timeline, Actor actor, const char *name, int step)
{
    FactRef ref;
    int connection = take_number(&name, 'c');
    int handshake = connection ? take_number(&name, 'h') : 0;
    if (!fact_find(name, &ref))
        return NULL;
    for (int i = timeline->latest[actor][ref.id] - 1; i >= 0; i = timeline->earlier[i]) {
        const TimelineFact *fact = timeline->facts[i];
        if (fact->ref.index == ref.index && (step == 0 || fact->step <= step) &&
            (connection == 0 || fact->connection == connection) && (handshake == 0 || fact->handshake == handshake))
            return fact;
    }
    return NULL;
}

/* The eavesdropper's message that stayed closed: there is no plaintext beside what crossed the wire. */
static bool is_closed(const MessageView *view)
{
    return view->encrypted && view->bytes.size > 0 && view->record_count > 0 && view->records[0].plaintext.size == 0;
}

void timeline_annotate(FieldTree *tree, const StepMessage *message)
{
    const MessageView *view = &message->view;
    if (is_closed(view)) {
        field_tree_add(
            tree,
            (Field){.name = "fragment", .length = view->bytes.size, .parent = -1, .index = -1, .kind = FIELD_BYTES});
        return;
    }
    DecodeContext context = {view->version, suite_by_id(view->cipher_suite)};
    message_annotate(tree, view->content_type, view->bytes, &context);
}
