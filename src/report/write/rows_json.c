#include "base/text.h"
#include "report/write/json_parts.h"
#include "report/write/writing.h"

static json_t *new_value(const Operand *operand)
{
    static const char *const kinds[] = {[VALUE_BYTES] = "bytes", [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text"};
    json_t *value = json_new_value(operand->kind, operand->value);
    if (operand->negative) {
        json_t *positive = value;
        value = json_sprintf("-%s", json_string_value(positive));
        json_decref(positive);
    }
    return json_pack("{ss so}", "kind", kinds[operand->kind], "value", value);
}

static json_t *new_operand(const Operand *operand)
{
    json_t *object = json_pack("{so}", "name", json_new_name(operand->name));
    json_t *value = new_value(operand);
    json_object_update(object, value);
    json_decref(value);
    return object;
}

/* All of a row but what it opens to. */
static json_t *new_row(const Row *row, size_t index)
{
    json_t *operands = json_array();
    for (int i = 0; i < row->operand_count; i++)
        json_array_append_new(operands, new_operand(&row->operands[i]));
    return json_pack("{sI so so so so so sb}", "row", (json_int_t)index + 1, "name", json_new_name(row->result.name),
                     "formula", json_new_name(row->formula), "operands", operands, "result", new_value(&row->result),
                     "note", json_new_name(row->note), "opens", row->opens != NULL);
}

/* What a row opens to; NULL where it does not, or is not to be opened. `inside`: how much of that is shown. */
static Worked *open_row(const Row *row, const RowsShown *shown, RowsShown *inside)
{
    *inside = (RowsShown){.edge = shown->edge, .open = shown->open - 1};
    return row->opens && shown->open > 0 ? row->opens(row) : NULL;
}

/* An object that goes on: without its closing brace. */
static void append_open_object(Buffer *out, json_t *object)
{
    json_append_line(out, object);
    buffer_truncate(out, out->size - 1);
    json_decref(object);
}

static bool write_worked(Writing *writing, const Worked *worked, const RowsShown *shown, json_t *head);

static bool write_row(Writing *writing, const Worked *worked, size_t index, const RowsShown *shown)
{
    Arena arena = {0};
    RowsShown inside;
    Row row;
    bool written = true;
    worked_row(worked, index, &arena, &row);
    append_open_object(&writing->text, new_row(&row, index));
    Worked *opened = open_row(&row, shown, &inside);
    if (opened) {
        text_append(&writing->text, ",\"opened\":");
        written = write_worked(writing, opened, &inside, json_object());
    }
    text_append(&writing->text, "}");
    worked_free(opened);
    arena_clear(&arena);
    return written && writing_hand_on(writing, WRITING_PIECE);
}

static bool write_worked(Writing *writing, const Worked *worked, const RowsShown *shown, json_t *head)
{
    size_t count = worked_count(worked), first = rows_next(shown, count, 0);
    bool written = true;
    json_object_set_new(head, "title", json_new_name(worked_title(worked)));
    json_object_set_new(head, "count", json_integer((json_int_t)count));
    append_open_object(&writing->text, head);
    text_append(&writing->text, ",\"rows\":[");
    for (size_t i = first; written && i < count; i = rows_next(shown, count, i + 1)) {
        text_append(&writing->text, i > first ? "," : "");
        written = write_row(writing, worked, i, shown);
    }
    text_append(&writing->text, "]}");
    return written;
}

bool rows_write_json(ReportSink *sink, void *context, const Worked *worked, const RowsShown *shown, json_t *head)
{
    Writing writing = {sink, context, BUFFER_EMPTY};
    bool written = write_worked(&writing, worked, shown, head) && writing_hand_on(&writing, 1);
    buffer_clear(&writing.text);
    return written;
}
