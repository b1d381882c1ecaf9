#include "ui/content/maths_draw.h"

#include <stdio.h>

#include "base/rfc.h"
#include "base/text.h"
#include "ui/content/maths_row.h"
#include "ui/page/page.h"

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

/* --- lines of text: these are never cut, so that one may take several rows --- */

static int text_column(MathsLineKind kind)
{
    return kind == MATHS_HEADING ? 0 : kind == MATHS_FORMULA ? INPUT_COLUMN : ROW_COLUMN;
}

/* Its page in a list of that width; the caller clears it. False for a line that is no text: it takes one row. */
static bool fill_text(Page *page, const MathsLine *line, int width, bool selected)
{
    const MathsBlock *block = line->block;
    Style dim = selected ? STYLE_SELECTED : STYLE_DIM;
    Buffer source = BUFFER_EMPTY;
    char rows[32];
    page_start(page, width - text_column(line->kind) + PAGE_SIGNS);
    switch (line->kind) {
    case MATHS_HEADING:
        page_pair(page, selected ? STYLE_SELECTED : STYLE_HEADING, block->heading, dim,
                  block->meaning ? block->meaning : "");
        return true;
    case MATHS_FORMULA:
        rfc_append_marked(&source, block->source ? block->source : "");
        page_pair(page, selected ? STYLE_SELECTED : STYLE_STRONG, block->formula, dim, text_finish(&source));
        buffer_clear(&source);
        return true;
    case MATHS_TITLE:
        snprintf(rows, sizeof rows, "%zu row%s", block->rows, block->rows == 1 ? "" : "s");
        page_pair(page, selected ? STYLE_SELECTED : STYLE_EMPHASIS, worked_title(block->worked), dim, rows);
        return true;
    default:
        return false;
    }
}

static int rows_of(const MathsSheet *sheet, size_t number, int width)
{
    MathsLine line = maths_sheet_line(sheet, number);
    Page page;
    int rows = fill_text(&page, &line, width - PAGE_SIGNS, false) ? page.count : 1;
    page_clear(&page);
    return rows;
}

/* The first of the lines that are in sight where line `last` stands in the last of `rows` rows. */
static size_t first_before(const MathsSheet *sheet, size_t last, int rows, int width)
{
    size_t first = last;
    rows -= rows_of(sheet, last, width);
    while (first > 0 && (rows -= rows_of(sheet, first - 1, width)) >= 0)
        first--;
    return first;
}

size_t maths_top(const MathsSheet *sheet, size_t selected, size_t top, int height, int width)
{
    int rows = maths_list_height(sheet, selected, height);
    size_t last = first_before(sheet, maths_sheet_lines(sheet) - 1, rows, width);
    size_t least = first_before(sheet, selected, rows, width);
    if (top > last)
        top = last;
    if (top > selected)
        top = selected;
    return top < least ? least : top;
}

size_t maths_line_at(const MathsSheet *sheet, size_t top, int row, int width)
{
    size_t lines = maths_sheet_lines(sheet);
    while (top < lines && (row -= rows_of(sheet, top, width)) >= 0)
        top++;
    return top;
}

/* --- drawing --- */

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

static void draw_row(const Drawing *drawing, int at, const MathsLine *line, const Row *row, Style style)
{
    enum { GAP = 3 };
    const Area *area = &drawing->list;
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

static void draw_text(const Drawing *drawing, int at, const MathsLine *line, const Page *page, Style strong)
{
    const Area *list = &drawing->list;
    int column = text_column(line->kind), left = list->height - at;
    Area area = {list->row + at, list->column + column, page->count < left ? page->count : left, list->width - column};
    if (strong == STYLE_SELECTED)
        for (int row = at; row < at + area.height; row++)
            canvas_fill(list, row, 0, list->width, strong, "");
    if (line->kind == MATHS_FORMULA)
        canvas_text(list, at, ROW_COLUMN, 1, strong, "=");
    page_draw_front(page, &area);
}

/* A line of one row. */
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
        /* Folded: a command is no line of the maths. */
        canvas_text(area, at, 0, 1, plain, canvas_glyph(GLYPH_ARROW_RIGHT));
        draw_pair(area, at, ROW_COLUMN, dim, block->command_label, dim, "Enter shows how, y copies it");
        break;
    case MATHS_ROW:
        draw_row(drawing, at, &line, &drawing->rows[number - drawing->top], plain);
        break;
    default:
        break;
    }
}

/* The lines in sight; returns the first below them. */
static size_t draw_lines(const Drawing *drawing)
{
    size_t lines = maths_sheet_lines(drawing->sheet), number = drawing->top;
    for (int at = 0; at < drawing->list.height && number < lines; number++) {
        MathsLine line = maths_sheet_line(drawing->sheet, number);
        Page page;
        if (fill_text(&page, &line, drawing->list.width, number == drawing->selected))
            draw_text(drawing, at, &line, &page, style_at(drawing, number, STYLE_STRONG));
        else
            draw_line(drawing, at, number);
        at += page.count > 0 ? page.count : 1;
        page_clear(&page);
    }
    return number;
}

static void draw_signs(const Drawing *drawing, size_t below)
{
    const Area *area = &drawing->list;
    if (drawing->top > 0)
        canvas_text(area, 0, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_UP));
    if (below < maths_sheet_lines(drawing->sheet))
        canvas_text(area, area->height - 1, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_SCROLL_DOWN));
}

void maths_draw(const Area *area, const MathsSheet *sheet, size_t selected, size_t top, NumberBase base)
{
    int height = maths_list_height(sheet, selected, area->height);
    Drawing drawing = {.sheet = sheet, .selected = selected, .base = base};
    drawing.top = maths_top(sheet, selected, top, area->height, area->width);
    drawing.list = (Area){area->row, area->column, height, area->width - PAGE_SIGNS};
    drawing.foot = (Area){area->row + height, area->column, area->height - height, area->width};
    make_rows(&drawing);
    size_t below = draw_lines(&drawing);
    if (drawing.foot.height > 0)
        row_draw_values(&drawing.foot, &drawing.rows[selected - drawing.top], base);
    drawing.list.width = area->width;
    draw_signs(&drawing, below);
    arena_clear(&drawing.arena);
}
