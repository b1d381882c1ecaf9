/* What came of the changes that a run has: which check caught them, where and why, or that none did. */
#include "ui/panels/panel_verdict.h"

#include <stdio.h>

#include "base/memory.h"
#include "base/rfc.h"
#include "base/text.h"
#include "report/tell/depth.h"
#include "report/tell/story.h"
#include "report/tell/verdict_reason.h"
#include "sim/scenario/scenario_changes.h"
#include "ui/panels/panel_change.h"
#include "ui/panels/panel_compare.h"

enum { VALUE_MOST = 64, INDENT = 2 };

typedef struct VerdictPanel {
    bool deeper; /* also what the check is for */
} VerdictPanel;

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
    story_append_value(&text, kind, value, 0);
    page_value(page, STYLE_PLAIN, INDENT, label, text_finish(&text), false);
    buffer_clear(&text);
}

static void add_paragraph(Page *page, Style style, int indent, Buffer *text)
{
    if (text->size)
        page_paragraph(page, style, indent, text_finish(text));
    buffer_truncate(text, 0);
}

/* What the check looked at, what is wrong with that, and why it shows here. */
static void add_caught(const Player *player, Page *page, const Verdict *verdict)
{
    const Check *check = verdict->caught->check;
    Buffer text = BUFFER_EMPTY;
    if (check) {
        add_side(page, "expected", check->kind, check->expected);
        add_side(page, "found   ", check->kind, check->found);
    }
    verdict_append_reason(&text, player->timeline, verdict);
    add_paragraph(page, STYLE_PLAIN, INDENT, &text);
    buffer_clear(&text);
}

/* What such a check is for, whatever it found. */
static void add_purpose(const Player *player, Page *page, const Step *step)
{
    Buffer text = BUFFER_EMPTY;
    if (step->check)
        text_print(&text, "%s ", error_sentence(step->check->error));
    depth_append(&text, player->timeline, step, DEPTH_WHAT, VALUE_MOST);
    text_append(&text, " (");
    rfc_append_marked(&text, step->item->source);
    text_append(&text, ")");
    add_paragraph(page, STYLE_PLAIN, INDENT, &text);
    buffer_clear(&text);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    const VerdictPanel *state = panel->state;
    Verdict verdict = verdict_of(player->timeline);
    Buffer text = BUFFER_EMPTY;
    verdict_append_sentence(&text, &verdict);
    add_paragraph(page, verdict.caught ? STYLE_BAD : STYLE_STRONG, 0, &text);
    if (verdict.caught)
        add_caught(player, page, &verdict);
    if (verdict.caught && state->deeper)
        add_purpose(player, page, verdict.caught);
    if (verdict.outcome)
        story_append_outcome(&text, player->timeline, verdict.connection);
    add_paragraph(page, STYLE_DIM, 0, &text);
    add_changes(player, page);
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
    (void)extent;
    VerdictPanel *state = panel->state;
    if (key->action == ACTION_OPEN) {
        jump(player);
    } else if (key->action == ACTION_DEEPER || key->action == ACTION_LESS_DEEP) {
        state->deeper = key->action == ACTION_DEEPER;
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
    const VerdictPanel *state = panel->state;
    const Step *caught = verdict_of(player->timeline).caught;
    const char *dot = canvas_glyph(GLYPH_DOT);
    text_print(out, caught ? "Enter that step %s" : "Enter the last step %s", dot);
    if (caught)
        text_print(out, state->deeper ? " D less %s" : " d its purpose %s", dot);
    text_print(out, " t undo or more %s f compare %s Esc go on", dot, dot);
}

void verdict_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_VIEW, .fill = fill, .status = append_status, .key = take_key};
    panel_open(player, &kind, memory_new(sizeof(VerdictPanel)));
    player->panel->scroll = 0;
}
