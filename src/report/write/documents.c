#include "report/write/documents.h"

#include "base/text.h"
#include "report/tell/today.h"
#include "tls/wire/message.h"

void documents_add_told(RfcSet *set, const Timeline *timeline, const Step *step)
{
    rfc_set_add(set, step->item->source);
    rfc_set_add(set, step->item->why);
    rfc_set_add(set, step->item->text);
    for (int i = 0; i < step->fact_count; i++) {
        const Standing *standing = today_first_of(timeline, step, &step->facts[i]);
        rfc_set_add(set, standing ? standing->source : NULL);
    }
}

static void add_fields(RfcSet *set, const StepMessage *message)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    timeline_annotate(&tree, message);
    for (int i = 0; i < tree.count; i++) {
        const Field *field = &tree.fields[i];
        const FieldInfo *info =
            tls_field_info(field->parent >= 0 ? tree.fields[field->parent].name : NULL, field->name);
        rfc_set_add(set, info ? info->source : NULL);
    }
    field_tree_clear(&tree);
}

void documents_add_all(RfcSet *set, const Timeline *timeline, const Step *step)
{
    documents_add_told(set, timeline, step);
    for (int i = 0; i < step->fact_count; i++)
        rfc_set_add(set, fact_source(step->facts[i].ref.id, step->facts[i].how.id));
    if (step->message)
        add_fields(set, step->message);
}

bool documents_any_marked(const RfcSet *set)
{
    for (int i = 0; i < RFC_COUNT; i++)
        if (set->cited[i] && rfc_is_marked(rfc_at(i)))
            return true;
    return false;
}

void documents_append_line(Buffer *out, const Rfc *rfc)
{
    text_append(out, "RFC ");
    text_append_decimal(out, (uint64_t)rfc->number);
    text_append(out, rfc_is_marked(rfc) ? RFC_MARK " (" : " (");
    text_append(out, rfc->date);
    text_append(out, "), ");
    text_append(out, rfc->title);
    text_append(out, ": ");
    rfc_append_standing(out, rfc);
    text_append(out, ".");
    text_append(out, *rfc->note ? " " : "");
    text_append(out, rfc->note);
}
