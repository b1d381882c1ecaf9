#include "ui/content/change.h"

#include "base/text.h"
#include "sim/scenario/scenario_changes.h"
#include "sim/scenario/tampering_write.h"
#include "tls/record/record.h"
#include "tls/wire/message.h"

/* What is changed */

/* The records of a message as they pass: where an attacker changed bytes before, with them changed. */
static MessageView passing(ChangeDraft *draft)
{
    const StepMessage *message = draft->sent->message;
    MessageView view = message->view;
    size_t size = 0, at = 0;
    for (int i = 0; i < view.record_count; i++)
        size += view.records[i].bytes.size;
    if (!message->differs || message->received.size != size || message->sent.size != size)
        return view;
    RecordView *records = arena_new(&draft->tree.notes, (size_t)view.record_count * sizeof *records);
    for (int i = 0; i < view.record_count; i++) {
        records[i] = view.records[i];
        records[i].bytes = bytes_slice(message->received, at, view.records[i].bytes.size);
        at += records[i].bytes.size;
    }
    view.records = records;
    return view;
}

/* The plain message out of records that are not protected and carry nothing else. */
static Bytes unpack(ChangeDraft *draft, const MessageView *view)
{
    Buffer all = BUFFER_EMPTY;
    for (int i = 0; i < view->record_count; i++)
        buffer_append(&all, bytes_slice(view->records[i].bytes, RECORD_HEADER_SIZE, SIZE_MAX));
    Bytes bytes = all.size == view->bytes.size ? arena_copy(&draft->tree.notes, buffer_bytes(&all)) : view->bytes;
    buffer_clear(&all);
    return bytes;
}

void change_take(ChangeDraft *draft, TamperWho who, bool wire)
{
    StepMessage message = *draft->sent->message;
    field_tree_clear(&draft->tree);
    draft->sealed = false;
    draft->who = who;
    draft->wire = who == TAMPER_BY_ATTACKER && (wire || message.view.encrypted);
    if (who == TAMPER_BY_ATTACKER) {
        message.view = passing(draft);
        if (!message.view.encrypted)
            message.view.bytes = unpack(draft, &message.view);
    }
    if (draft->wire) {
        draft->bytes = bytes_annotate_records(&draft->tree, &message.view);
    } else {
        draft->bytes = message.view.bytes;
        timeline_annotate(&draft->tree, &message);
    }
}

/* Of an RSA key exchange the client knows the block that it encrypts. */
static const TimelineFact *sealed_block(const ChangeDraft *draft)
{
    const Step *sent = draft->sent;
    const TimelineFact *block = timeline_known(draft->timeline, sent->actor, "padded_pre_master_secret", sent->number);
    bool here = block && block->connection == sent->connection && block->handshake == sent->handshake;
    return here && sent->message->id == MESSAGE_CLIENT_KEY_EXCHANGE ? block : NULL;
}

bool change_has_sealed(const ChangeDraft *draft)
{
    return draft->who == TAMPER_BY_SENDER && sealed_block(draft);
}

bool change_take_sealed(ChangeDraft *draft)
{
    if (!change_has_sealed(draft))
        return false;
    field_tree_clear(&draft->tree);
    draft->sealed = true;
    draft->bytes = sealed_block(draft)->value;
    pre_master_block_annotate(&draft->tree, draft->bytes);
    return true;
}

void change_clear(ChangeDraft *draft)
{
    field_tree_clear(&draft->tree);
    *draft = (ChangeDraft){.sent = NULL};
}

bool change_begin(ChangeDraft *draft, const Timeline *timeline, const BytesState *shown)
{
    const Step *sent = shown->step ? tampering_sent_step(timeline, shown->step) : NULL;
    if (!sent)
        return false;
    draft->sent = sent;
    draft->timeline = timeline;
    change_take(draft, TAMPER_BY_ATTACKER, shown->wire);
    return true;
}

const char *change_who(const ChangeDraft *draft)
{
    if (draft->who == TAMPER_BY_ATTACKER)
        return "an attacker on the wire";
    return draft->sent->message->from == ACTOR_CLIENT ? "the client itself" : "the server itself";
}

/* Rules */

bool change_append_action(Buffer *out, const ChangeDraft *draft, const char *action, const char *behind)
{
    text_append(out, action);
    text_append(out, ":");
    if (!tampering_write_target(out, draft->timeline, draft->sent, draft->who))
        return false;
    text_append(out, behind);
    return true;
}

/* The innermost field around `field` that a path leads to; -1 where none does. */
static int field_with_path(const FieldTree *tree, int field)
{
    Buffer path = BUFFER_EMPTY;
    while (field >= 0) {
        buffer_truncate(&path, 0);
        field_tree_append_path(&path, tree, field);
        if (field_tree_find(tree, text_finish(&path)) == field)
            break;
        field = tree->fields[field].parent;
    }
    buffer_clear(&path);
    return field;
}

/* Appends where offsets count from, and returns that place in the message. */
static bool append_place(Buffer *out, const ChangeDraft *draft, int field, size_t *from)
{
    int named = draft->wire ? -1 : field_with_path(&draft->tree, field);
    *from = 0;
    if (!tampering_write_target(out, draft->timeline, draft->sent, draft->who))
        return false;
    if (named < 0) /* an attacker's count from the record's first byte */
        return draft->wire || draft->who == TAMPER_BY_SENDER;
    text_append(out, ".");
    field_tree_append_path(out, &draft->tree, named);
    *from = draft->tree.fields[named].offset;
    return true;
}

bool change_append_field(Buffer *out, const ChangeDraft *draft, int field, Bytes value)
{
    const Field *changed = &draft->tree.fields[field];
    Bytes before = bytes_slice(draft->bytes, changed->offset, changed->length);
    size_t from;
    return before.size == value.size && append_place(out, draft, field, &from) &&
           tampering_write_difference(out, before, value, changed->offset - from);
}

bool change_append_form(Buffer *out, const ChangeDraft *draft, int field)
{
    size_t from;
    bool named = field >= 0 ? append_place(out, draft, field, &from)
                            : tampering_write_target(out, draft->timeline, draft->sent, draft->who);
    if (field < 0 && !draft->wire)
        text_append(out, ".FIELD");
    text_append(out, ":BYTE:BITS");
    return named;
}

bool change_append_bytes(Buffer *out, const ChangeDraft *draft, Bytes after)
{
    size_t from;
    return after.size == draft->bytes.size && append_place(out, draft, -1, &from) &&
           tampering_write_difference(out, draft->bytes, after, 0);
}

void change_append_option(Buffer *out, const ChangeDraft *draft, const Scenario *scenario, const char *rule)
{
    text_append(out, "--");
    scenario_change_append_key(out, scenario, draft->who, draft->sent->message->from, draft->sent->connection);
    text_append(out, " ");
    text_append(out, rule);
}
