#include "ui/views/maths_tell.h"

#include "base/rfc.h"
#include "base/text.h"
#include "ui/content/maths.h"
#include "ui/content/maths_row.h"
#include "ui/page/page.h"

enum { INDENT = 2, LINES_MOST = 60 };

static void tell_value(Page *page, int indent, const char *name, const Operand *value, NumberBase base, bool full)
{
    Buffer text = BUFFER_EMPTY, size = BUFFER_EMPTY;
    page_value(page, STYLE_PLAIN, indent, name, operand_in_base(&text, value, base), full);
    operand_size_text(&size, value);
    if (size.size)
        page_format(page, STYLE_DIM, " (%s)", text_finish(&size));
    buffer_clear(&text);
    buffer_clear(&size);
}

/* "row 17: r2 = r1 · r1 mod p", what it comes to, and what it is for. */
static void tell_row(Page *page, const MathsLine *line, NumberBase base)
{
    Arena arena = {0};
    Row row;
    Buffer equation = BUFFER_EMPTY, numbers = BUFFER_EMPTY;
    worked_row(line->block->worked, line->index, &arena, &row);
    page_line(page);
    page_space(page, INDENT);
    page_format(page, STYLE_PLAIN, "row %zu: %s", line->index + MATHS_FIRST_ROW, row_equation(&equation, &row));
    if (row_in_numbers(&numbers, &row, base))
        page_format(page, STYLE_PLAIN, ": %s", text_finish(&numbers));
    else
        tell_value(page, 2 * INDENT, "=", &row.result, base, false);
    if (*row.note)
        page_format(page, STYLE_DIM, " (%s)", row.note);
    buffer_clear(&equation);
    buffer_clear(&numbers);
    arena_clear(&arena);
}

static void tell_line(Page *page, const MathsLine *line, NumberBase base, bool full)
{
    const MathsBlock *block = line->block;
    Buffer source = BUFFER_EMPTY;
    switch (line->kind) {
    case MATHS_HEADING:
        page_definition(page, STYLE_HEADING, block->heading, canvas_width(block->heading) + INDENT, STYLE_DIM,
                        block->meaning ? block->meaning : "");
        break;
    case MATHS_FORMULA:
        page_line(page);
        page_space(page, INDENT);
        page_format(page, STYLE_STRONG, "= %s", block->formula);
        if (block->source) {
            rfc_append_marked(&source, block->source);
            page_format(page, STYLE_DIM, " (%s)", text_finish(&source));
            buffer_clear(&source);
        }
        break;
    case MATHS_INPUT:
        tell_value(page, 2 * INDENT, block->inputs[line->index].name, &block->inputs[line->index], base, full);
        break;
    case MATHS_RESULT:
        tell_value(page, INDENT, "=", &block->result, base, full);
        break;
    case MATHS_VERDICT:
        page_paragraph(page, block->verdict_style, INDENT, block->verdict);
        break;
    case MATHS_COMMAND:
        page_value(page, STYLE_PLAIN, INDENT, block->command_label, block->command, full);
        break;
    case MATHS_TITLE:
        page_line(page);
        page_space(page, INDENT);
        page_format(page, STYLE_EMPHASIS, "%s, %zu row%s", worked_title(block->worked), block->rows,
                    block->rows == 1 ? "" : "s");
        break;
    case MATHS_ROW:
        tell_row(page, line, base);
        break;
    case MATHS_SPACE:
        page_line(page);
        break;
    }
}

void maths_tell(Page *page, const MathsSheet *sheet, size_t selected, NumberBase base, bool full)
{
    size_t lines = maths_sheet_lines(sheet);
    size_t from = lines > 0 && maths_sheet_line(sheet, selected).kind == MATHS_ROW ? selected : 0;
    for (size_t i = from; i < lines && i - from < LINES_MOST; i++) {
        MathsLine line = maths_sheet_line(sheet, i);
        tell_line(page, &line, base, full);
    }
    if (lines - from > LINES_MOST) {
        page_line(page);
        page_format(page, STYLE_DIM, "%zu more lines; page_down goes on, # goes to a row.", lines - from - LINES_MOST);
    }
}
