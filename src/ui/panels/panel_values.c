/* What is selected in the Maths view, with every value in its full length. */
#include "ui/panels/panel_values.h"

#include "base/text.h"
#include "ui/content/maths_row.h"
#include "ui/player/panel.h"
#include "ui/player/player.h"

enum { INDENT = 2 };

/* Behind names of `names` columns in one line, or where there is no room for that in as many as it takes. */
static void add_value(const Player *player, Page *page, int names, const char *name, const Operand *value)
{
    Buffer label = BUFFER_EMPTY, text = BUFFER_EMPTY, size = BUFFER_EMPTY;
    operand_in_base(&text, value, player->maths.base);
    operand_size_text(&size, value);
    text_append(&label, name);
    int columns = names + canvas_width(text_finish(&text)) + canvas_width(text_finish(&size)) + 2 * INDENT;
    bool fits = columns <= page->width;
    for (int column = canvas_width(name); column < names; column++)
        text_append(&label, " ");
    if (!fits) {
        text_append(&label, "  ");
        text_append(&label, text_finish(&size));
    }
    page_value(page, STYLE_STRONG, 0, text_finish(&label), text_finish(&text), true);
    page_space(page, fits ? INDENT : 0);
    page_add(page, STYLE_DIM, fits ? text_finish(&size) : "");
    buffer_clear(&label);
    buffer_clear(&text);
    buffer_clear(&size);
}

static int widest(const Operand *values, int count, const char *name)
{
    int most = canvas_width(name);
    for (int i = 0; i < count; i++) {
        int width = canvas_width(values[i].name);
        most = width > most ? width : most;
    }
    return most;
}

static void add_paragraph(Page *page, Style style, int indent, const char *text)
{
    if (text && *text)
        page_paragraph(page, style, indent, text);
}

static void fill_row(const Player *player, Page *page, const MathsLine *line)
{
    Arena arena = {0};
    Buffer equation = BUFFER_EMPTY;
    Row row;
    worked_row(line->block->worked, line->index, &arena, &row);
    page_paragraph(page, STYLE_STRONG, 0, row_equation(&equation, &row));
    add_paragraph(page, STYLE_DIM, INDENT, row.note);
    page_line(page);
    int names = widest(row.operands, row.operand_count, row.result.name);
    for (int i = 0; i < row.operand_count; i++)
        add_value(player, page, names, row.operands[i].name, &row.operands[i]);
    add_value(player, page, names, row.result.name, &row.result);
    buffer_clear(&equation);
    arena_clear(&arena);
}

static void fill_block(const Player *player, Page *page, const MathsLine *line)
{
    const MathsBlock *block = line->block;
    int names = widest(block->inputs, block->input_count, block->heading);
    page_line(page);
    page_add(page, STYLE_HEADING, block->heading);
    add_paragraph(page, STYLE_PLAIN, INDENT, block->meaning);
    add_paragraph(page, STYLE_STRONG, INDENT, block->formula);
    if (block->source)
        page_source(page, INDENT, block->source);
    page_line(page);
    for (int i = 0; i < block->input_count; i++) {
        if (line->kind == MATHS_INPUT && line->index == (size_t)i)
            page->focus = page->count;
        add_value(player, page, names, block->inputs[i].name, &block->inputs[i]);
    }
    if (line->kind == MATHS_RESULT)
        page->focus = page->count;
    if (block->result.name)
        add_value(player, page, names, block->heading, &block->result);
    add_paragraph(page, block->verdict_style, 0, block->verdict);
    if (line->kind == MATHS_COMMAND)
        page->focus = page->count;
    if (block->command)
        page_value(page, STYLE_PLAIN, 0, block->command_label, block->command, true);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    const MathsSide *side = maths_side(&player->maths, page->width + PAGE_SIGNS);
    MathsLine line = maths_sheet_line(&side->sheet, side->selected);
    if (line.kind == MATHS_ROW)
        fill_row(player, page, &line);
    else
        fill_block(player, page, &line);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrow keys scroll · u decimal or hexadecimal · any other key closes");
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel, (void)extent;
    if (key->action == ACTION_BASE)
        player_notice(player, "numbers: %s", maths_change_base(&player->maths));
    else
        panel_close(player);
}

void values_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_ALL, .fill = fill, .status = append_status, .key = take_key};
    panel_open(player, &kind, NULL);
}
