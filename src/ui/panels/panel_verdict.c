/* What came of the changes that a run has: which check caught them, where and why, or that none did. */
#include "ui/panels/panel_verdict.h"

#include <stdio.h>

#include "base/rfc.h"
#include "base/text.h"
#include "report/tell/depth.h"
#include "report/tell/story.h"
#include "report/tell/verdict.h"
#include "sim/scenario/scenario_changes.h"
#include "ui/panels/panel_change.h"
#include "ui/panels/panel_compare.h"

enum { VALUE_MOST = 64 };

static void add_changes(const Player *player, Page *page)
{
    const Scenario *scenario = simulation_scenario(runs_played(&player->runs));
    Buffer rule = BUFFER_EMPTY, option = BUFFER_EMPTY;
    const char *key;
    for (int i = 0; scenario_change_at(scenario, i, &key, &rule); i++) {
        text_append(&option, i ? "and with  --" : "Run with  --");
        text_append(&option, key);
        text_append(&option, " ");
        text_append(&option, text_finish(&rule));
        page_paragraph(page, STYLE_CODE, 0, text_finish(&option));
        buffer_truncate(&rule, 0);
        buffer_truncate(&option, 0);
    }
    buffer_clear(&rule);
    buffer_clear(&option);
}

static void add_side(Page *page, const char *label, ValueKind kind, Bytes value)
{
    Buffer text = BUFFER_EMPTY;
    if (value.size == 0)
        return;
    story_append_value(&text, kind, value, 0);
    page_value(page, STYLE_PLAIN, 2, label, text_finish(&text), false);
    buffer_clear(&text);
}

/* What the check looked at, and why it is there. */
static void add_caught(const Player *player, Page *page, const Step *step)
{
    Buffer sentence = BUFFER_EMPTY;
    if (step->check) {
        add_side(page, "expected", step->check->kind, step->check->expected);
        add_side(page, "found   ", step->check->kind, step->check->found);
        text_append(&sentence, error_sentence(step->check->error));
        text_append(&sentence, " ");
    }
    depth_append(&sentence, player->timeline, step, DEPTH_WHAT, VALUE_MOST);
    text_append(&sentence, " (");
    rfc_append_marked(&sentence, step->item->source);
    text_append(&sentence, ")");
    page_paragraph(page, STYLE_PLAIN, 2, text_finish(&sentence));
    buffer_clear(&sentence);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    Verdict verdict = verdict_of(player->timeline);
    Buffer text = BUFFER_EMPTY;
    verdict_append_sentence(&text, &verdict);
    add_changes(player, page);
    page_paragraph(page, verdict.caught ? STYLE_BAD : STYLE_STRONG, 0, text_finish(&text));
    if (verdict.caught)
        add_caught(player, page, verdict.caught);
    if (verdict.outcome) {
        buffer_truncate(&text, 0);
        story_append_outcome(&text, player->timeline, verdict.connection);
        page_paragraph(page, STYLE_DIM, 0, text_finish(&text));
    }
    buffer_clear(&text);
}

/* To where it was caught; where it was not, to where it ended. */
static void jump(Player *player)
{
    Verdict verdict = verdict_of(player->timeline);
    int number = verdict.caught ? verdict.caught->number : timeline_step_count(player->timeline);
    panel_close(player);
    player_go(player, number);
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel, (void)extent;
    if (key->action == ACTION_OPEN) {
        jump(player);
    } else {
        panel_close(player);
        if (key->action == ACTION_CHANGE)
            change_open(player);
        else if (key->action == ACTION_COMPARE)
            compare_open(player);
    }
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)panel;
    const char *dot = canvas_glyph(GLYPH_DOT);
    text_append(out, verdict_of(player->timeline).caught ? "Enter to that step " : "Enter to the last step ");
    text_append(out, dot);
    text_append(out, " t undo or change more ");
    text_append(out, dot);
    text_append(out, " f compare ");
    text_append(out, dot);
    text_append(out, " Esc go on");
}

void verdict_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_VIEW, .fill = fill, .status = append_status, .key = take_key};
    panel_open(player, &kind, NULL);
    player->panel->scroll = 0;
}
