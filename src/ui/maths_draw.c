#include "ui/maths_draw.h"

#include <stdio.h>

#include "base/text.h"
#include "ui/maths.h"
#include "ui/maths_row.h"

enum { FOOT_LEAST = 5, FOOT_MOST = 7, INPUT_COLUMN = 4, ROW_COLUMN = 2, RESULT_COLUMNS = 48 };

typedef struct Drawing {
    const MathsSheet *sheet;
    size_t selected, top;
    NumberBase base;
    Area list, foot;
    Row *rows;    /* those in sight, each at its line's place */
    int equation; /* columns that the widest equation of these takes */
    Arena arena;
} Drawing;

int maths_list_height(const MathsSheet *sheet, size_t selected, int height)
{
    MathsLine line = maths_sheet_line(sheet, selected);
    int foot = height / 2 > FOOT_MOST ? FOOT_MOST : height / 2 < FOOT_LEAST ? FOOT_LEAST : height / 2;
    if (line.kind != MATHS_ROW)
        return height;
    return line.block->small ? height - 1 : height - foot;
}

size_t maths_top(const MathsSheet *sheet, size_t selected, size_t top, int height)
{
    size_t rows = (size_t)maths_list_height(sheet, selected, height), lines = maths_sheet_lines(sheet);
    size_t last = lines > rows ? lines - rows : 0;
    if (top > last)
        top = last;
    if (top > selected)
        top = selected;
    return selected >= top + rows ? selected - rows + 1 : top;
}

static Style style_at(const Drawing *drawing, size_t number, Style style)
{
    return number == drawing->selected ? STYLE_SELECTED : style;
}

/* Makes the rows in sight. */
static void make_rows(Drawing *drawing)
{
    size_t lines = maths_sheet_lines(drawing->sheet);
    drawing->rows = arena_new(&drawing->arena, (size_t)drawing->list.height * sizeof *drawing->rows);
    for (int i = 0; i < drawing->list.height && drawing->top + (size_t)i < lines; i++) {
        MathsLine line = maths_sheet_line(drawing->sheet, drawing->top + (size_t)i);
        Buffer equation = BUFFER_EMPTY;
        if (line.kind != MATHS_ROW)
            continue;
        worked_row(line.block->worked, line.index, &drawing->arena, &drawing->rows[i]);
        int width = canvas_width(row_equation(&equation, &drawing->rows[i]));
        drawing->equation = width > drawing->equation ? width : drawing->equation;
        buffer_clear(&equation);
    }
}

static int digits_of(size_t number)
{
    char text[24];
    return snprintf(text, sizeof text, "%zu", number);
}

/* What a row comes to: in numbers where these are for paper, else its result with its size. Returns the columns used.
 */
static int draw_outcome(const Drawing *drawing, int at, int column, Style style, const Row *row)
{
    const Area *area = &drawing->list;
    Buffer text = BUFFER_EMPTY, size = BUFFER_EMPTY;
    int used = 0, room = area->width - column;
    if (row_in_numbers(&text, row, drawing->base) && canvas_width(text_finish(&text)) <= room) {
        used = canvas_text(area, at, column, room, style, text_finish(&text));
    } else {
        buffer_truncate(&text, 0);
        operand_size_text(&size, &row->result);
        int value = room - canvas_width(text_finish(&size)) - 2;
        used = canvas_value(area, at, column, value < RESULT_COLUMNS ? value : RESULT_COLUMNS, style,
                            operand_in_base(&text, &row->result, drawing->base));
        used += canvas_text(area, at, column + used, 2, style, "  ");
        used += canvas_text(area, at, column + used, room - used, style == STYLE_SELECTED ? style : STYLE_DIM,
                            text_finish(&size));
    }
    buffer_clear(&text);
    buffer_clear(&size);
    return used;
}

static void draw_row(const Drawing *drawing, int at, const MathsLine *line, Style style)
{
    enum { GAP = 3 };
    const Area *area = &drawing->list;
    const Row *row = &drawing->rows[at];
    Buffer equation = BUFFER_EMPTY;
    char number[24];
    int digits = digits_of(line->block->rows), column = ROW_COLUMN + digits + 2;
    int room = drawing->equation < area->width / 2 ? drawing->equation : area->width / 2;
    if (row->opens)
        canvas_text(area, at, 0, 1, style, canvas_glyph(GLYPH_ARROW_RIGHT));
    snprintf(number, sizeof number, "%*zu", digits, line->index + MATHS_FIRST_ROW);
    canvas_text(area, at, ROW_COLUMN, digits, style == STYLE_SELECTED ? style : STYLE_DIM, number);
    canvas_value(area, at, column, room, style, row_equation(&equation, row));
    column += room + GAP;
    column += draw_outcome(drawing, at, column, style == STYLE_SELECTED ? style : STYLE_VALUE, row) + GAP;
    if (*row->note && column + canvas_width(row->note) <= area->width)
        canvas_text(area, at, column, area->width - column, style == STYLE_SELECTED ? style : STYLE_DIM, row->note);
    buffer_clear(&equation);
}

/* A text with another behind it, as much of that as is worth reading. */
static void draw_pair(const Area *area, int at, int column, Style style, const char *text, Style style_behind,
                      const char *behind)
{
    enum { WORTH = 20 };
    int used = column + canvas_value(area, at, column, area->width - column, style, text) + 2;
    int room = area->width - used;
    if (room >= WORTH || room >= canvas_width(behind))
        canvas_value(area, at, used, room, style_behind, behind);
}

static int input_columns(const MathsBlock *block)
{
    int most = 0;
    for (int i = 0; i < block->input_count; i++) {
        int width = canvas_width(block->inputs[i].name);
        most = width > most ? width : most;
    }
    return most;
}

static void draw_title(const Area *area, int at, const MathsBlock *block, Style style)
{
    char rows[32];
    snprintf(rows, sizeof rows, "%zu row%s", block->rows, block->rows == 1 ? "" : "s");
    draw_pair(area, at, ROW_COLUMN, style, worked_title(block->worked), style == STYLE_SELECTED ? style : STYLE_DIM,
              rows);
}

static void draw_line(const Drawing *drawing, int at, size_t number)
{
    const Area *area = &drawing->list;
    MathsLine line = maths_sheet_line(drawing->sheet, number);
    const MathsBlock *block = line.block;
    Style strong = style_at(drawing, number, STYLE_STRONG), plain = style_at(drawing, number, STYLE_PLAIN);
    Style dim = style_at(drawing, number, STYLE_DIM);
    if (number == drawing->selected)
        canvas_fill(area, at, 0, area->width, STYLE_SELECTED, "");
    switch (line.kind) {
    case MATHS_HEADING:
        draw_pair(area, at, 0, style_at(drawing, number, STYLE_HEADING), block->heading, dim, block->meaning);
        break;
    case MATHS_FORMULA:
        canvas_text(area, at, ROW_COLUMN, 1, strong, "=");
        draw_pair(area, at, INPUT_COLUMN, strong, block->formula, dim, block->source);
        break;
    case MATHS_INPUT:
        row_draw_value(area, at, INPUT_COLUMN, input_columns(block), plain, &block->inputs[line.index], drawing->base);
        break;
    case MATHS_RESULT:
        canvas_text(area, at, ROW_COLUMN, 1, strong, "=");
        row_draw_value(area, at, ROW_COLUMN, 0, strong,
                       &(Operand){"", block->result.kind, block->result.value, block->result.negative}, drawing->base);
        break;
    case MATHS_VERDICT:
        canvas_value(area, at, ROW_COLUMN, area->width - ROW_COLUMN, style_at(drawing, number, block->verdict_style),
                     block->verdict);
        break;
    case MATHS_COMMAND:
        draw_pair(area, at, ROW_COLUMN, dim, MATHS_COMMAND_LABEL, plain, block->command);
        break;
    case MATHS_TITLE:
        draw_title(area, at, block, style_at(drawing, number, STYLE_EMPHASIS));
        break;
    case MATHS_ROW:
        draw_row(drawing, at, &line, plain);
        break;
    case MATHS_SPACE:
        break;
    }
}

static void draw_signs(const Drawing *drawing, size_t lines)
{
    const Area *area = &drawing->list;
    if (drawing->top > 0)
        canvas_text(area, 0, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (drawing->top + (size_t)area->height < lines)
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
}

void maths_draw(const Area *area, const MathsSheet *sheet, size_t selected, size_t top, NumberBase base)
{
    size_t lines = maths_sheet_lines(sheet);
    int height = maths_list_height(sheet, selected, area->height);
    Drawing drawing = {.sheet = sheet, .selected = selected, .base = base};
    drawing.top = maths_top(sheet, selected, top, area->height);
    drawing.list = (Area){area->row, area->column, height, area->width - 2};
    drawing.foot = (Area){area->row + height, area->column, area->height - height, area->width};
    make_rows(&drawing);
    for (int at = 0; at < height && drawing.top + (size_t)at < lines; at++)
        draw_line(&drawing, at, drawing.top + (size_t)at);
    if (drawing.foot.height > 0)
        row_draw_values(&drawing.foot, &drawing.rows[selected - drawing.top], base);
    drawing.list.width = area->width;
    draw_signs(&drawing, lines);
    arena_clear(&drawing.arena);
}
