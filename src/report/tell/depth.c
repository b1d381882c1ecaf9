#include "report/tell/depth.h"

#include "base/rfc.h"
#include "base/text.h"
#include "report/tell/story.h"
#include "report/tell/style.h"
#include "report/tell/today.h"

enum { FIELDS_MAX = 6, FIELD_VALUE_MAX = 13 };

const char *depth_name(Depth depth)
{
    static const char *const names[DEPTH_COUNT] = {"why", "what", "bytes"};
    return names[depth];
}

/* "191 bytes, in 1 record from byte 0 of all that the client sent" */
static void append_place(Buffer *out, const StepMessage *message)
{
    const MessageView *view = &message->view;
    text_print(out, "%zu byte%s", view->bytes.size, view->bytes.size == 1 ? "" : "s");
    if (view->record_count > 0)
        text_print(out, ", %sin %d record%s from byte %llu of all that the %s sent",
                   view->encrypted ? "encrypted " : "", view->record_count, view->record_count == 1 ? "" : "s",
                   (unsigned long long)view->records[0].offset, actor_name(message->from));
}

/* The message's first fields, those within them left out: "01 msg_type (client_hello)". */
static void append_fields(Buffer *out, const StepMessage *message)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    int told = 0;
    timeline_annotate(&tree, message);
    for (int i = 0; i < tree.count && told <= FIELDS_MAX; i++) {
        const Field *field = &tree.fields[i];
        if (field->depth > 0)
            continue;
        text_append(out, told ? " · " : ": ");
        if (told++ == FIELDS_MAX) {
            text_append(out, "…");
            break;
        }
        story_append_value(out, VALUE_BYTES, bytes_slice(message->view.bytes, field->offset, field->length),
                           FIELD_VALUE_MAX);
        text_print(out, " %s", field->name);
        if (field->value_name)
            text_print(out, " (%s)", field->value_name);
    }
    field_tree_clear(&tree);
}

/* "master_secret (48 bytes) 8f21…aa01 = PRF(…)[0..47], with sha256, …" */
static void append_fact(Buffer *out, const TimelineFact *fact, size_t limit)
{
    Buffer size = BUFFER_EMPTY;
    text_print(out, "%s ", fact->bare);
    story_append_size(&size, fact);
    if (size.size)
        text_print(out, "(%s) ", text_finish(&size));
    story_append_value(out, story_value_kind(fact), fact->value, limit);
    if (fact->how.id != DERIVATION_NONE) {
        text_append(out, " = ");
        story_append_derivation(out, &fact->how);
    }
    buffer_clear(&size);
}

static void append_side(Buffer *out, const char *name, const Check *check, Bytes value, size_t limit)
{
    text_print(out, ", %s ", name);
    story_append_value(out, check->kind, value, limit);
}

static void append_bytes(Buffer *out, const Step *step, size_t limit)
{
    if (step->message) {
        append_place(out, step->message);
        append_fields(out, step->message);
    } else if (step->check) {
        story_append_verdict(out, step->check);
        append_side(out, "expected", step->check, step->check->expected, limit);
        append_side(out, "found", step->check, step->check->found, limit);
    } else if (step->fact_count == 0) {
        text_append(out, "No byte crosses the wire here, and nothing is computed.");
    }
    for (int i = 0; i < step->fact_count && !step->message; i++) {
        text_append(out, i ? "; " : "");
        append_fact(out, &step->facts[i], limit);
    }
}

/* The RFCs are marked before values are filled in, which stay as they are. */
static void append_what(Buffer *out, const Timeline *timeline, const Step *step, size_t limit)
{
    Buffer text = BUFFER_EMPTY;
    rfc_append_marked(&text, step->item->text);
    timeline_append_sentence(out, timeline, step, text_finish(&text), limit);
    buffer_clear(&text);
    today_append(out, timeline, step);
}

void depth_append(Buffer *out, const Timeline *timeline, const Step *step, Depth depth, size_t limit)
{
    switch (depth) {
    case DEPTH_WHY:
        rfc_append_marked(out, step->item->why);
        break;
    case DEPTH_WHAT:
        append_what(out, timeline, step, limit);
        break;
    case DEPTH_BYTES:
        append_bytes(out, step, limit);
        break;
    case DEPTH_COUNT:
        break;
    }
}
