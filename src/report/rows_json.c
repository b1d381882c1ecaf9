#include "base/text.h"
#include "report/json_parts.h"
#include "report/rows.h"

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

static json_t *new_opened(const Row *row, const RowsShown *shown)
{
    RowsShown inside = {.edge = shown->edge, .open = shown->open - 1};
    Worked *opened = row->opens(row);
    json_t *value = opened ? rows_new_json(opened, &inside) : json_null();
    worked_free(opened);
    return value;
}

static json_t *new_row(const Worked *worked, size_t index, const RowsShown *shown)
{
    Arena arena = {0};
    Row row;
    worked_row(worked, index, &arena, &row);
    json_t *operands = json_array();
    for (int i = 0; i < row.operand_count; i++)
        json_array_append_new(operands, new_operand(&row.operands[i]));
    json_t *object =
        json_pack("{sI so so so so so sb}", "row", (json_int_t)index + 1, "name", json_new_name(row.result.name),
                  "formula", json_new_name(row.formula), "operands", operands, "result", new_value(&row.result), "note",
                  json_new_name(row.note), "opens", row.opens != NULL);
    if (row.opens && shown->open > 0)
        json_object_set_new(object, "opened", new_opened(&row, shown));
    arena_clear(&arena);
    return object;
}

json_t *rows_new_json(const Worked *worked, const RowsShown *shown)
{
    size_t count = worked_count(worked);
    json_t *rows = json_array();
    for (size_t i = rows_next(shown, count, 0); i < count; i = rows_next(shown, count, i + 1))
        json_array_append_new(rows, new_row(worked, i, shown));
    return json_pack("{so sI so}", "title", json_new_name(worked_title(worked)), "count", (json_int_t)count, "rows",
                     rows);
}
