#include "ui/content/maths_row.h"

#include <string.h>

#include "base/text.h"
#include "explain/language/formula.h"

const char *row_equation(Buffer *out, const Row *row)
{
    text_append(out, row->result.name);
    text_append(out, " = ");
    text_append(out, row->formula);
    return text_finish(out);
}

static const Operand *operand_called(const Row *row, const char *name, size_t size)
{
    for (int i = 0; i < row->operand_count; i++)
        if (strlen(row->operands[i].name) == size && memcmp(row->operands[i].name, name, size) == 0)
            return &row->operands[i];
    return NULL;
}

static bool all_short(const Row *row)
{
    for (int i = 0; i < row->operand_count; i++)
        if (!operand_is_short(&row->operands[i]))
            return false;
    return operand_is_short(&row->result);
}

static void append_operand(Buffer *out, const Operand *operand, NumberBase base)
{
    text_append(out, operand->negative ? "(" : "");
    operand_in_base(out, operand, base);
    text_append(out, operand->negative ? ")" : "");
}

bool row_in_numbers(Buffer *out, const Row *row, NumberBase base)
{
    if (!all_short(row))
        return false;
    operand_in_base(out, &row->result, base);
    text_append(out, " = ");
    FormulaWord word;
    for (const char *at = row->formula; *at; at += word.size) {
        if (!formula_word(at, &word))
            word = (FormulaWord){WORD_OPERATOR, *at == '"' ? strcspn(at + 1, "\"") + 2 : 1};
        const Operand *operand = word.kind == WORD_NAME ? operand_called(row, at, word.size) : NULL;
        if (operand)
            append_operand(out, operand, base);
        else
            buffer_append(out, bytes_of(at, word.size));
    }
    text_finish(out);
    return true;
}

void row_draw_value(const Area *area, int row, int column, int name_columns, Style style, const Operand *value,
                    NumberBase base)
{
    Buffer text = BUFFER_EMPTY, size = BUFFER_EMPTY;
    operand_size_text(&size, value);
    canvas_value(area, row, column, name_columns, style, value->name);
    column += name_columns + 2;
    int room = area->width - column - canvas_width(text_finish(&size)) - 2;
    column += canvas_value(area, row, column, room, style == STYLE_SELECTED ? style : STYLE_VALUE,
                           operand_in_base(&text, value, base));
    canvas_text(area, row, column + 2, area->width - column - 2, style == STYLE_SELECTED ? style : STYLE_DIM,
                text_finish(&size));
    buffer_clear(&text);
    buffer_clear(&size);
}

/* The equation in a rule, and the note behind it. True where there was room for the note. */
static bool draw_rule(const Area *area, const Row *row)
{
    Buffer text = BUFFER_EMPTY;
    canvas_repeat(area, 0, 0, area->width, STYLE_FRAME, GLYPH_HORIZONTAL);
    int used = 2 + canvas_text(area, 0, 2, 1, STYLE_PLAIN, " ");
    used += canvas_value(area, 0, used, area->width - used - 2, STYLE_STRONG, row_equation(&text, row));
    used += canvas_text(area, 0, used, 2, STYLE_PLAIN, " ");
    bool room = used + canvas_width(row->note) + 4 <= area->width;
    if (room && *row->note) {
        used += canvas_text(area, 0, used + 1, 1, STYLE_PLAIN, " ") + 1;
        used += canvas_text(area, 0, used, area->width - used, STYLE_DIM, row->note);
        canvas_text(area, 0, used, 1, STYLE_PLAIN, " ");
    }
    buffer_clear(&text);
    return room;
}

void row_draw_values(const Area *area, const Row *row, NumberBase base)
{
    enum { MARK = 2 };
    int names = canvas_width(row->result.name), at = 1, room = area->height - 1;
    bool noted = draw_rule(area, row);
    if (room == 0)
        return;
    for (int i = 0; i < row->operand_count; i++) {
        int width = canvas_width(row->operands[i].name);
        names = width > names ? width : names;
    }
    names = names > area->width / 2 ? area->width / 2 : names;
    /* What there is no room for, Enter shows; the result is always there. */
    for (int i = 0; i < row->operand_count && at < room; i++)
        row_draw_value(area, at++, MARK, names, STYLE_PLAIN, &row->operands[i], base);
    canvas_text(area, at, 0, 1, STYLE_STRONG, "=");
    row_draw_value(area, at++, MARK, names, STYLE_STRONG, &row->result, base);
    if (!noted && at <= room)
        canvas_text(area, at, MARK, area->width - MARK, STYLE_DIM, row->note);
}
