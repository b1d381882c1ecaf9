#include "sim/attacker/meddling.h"

#include "sim/scenario/tampering_telling.h"

void meddling_clear(Meddling *meddling)
{
    buffer_clear(&meddling->first);
    buffer_clear(&meddling->between);
}

static void tell(Meddling *meddling, EventId id, const Passage *passage)
{
    tampering_tell(&meddling->teller, id, message_id_name(passage->id));
    meddling->done = true;
}

void meddling_send(Meddling *meddling, Actor sender, Bytes bytes)
{
    if (meddling->cut)
        return;
    if (meddling->swapping)
        buffer_append(&meddling->between, bytes);
    else
        meddling->kind->send(meddling->context, sender, bytes);
}

static bool change(Meddling *meddling, const TamperRule *rule, Passage *passage)
{
    Buffer before = BUFFER_EMPTY, after = BUFFER_EMPTY;
    bool done = meddling->kind->change(meddling->context, rule, passage, &before, &after);
    if (done) {
        tampering_tell_change(&meddling->teller, meddling->kind->changes, message_id_name(passage->id), rule,
                              buffer_bytes(&before), buffer_bytes(&after));
        meddling->done = true;
    }
    buffer_clear(&before);
    buffer_clear(&after);
    return done;
}

/* The first of the two messages is kept, and all behind it, until the second has come. */
static bool swap(Meddling *meddling, TamperRule *rule, Passage *passage)
{
    if (!meddling->swapping) {
        meddling->swapping = rule;
        buffer_set(&meddling->first, buffer_bytes(&passage->bytes));
        passage->copies = 0;
        return false;
    }
    if (meddling->swapping != rule)
        return false;
    meddling->swapping = NULL;
    meddling_send(meddling, passage->sender, buffer_bytes(&passage->bytes));
    meddling_send(meddling, passage->sender, buffer_bytes(&meddling->between));
    meddling_send(meddling, passage->sender, buffer_bytes(&meddling->first));
    buffer_truncate(&meddling->between, 0);
    passage->copies = 0;
    tell(meddling, meddling->kind->swaps, passage);
    return true;
}

/* True where the rule is done now. */
static bool apply(Meddling *meddling, TamperRule *rule, Passage *passage)
{
    switch (rule->action) {
    case TAMPER_CHANGE:
        return change(meddling, rule, passage);
    case TAMPER_SWAP:
        return swap(meddling, rule, passage);
    case TAMPER_DROP:
        passage->copies = 0;
        tell(meddling, meddling->kind->drops, passage);
        return true;
    case TAMPER_REPLAY:
        passage->copies = 2;
        tell(meddling, meddling->kind->replays, passage);
        return true;
    case TAMPER_INSERT:
        meddling->kind->insert(meddling->context, rule, passage);
        tell(meddling, meddling->kind->inserts, passage);
        return true;
    case TAMPER_TRUNCATE:
        meddling->cut = true;
        tell(meddling, meddling->kind->truncates, passage);
        return true;
    case TAMPER_WARNING:
    case TAMPER_FATAL:
        break; /* a peer's alone, which asks for them before it builds the message */
    }
    return false;
}

bool meddling_is_meant(TamperRule *rule, Actor sender, int handshake, MessageId id)
{
    bool meant = tampering_meets(&rule->target, sender, handshake, id);
    if (rule->action == TAMPER_SWAP && tampering_meets(&rule->other, sender, handshake, id))
        meant = true;
    return meant;
}

bool meddling_find_field(FieldTree *tree, const char *path, size_t *offset, size_t *length)
{
    int index = field_tree_find(tree, path);
    if (index >= 0) {
        *offset = tree->fields[index].offset;
        *length = tree->fields[index].length;
    }
    field_tree_clear(tree);
    return index >= 0;
}

void meddling_take(Meddling *meddling, Passage *passage)
{
    meddling->teller.handshake = passage->handshake;
    for (int i = 0; i < meddling->rules->count; i++) {
        TamperRule *rule = &meddling->rules->rules[i];
        if (!rule->sealed && meddling_is_meant(rule, passage->sender, passage->handshake, passage->id) &&
            apply(meddling, rule, passage))
            rule->done = true;
    }
}
