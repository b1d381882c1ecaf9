/* The maths: for each value of this step how it came about: formula, inputs, result. */
#include "base/text.h"
#include "ui/view.h"

enum { FORMULA_COLUMN = 4 };

/* Columns that the names of what went in take. */
static int label_width(const Player *player, const TimelineFact *fact)
{
    int width = fact->how.label || fact->how.group ? 5 : fact->how.hash ? 4 : 0;
    for (int i = 0; i < fact->how.from_count; i++) {
        const TimelineFact *input = fact_input(player, fact, i);
        int each = input ? canvas_width(input->bare) : 0;
        width = each > width ? each : width;
    }
    return width;
}

static void add_input(const Player *player, Page *page, int label, const char *name, const char *value)
{
    Buffer padded = BUFFER_EMPTY;
    text_append(&padded, name);
    for (int i = canvas_width(name); i < label; i++)
        text_append(&padded, " ");
    if (value)
        page_value(page, STYLE_PLAIN, 4, text_finish(&padded), value, player->full);
    buffer_clear(&padded);
}

static void add_inputs(const Player *player, Page *page, const TimelineFact *fact)
{
    int label = label_width(player, fact);
    add_input(player, page, label, "hash", fact->how.hash);
    add_input(player, page, label, "label", fact->how.label);
    add_input(player, page, label, "group", fact->how.group);
    for (int i = 0; i < fact->how.from_count; i++) {
        Buffer value = BUFFER_EMPTY;
        const TimelineFact *input = fact_input(player, fact, i);
        if (input)
            add_input(player, page, label, input->bare, value_text(&value, input));
        buffer_clear(&value);
    }
}

/* With its source behind it, or below where it is long. */
static void add_formula(Page *page, const DerivationItem *how)
{
    bool beside = FORMULA_COLUMN + canvas_width(how->formula) + 2 + canvas_width(how->source) <= page->width;
    page_definition(page, STYLE_STRONG, "  = ", FORMULA_COLUMN, STYLE_STRONG, how->formula);
    if (!beside)
        page_line(page);
    page_space(page, beside ? 2 : FORMULA_COLUMN);
    page_add(page, STYLE_DIM, how->source);
}

static void add_fact(const Player *player, Page *page, const TimelineFact *fact)
{
    const DerivationItem *how = derivation_item(fact->how.id);
    Buffer value = BUFFER_EMPTY;
    page_definition(page, STYLE_HEADING, fact->bare, canvas_width(fact->bare) + 2, STYLE_DIM,
                    fact_item(fact->ref.id)->meaning);
    /* Of what was read from a message the Bytes view has more to say. */
    if (*how->formula && fact->how.id != DERIVATION_READ) {
        add_formula(page, how);
        add_inputs(player, page, fact);
    }
    page_value(page, STYLE_STRONG, 2, "=", value_text(&value, fact), player->full);
    page_line(page);
    buffer_clear(&value);
}

static void add_side(const Player *player, Page *page, const char *label, const Check *check, Bytes bytes)
{
    Buffer value = BUFFER_EMPTY;
    if (check->kind == VALUE_TEXT)
        buffer_append(&value, bytes);
    else if (check->kind == VALUE_NUMBER)
        text_append_hex_number(&value, bytes);
    else
        text_append_hex(&value, bytes);
    if (bytes.size)
        page_value(page, STYLE_PLAIN, 2, label, text_finish(&value), player->full);
    buffer_clear(&value);
}

static void add_check(const Player *player, Page *page, const Step *step)
{
    const Check *check = step->check;
    page_line(page);
    page_add(page, STYLE_HEADING, "check");
    page_format(page, STYLE_STRONG, "  %s", step->item->title);
    add_side(player, page, "expected", check, check->expected);
    add_side(player, page, "found   ", check, check->found);
    page_line(page);
    page_add(page, check->passed ? STYLE_GOOD : STYLE_BAD, check->passed ? "  passed" : "  FAILED");
    if (!check->passed)
        page_paragraph(page, STYLE_BAD, 2, error_sentence(check->error));
}

static void fill(const Player *player, Page *page)
{
    const Step *step = player_step(player);
    for (int i = 0; i < step->fact_count; i++)
        add_fact(player, page, &step->facts[i]);
    if (step->check)
        add_check(player, page, step);
    if (page->count == 0) {
        page_line(page);
        page_add(page, STYLE_DIM, "Nothing is computed or compared in this step.");
    }
}

const View view_maths = {"Maths", fill, NULL, NULL, NULL};
