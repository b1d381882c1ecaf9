/* The bytes of a message: its field tree and its hex dump, side by side and linked, and what the selected field means.
 */
#include <stdio.h>

#include "base/rfc.h"
#include "base/text.h"
#include "tls/wire/message.h"
#include "ui/content/bytes_draw.h"
#include "ui/content/bytes_value.h"
#include "ui/content/words.h"
#include "ui/page/list.h"
#include "ui/player/view.h"

enum { HEAD = 1 };

/* The view's parts, and how many bytes a line of the dump has. */
typedef struct Parts {
    Area head, tree, dump, foot;
    int columns;
} Parts;

/* Rows at the foot for what the selected field is. */
static int foot_height(int height)
{
    return height >= 10 ? 3 : 2;
}

static bool act(Player *player, Action action, Extent extent)
{
    BytesState *state = &player->bytes;
    int field = state->field;
    if (list_move(&field, state->tree.count, extent.height - HEAD - foot_height(extent.height), action)) {
        bytes_select_field(state, field);
        return true;
    }
    switch (action) {
    case ACTION_PREVIOUS_BYTE:
        bytes_select(state, state->byte - 1); /* before the first: wraps to a number that no message reaches */
        break;
    case ACTION_NEXT_BYTE:
        bytes_select(state, state->byte + 1);
        break;
    case ACTION_WIRE:
        bytes_show_records(state, !state->wire);
        break;
    default:
        return false;
    }
    return true;
}

static void draw_field(const BytesState *state, const Area *area, int row, int index)
{
    const Field *field = &state->tree.fields[index];
    bool selected = index == state->field, changed = bytes_change_in(state, field) >= 0;
    Style style = selected                     ? STYLE_SELECTED
                  : changed                    ? STYLE_BAD
                  : field->kind == FIELD_GROUP ? STYLE_STRONG
                                               : STYLE_PLAIN;
    Buffer value = BUFFER_EMPTY;
    char number[16] = "";
    if (field->index >= 0)
        snprintf(number, sizeof number, " %d", field->index);
    if (selected)
        canvas_fill(area, row, 0, area->width, style, "");
    int used = 2 * field->depth;
    if (changed) {
        used += canvas_text(area, row, used, 1, STYLE_BAD, canvas_glyph(GLYPH_UNEQUAL));
        used += canvas_text(area, row, used, 1, style, " ");
    }
    used += canvas_text(area, row, used, area->width - used, style, field->name);
    used += canvas_text(area, row, used, area->width - used, style, number) + 1;
    bytes_append_value(&value, state->bytes, field);
    canvas_value(area, row, used, area->width - used, selected ? STYLE_SELECTED : STYLE_VALUE, text_finish(&value));
    buffer_clear(&value);
}

static void draw_tree(const BytesState *state, const Area *area)
{
    int top = list_top(state->field, state->tree.count, area->height);
    for (int row = 0; row < area->height && top + row < state->tree.count; row++)
        draw_field(state, area, row, top + row);
}

/* Where the selected field stands, and which document says what it is. */
static void draw_place(const BytesState *state, const Area *area, const FieldInfo *info)
{
    const Field *field = &state->tree.fields[state->field];
    Buffer source = BUFFER_EMPTY;
    char place[64];
    rfc_append_marked(&source, info ? info->source : "");
    snprintf(place, sizeof place, ": %zu byte%s from %zu", field->length, field->length == 1 ? "" : "s", field->offset);
    Buffer path = BUFFER_EMPTY;
    field_tree_append_path(&path, &state->tree, state->field);
    int right = canvas_width(text_finish(&source)), room = area->width - canvas_width(place) - right - 2;
    int used = canvas_value(area, 0, 0, room, STYLE_HEADING, text_finish(&path));
    canvas_text(area, 0, used, area->width - used, STYLE_PLAIN, place);
    canvas_text(area, 0, area->width - right, right, STYLE_DIM, text_finish(&source));
    buffer_clear(&path);
    buffer_clear(&source);
}

static void draw_foot(const BytesState *state, const Area *area)
{
    if (state->field < 0)
        return;
    const Field *field = &state->tree.fields[state->field];
    const char *parent = field->parent >= 0 ? state->tree.fields[field->parent].name : NULL;
    const FieldInfo *info = tls_field_info(parent, field->name);
    bool broken = state->tree.error != ERROR_NONE && !state->wire;
    Area body = {area->row + 1, area->column, area->height - 1, area->width};
    Page page;
    draw_place(state, area, info);
    page_start(&page, area->width);
    page.marks_terms = true;
    int change = bytes_change_in(state, field);
    if (change >= 0) {
        Buffer text = BUFFER_EMPTY;
        text_append(&text, "Changed on its way: ");
        tampered_append(&text, &state->tampered, change);
        page_paragraph(&page, STYLE_BAD, 0, text_finish(&text));
        buffer_clear(&text);
    }
    if (broken)
        page_paragraph(&page, STYLE_BAD, 0, error_sentence(state->tree.error));
    else if (info)
        page_paragraph(&page, STYLE_PLAIN, 0, info->meaning);
    page_draw_front(&page, &body);
    page_clear(&page);
}

static void draw_head(const Player *player, const Area *area)
{
    const BytesState *state = &player->bytes;
    const Step *step = state->step;
    const char *how = "";
    if (state->wire)
        how = " on the wire";
    else if (step->message->view.encrypted)
        how = message_is_closed(step) ? " (encrypted)" : " (decrypted)";
    Buffer title = BUFFER_EMPTY;
    char text[96];
    message_title(&title, step);
    snprintf(text, sizeof text, "%s, %zu byte%s%s", how, state->bytes.size, state->bytes.size == 1 ? "" : "s",
             step->number != player->step ? " (before this step)" : "");
    text_append(&title, text);
    int used = canvas_text(area, 0, 0, area->width, STYLE_TITLE, text_finish(&title)) + 2;
    Buffer change = BUFFER_EMPTY;
    if (!state->changed)
        tampered_append_all(&change, step->message);
    bool lost = step->message->differs && step->message->received.size == 0;
    if (change.size || lost)
        canvas_value(area, 0, used, area->width - used, STYLE_BAD, lost ? "lost on its way" : text_finish(&change));
    else
        canvas_text(area, 0, used, area->width - used, STYLE_DIM, state->wire ? "w: the message" : "w: its records");
    buffer_clear(&change);
    buffer_clear(&title);
}

static Parts part(const Area *area)
{
    int columns = area->width >= 190 ? 32 : area->width >= 112 ? 16 : 8;
    int dump_width = 7 + 4 * columns, foot_rows = foot_height(area->height);
    int height = area->height - HEAD - foot_rows;
    return (Parts){
        .head = {area->row, area->column, HEAD, area->width},
        .tree = {area->row + HEAD, area->column, height, area->width - dump_width - 2},
        .dump = {area->row + HEAD, area->column + area->width - dump_width, height, dump_width},
        .foot = {area->row + area->height - foot_rows, area->column, foot_rows, area->width},
        .columns = columns,
    };
}

static void draw(const Player *player, const Area *area)
{
    const BytesState *state = &player->bytes;
    if (!state->step) {
        canvas_text(area, 0, 0, area->width, STYLE_DIM, "No message has been sent yet.");
        return;
    }
    Parts parts = part(area);
    draw_head(player, &parts.head);
    draw_tree(state, &parts.tree);
    bytes_draw_dump(state, &parts.dump, parts.columns);
    draw_foot(state, &parts.foot);
}

/* The byte at a column of a line in the dump, from 0, by its hex or by its character; -1: none. */
static int byte_in_line(int column, int columns)
{
    int in_text = column - DUMP_HEX_COLUMN - 3 * columns - 1;
    if (in_text >= 0)
        return in_text < columns ? in_text : -1;
    return column >= DUMP_HEX_COLUMN ? (column - DUMP_HEX_COLUMN) / 3 : -1;
}

/* Selects the field, or the byte, under the mouse. */
static void click(Player *player, int row, int column, Extent extent)
{
    BytesState *state = &player->bytes;
    Area area = {0, 0, extent.height, extent.width};
    Parts parts = part(&area);
    int line = row - parts.tree.row, in_dump = column - parts.dump.column;
    if (!state->step || line < 0 || line >= parts.tree.height)
        return;
    if (column < parts.tree.width) {
        int field = list_top(state->field, state->tree.count, parts.tree.height) + line;
        if (field < state->tree.count)
            bytes_select_field(state, field);
        return;
    }
    int byte = byte_in_line(in_dump, parts.columns);
    if (byte >= 0)
        bytes_select(state,
                     (size_t)(bytes_dump_top(state, parts.dump.height, parts.columns) + line) * (size_t)parts.columns +
                         (size_t)byte);
}

/* A field by its name, its value, and where it stands. */
static void tell_field(const Player *player, Page *page, const Field *field)
{
    Buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY;
    text_append(&label, field->name);
    if (field->index >= 0) {
        text_append(&label, " ");
        text_append_decimal(&label, (uint64_t)field->index);
    }
    bytes_append_value(&value, player->bytes.bytes, field);
    if (value.size) {
        page_value(page, STYLE_PLAIN, 2 * field->depth, text_finish(&label), text_finish(&value), player->full);
    } else {
        page_line(page);
        page_space(page, 2 * field->depth);
        page_add(page, STYLE_PLAIN, text_finish(&label));
    }
    page_format(page, STYLE_DIM, " (%zu byte%s from %zu)", field->length, field->length == 1 ? "" : "s", field->offset);
    buffer_clear(&label);
    buffer_clear(&value);
}

static void tell(const Player *player, Page *page)
{
    const BytesState *state = &player->bytes;
    Buffer title = BUFFER_EMPTY;
    page_line(page);
    page_format(page, STYLE_TITLE, "%s%s",
                state->step ? message_title(&title, state->step) : "No message has been sent yet.",
                state->step && state->wire ? " on the wire" : "");
    for (int i = 0; i < state->tree.count; i++)
        tell_field(player, page, &state->tree.fields[i]);
    buffer_clear(&title);
}

static bool take(const Player *player, Taken *out)
{
    const BytesState *state = &player->bytes;
    if (!state->step || state->field < 0)
        return false;
    const Field *field = &state->tree.fields[state->field];
    taken_of_bytes(out, field->name, VALUE_BYTES, bytes_slice(state->bytes, field->offset, field->length));
    return true;
}

const View view_bytes = {
    .name = "Bytes", .wants_rows = true, .draw = draw, .tell = tell, .act = act, .click = click, .take = take};
