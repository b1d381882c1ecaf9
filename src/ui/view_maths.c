/* The maths: for each value of this step how it came about: formula, inputs, result. */
#include <stdio.h>

#include "base/text.h"
#include "ui/view.h"

static void add_input(const Player *player, Page *page, const TimelineFact *fact, FactRef ref)
{
    Buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    fact_append_name(&name, ref);
    /* What went in is what the actor knew of the same handshake. */
    const TimelineFact *input = timeline_known(player->timeline, fact->actor, text_finish(&name), fact->step);
    if (input)
        page_value(page, STYLE_PLAIN, 4, text_finish(&name), value_text(&value, input), player->full);
    buffer_clear(&name);
    buffer_clear(&value);
}

static void add_parameter(Page *page, const char *name, const char *value)
{
    if (value)
        page_value(page, STYLE_PLAIN, 4, name, value, false);
}

static void add_fact(const Player *player, Page *page, const TimelineFact *fact)
{
    const DerivationItem *how = derivation_item(fact->how.id);
    Buffer value = BUFFER_EMPTY;
    page_line(page);
    page_add(page, STYLE_HEADING, fact->bare);
    page_format(page, STYLE_DIM, "  %s", fact_item(fact->ref.id)->meaning);
    if (*how->formula) {
        page_line(page);
        page_format(page, STYLE_STRONG, "  = %s", how->formula);
        page_format(page, STYLE_DIM, "  %s", how->source);
    }
    add_parameter(page, "hash", fact->how.hash);
    add_parameter(page, "label", fact->how.label);
    add_parameter(page, "group", fact->how.group);
    for (int i = 0; i < fact->how.from_count; i++)
        add_input(player, page, fact, fact->how.from[i]);
    page_value(page, STYLE_STRONG, 2, "=", value_text(&value, fact), player->full);
    page_line(page);
    buffer_clear(&value);
}

static void add_side(Page *page, const char *label, const Check *check, Bytes bytes, bool full)
{
    Buffer value = BUFFER_EMPTY;
    if (check->kind == VALUE_TEXT)
        buffer_append(&value, bytes);
    else if (check->kind == VALUE_NUMBER)
        text_append_hex_number(&value, bytes);
    else
        text_append_hex(&value, bytes);
    page_value(page, STYLE_PLAIN, 2, label, text_finish(&value), full);
    buffer_clear(&value);
}

static void add_check(const Player *player, Page *page, const Step *step)
{
    page_line(page);
    page_add(page, STYLE_HEADING, "check: ");
    page_add(page, STYLE_PLAIN, step->item->title);
    add_side(page, "expected", step->check, step->check->expected, player->full);
    add_side(page, "found   ", step->check, step->check->found, player->full);
    page_line(page);
    page_add(page, step->check->passed ? STYLE_GOOD : STYLE_BAD, step->check->passed ? "  passed" : "  FAILED: ");
    if (!step->check->passed)
        page_add(page, STYLE_BAD, error_sentence(step->check->error));
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
        page_add(page, STYLE_DIM, "Nothing is computed in this step.");
    }
}

const View view_maths = {"Maths", fill, NULL};
