#include <string.h>

#include "base/text.h"
#include "commands/lists.h"
#include "report/style.h"

/* A cell as text: "-" for null. */
static void append_cell(Buffer *out, const json_t *value)
{
    if (json_is_string(value))
        style_append_harmless(out, bytes_of_text(json_string_value(value)));
    else if (json_is_integer(value))
        style_print(out, "%lld", (long long)json_integer_value(value));
    else
        text_append(out, "-");
}

static size_t column_width(const char *key, const json_t *array)
{
    size_t width = strlen(key);
    for (size_t i = 0; i < json_array_size(array); i++) {
        Buffer cell = BUFFER_EMPTY;
        append_cell(&cell, json_object_get(json_array_get(array, i), key));
        size_t columns = style_columns(buffer_bytes(&cell));
        width = columns > width ? columns : width;
        buffer_clear(&cell);
    }
    return width;
}

/* Cells padded to their columns, the last one not; `row` NULL: the headings. */
static void append_row(Buffer *out, const List *list, const size_t *widths, const json_t *row)
{
    for (int i = 0; i < LIST_COLUMNS_MAX && list->columns[i]; i++) {
        size_t start = out->size;
        if (row)
            append_cell(out, json_object_get(row, list->columns[i]));
        else
            text_append(out, list->columns[i]);
        if (i + 1 < LIST_COLUMNS_MAX && list->columns[i + 1])
            style_pad(out, start, widths[i] + 2);
    }
    text_append(out, "\n");
}

/* Each in a line of its own, set in. */
static void append_below(Buffer *out, const List *list, const json_t *row)
{
    for (int i = 0; i < LIST_BELOW_MAX && list->below[i]; i++) {
        const json_t *value = json_object_get(row, list->below[i]);
        if (json_is_null(value))
            continue;
        text_append(out, "    ");
        append_cell(out, value);
        text_append(out, "\n");
    }
}

void list_append_table(Buffer *out, const List *list, const json_t *array)
{
    size_t widths[LIST_COLUMNS_MAX] = {0};
    for (int i = 0; i < LIST_COLUMNS_MAX && list->columns[i]; i++)
        widths[i] = column_width(list->columns[i], array);
    append_row(out, list, widths, NULL);
    for (size_t i = 0; i < json_array_size(array); i++) {
        append_row(out, list, widths, json_array_get(array, i));
        append_below(out, list, json_array_get(array, i));
    }
}
