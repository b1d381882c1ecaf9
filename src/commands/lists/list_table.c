#include <string.h>

#include "base/rfc.h"
#include "base/text.h"
#include "commands/lists/lists.h"
#include "report/tell/style.h"
#include "report/write/documents.h"

static void append_string(Buffer *out, const char *text)
{
    Buffer marked = BUFFER_EMPTY;
    rfc_append_marked(&marked, text);
    style_append_harmless(out, buffer_bytes(&marked));
    buffer_clear(&marked);
}

/* "8446, 9846" of what obsoleted an RFC. */
static void append_numbers(Buffer *out, const json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++)
        text_print(out, "%s%lld", i ? ", " : "",
                   (long long)json_integer_value(json_object_get(json_array_get(array, i), "rfc")));
}

/* A cell as text: "-" for null, and for nothing. */
static void append_cell(Buffer *out, const json_t *value)
{
    if (json_is_string(value))
        append_string(out, json_string_value(value));
    else if (json_array_size(value))
        append_numbers(out, value);
    else if (json_is_integer(value))
        text_print(out, "%lld", (long long)json_integer_value(value));
    else
        text_append(out, "-");
}

/* What a row says under a key, itself or of today. */
static const json_t *cell_of(const json_t *row, const char *key)
{
    const json_t *value = json_object_get(row, key);
    return value ? value : json_object_get(json_object_get(row, "standing"), key);
}

static size_t column_width(const char *key, const json_t *array)
{
    size_t width = strlen(key);
    for (size_t i = 0; i < json_array_size(array); i++) {
        Buffer cell = BUFFER_EMPTY;
        append_cell(&cell, cell_of(json_array_get(array, i), key));
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
            append_cell(out, cell_of(row, list->columns[i]));
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
        if (!value || json_is_null(value))
            continue;
        text_append(out, "    ");
        append_cell(out, value);
        text_append(out, "\n");
    }
}

static const char *sentence_of(const json_t *array, size_t row)
{
    return json_string_value(json_object_get(json_object_get(json_array_get(array, row), "standing"), "why"));
}

static bool is_said_before(const json_t *array, size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (sentence_of(array, i) && strcmp(sentence_of(array, i), sentence_of(array, row)) == 0)
            return true;
    return false;
}

/* "forbidden: Today RSA must not be used … any more. RFC 10015 §4": each once, in the order of the rows. */
static void append_standings(Buffer *out, const json_t *array)
{
    bool any = false;
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *standing = json_object_get(json_array_get(array, i), "standing");
        if (!sentence_of(array, i) || is_said_before(array, i))
            continue;
        text_append(out, any ? "" : "\n");
        any = true;
        text_print(out, "%s: %s ", json_string_value(json_object_get(standing, "today")), sentence_of(array, i));
        append_string(out, json_string_value(json_object_get(standing, "source")));
        text_append(out, "\n");
    }
}

static void gather_cell(RfcSet *set, const json_t *row, const char *key)
{
    rfc_set_add(set, json_string_value(cell_of(row, key)));
}

/* Whether a mark stands somewhere in the table; the list of RFCs itself says what each means. */
static bool has_marks(const List *list, const json_t *array)
{
    RfcSet set = {0};
    for (size_t row = 0; row < json_array_size(array) && strcmp(list->name, "rfcs") != 0; row++) {
        for (int i = 0; i < LIST_COLUMNS_MAX && list->columns[i]; i++)
            gather_cell(&set, json_array_get(array, row), list->columns[i]);
        for (int i = 0; i < LIST_BELOW_MAX && list->below[i]; i++)
            gather_cell(&set, json_array_get(array, row), list->below[i]);
        gather_cell(&set, json_object_get(json_array_get(array, row), "standing"), "source");
    }
    return documents_any_marked(&set);
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
    append_standings(out, array);
    if (has_marks(list, array))
        text_append(out, "\n" RFC_MARK " What has become of an RFC with this mark: tlsteps list rfcs\n");
}
