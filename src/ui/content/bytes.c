#include "ui/content/bytes.h"

#include <string.h>

#include "tls/wire/message.h"

static void clear_tree(BytesState *state)
{
    field_tree_clear(&state->tree);
    if (state->changed)
        tampered_close(&state->tampered);
    state->changed = false;
    state->bytes = BYTES_EMPTY;
    state->field = -1;
    state->byte = 0;
}

Bytes bytes_annotate_records(FieldTree *tree, const MessageView *view)
{
    size_t size = 0;
    for (int i = 0; i < view->record_count; i++)
        size += view->records[i].bytes.size;
    uint8_t *all = arena_new(&tree->notes, size);
    size_t at = 0;
    for (int i = 0; i < view->record_count; i++) {
        FieldTree one = FIELD_TREE_EMPTY;
        Bytes record = view->records[i].bytes;
        int first = tree->count;
        if (record.size)
            memcpy(all + at, record.data, record.size);
        record_annotate(&one, record);
        for (int j = 0; j < one.count; j++) {
            Field field = one.fields[j];
            field.offset += at;
            field.parent = field.parent < 0 ? -1 : field.parent + first;
            field.value_name = arena_copy_text(&tree->notes, field.value_name);
            field_tree_add(tree, field);
        }
        field_tree_clear(&one);
        at += record.size;
    }
    return bytes_of(all, size);
}

static void take_apart(BytesState *state)
{
    clear_tree(state);
    if (!state->step)
        return;
    if (state->wire) {
        state->bytes = bytes_annotate_records(&state->tree, &state->step->message->view);
    } else {
        timeline_annotate(&state->tree, state->step->message);
        state->bytes = state->step->message->view.bytes;
        state->changed = tampered_open(&state->tampered, state->step->message);
    }
    state->field = state->tree.count > 0 ? 0 : -1;
    int change = state->changed ? tampered_next(&state->tampered, -1) : -1;
    if (change >= 0)
        bytes_select(state, state->tampered.before.fields[change].offset);
}

int bytes_change_in(const BytesState *state, const Field *field)
{
    const Tampered *tampered = &state->tampered;
    for (int i = state->changed ? tampered_next(tampered, -1) : -1; i >= 0; i = tampered_next(tampered, i)) {
        const Field *change = &tampered->before.fields[i];
        if (change->offset >= field->offset && change->offset + change->length <= field->offset + field->length)
            return i;
    }
    return -1;
}

void bytes_forget(BytesState *state)
{
    clear_tree(state);
    state->step = NULL;
}

void bytes_follow(BytesState *state, const Timeline *timeline, int number)
{
    const Step *step = timeline_step(timeline, number);
    /* What an attacker does is about what was sent, and not about what somebody heard. */
    bool attacked = step && step->actor == ACTOR_ATTACKER;
    while (step && (!step->message || (attacked && !step_sends(step))))
        step = timeline_step(timeline, step->number - 1);
    if (step == state->step)
        return;
    state->step = step;
    take_apart(state);
}

void bytes_show_records(BytesState *state, bool wire)
{
    if (state->wire == wire)
        return;
    state->wire = wire;
    take_apart(state);
}

void bytes_select_field(BytesState *state, int field)
{
    if (state->tree.count == 0)
        return;
    state->field = field < 0 ? 0 : field >= state->tree.count ? state->tree.count - 1 : field;
    state->byte = state->tree.fields[state->field].offset;
}

void bytes_select(BytesState *state, size_t byte)
{
    if (byte >= state->bytes.size)
        return;
    state->byte = byte;
    for (int i = 0; i < state->tree.count; i++) {
        const Field *field = &state->tree.fields[i];
        if (byte >= field->offset && byte - field->offset < field->length)
            state->field = i;
    }
}
