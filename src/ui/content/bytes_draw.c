#include "ui/content/bytes_draw.h"

#include <stdio.h>

#include "ui/page/list.h"

static bool byte_selected(const BytesState *state, size_t at)
{
    if (state->field < 0)
        return false;
    const Field *field = &state->tree.fields[state->field];
    return at >= field->offset && at - field->offset < field->length;
}

static void draw_dump_line(const BytesState *state, const Area *area, int row, size_t from, int columns)
{
    char text[24];
    snprintf(text, sizeof text, "%04zx", from);
    canvas_text(area, row, 0, 4, STYLE_DIM, text);
    for (int i = 0; i < columns && from + (size_t)i < state->bytes.size; i++) {
        size_t at = from + (size_t)i;
        uint8_t byte = state->bytes.data[at];
        bool selected = byte_selected(state, at);
        Style style = at == state->byte && selected ? STYLE_NEW : selected ? STYLE_SELECTED : STYLE_PLAIN;
        snprintf(text, sizeof text, "%02x", byte);
        canvas_text(area, row, DUMP_HEX_COLUMN + 3 * i, 2, style, text);
        if (selected && i + 1 < columns && byte_selected(state, at + 1))
            canvas_text(area, row, DUMP_HEX_COLUMN + 2 + 3 * i, 1, STYLE_SELECTED, " ");
        snprintf(text, sizeof text, "%c", byte >= 0x20 && byte < 0x7f ? byte : '.');
        canvas_text(area, row, DUMP_HEX_COLUMN + 1 + 3 * columns + i, 1, selected ? STYLE_SELECTED : STYLE_DIM, text);
    }
}

static int dump_lines(const BytesState *state, int columns)
{
    return (int)((state->bytes.size + (size_t)columns - 1) / (size_t)columns);
}

int bytes_dump_top(const BytesState *state, int height, int columns)
{
    return list_top((int)(state->byte / (size_t)columns), dump_lines(state, columns), height);
}

void bytes_draw_dump(const BytesState *state, const Area *area, int columns)
{
    int count = dump_lines(state, columns), top = bytes_dump_top(state, area->height, columns);
    for (int row = 0; row < area->height && top + row < count; row++)
        draw_dump_line(state, area, row, (size_t)(top + row) * (size_t)columns, columns);
}
