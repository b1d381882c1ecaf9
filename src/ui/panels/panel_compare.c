/* Two runs compared: a list of the differences in their order, each with what it follows from; or the steps of both
   side by side. At the foot the two sides of the difference that is chosen. */
#include "ui/panels/panel_compare.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/compare/compare.h"
#include "ui/page/list.h"
#include "ui/panels/compare_draw.h"
#include "ui/player/panel.h"

enum { KEY_ESCAPE = 27, HEAD = 4 };

static void free_state(void *state)
{
    ComparePanel *panel = state;
    compare_rows_clear(&panel->rows);
    comparison_clear(&panel->comparison);
    simulation_free(panel->other);
    memory_free(panel);
}

static void choose(ComparePanel *panel, int chosen)
{
    panel->chosen = chosen;
    panel->line = COMPARE_FIRST_DIFFERENCE;
}

static bool move_by(ComparePanel *panel, Action action, int height)
{
    int chosen = panel->chosen;
    if (action == ACTION_COLUMNS)
        panel->steps = !panel->steps;
    else if (list_move(&chosen, panel->rows.count, compare_list_height(height), action))
        choose(panel, chosen);
    else
        return false;
    return true;
}

/* To what the difference follows from, the first of several. */
static void go_to_cause(Player *player, ComparePanel *panel)
{
    const Difference *chosen = compare_chosen(panel);
    if (chosen && chosen->cause_count)
        choose(panel, compare_rows_find(&panel->rows, &panel->comparison, chosen->causes[0]));
    else
        player_notice(player, "this follows from no difference before it");
}

/* What is folded is listed, or folded again. */
static void turn_fold(ComparePanel *panel)
{
    panel->rows.open = !panel->rows.open;
    compare_rows_make(&panel->rows, &panel->comparison);
}

/* To its step in the run that is played; of steps that this run has not, to the one before them; of the end to the last
   one. */
static void jump(Player *player, ComparePanel *panel)
{
    const Difference *chosen = compare_chosen(panel);
    if (panel->rows.count == 0)
        return;
    if (panel->rows.items[panel->chosen] == COMPARE_ROW_FOLD) {
        turn_fold(panel);
        return;
    }
    int pair = chosen ? chosen->pair : panel->comparison.pair_count - 1;
    while (pair > 0 && !panel->comparison.pairs[pair].right)
        pair--;
    const Step *step = panel->comparison.pairs[pair].right;
    int number = step ? step->number : 1;
    panel_close_all(player);
    player_go(player, number);
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    ComparePanel *state = panel->state;
    if (key->is_code && (key->action == ACTION_NEXT || key->action == ACTION_BACK))
        compare_turn_lines(state, key->action == ACTION_NEXT ? 1 : -1, extent.width);
    else if (move_by(state, key->action, extent.height))
        return;
    else if (key->action == ACTION_OPEN)
        jump(player, state);
    else if (!key->is_code && key->value == KEY_ESCAPE)
        panel_close(player);
    else if (key->action == ACTION_CAUSE)
        go_to_cause(player, state);
    else
        player_advise(player, "arrows choose, Tab the steps, C to a cause, Enter to the step, Esc back",
                      "up and down choose, cause leads to a cause, enter to the step, close back");
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const ComparePanel *state = panel->state;
    const char *dot = canvas_glyph(GLYPH_DOT);
    text_append(out, "arrow keys ");
    text_append(out, dot);
    text_append(out, " Tab ");
    text_append(out, state->steps ? "differences " : "steps ");
    text_append(out, dot);
    text_append(out, " C its cause ");
    text_append(out, dot);
    text_append(out, " Enter to the step ");
    text_append(out, dot);
    text_append(out, " Esc back");
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    (void)player;
    compare_draw(panel->state, area);
}

static void tell(const Player *player, const Panel *panel, Page *page)
{
    (void)player;
    compare_tell(panel->state, page);
}

bool compare_with(Player *player, const Scenario *scenario, Diagnostic *diagnostic)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .draw = draw, .tell = tell, .status = append_status, .key = take_key, .free = free_state};
    Simulation *other = simulation_new(scenario, diagnostic);
    if (!other)
        return false;
    simulation_run(other);
    ComparePanel *panel = memory_new(sizeof *panel);
    panel->other = other;
    panel->played = runs_played(&player->runs);
    compare_timelines(&panel->comparison, simulation_timeline(other), player->timeline);
    compare_rows_make(&panel->rows, &panel->comparison);
    choose(panel, 0);
    panel_open(player, &kind, panel);
    return true;
}
