/* The maths: for each value of this step how it came about, down to every row of its worked example. */
#include <string.h>

#include "base/text.h"
#include "ui/content/maths_draw.h"
#include "ui/content/nearest.h"
#include "ui/panels/panel_picture.h"
#include "ui/panels/panel_row.h"
#include "ui/panels/panel_search.h"
#include "ui/panels/panel_values.h"
#include "ui/player/view.h"
#include "ui/views/maths_tell.h"

#define NOTHING "Nothing is computed or compared in this step"

static bool is_empty(const MathsState *state)
{
    return maths_sheet_lines(&state->level->run.sheet) == 0;
}

/* --- drawing --- */

/* Which line of the sheet below it was opened. */
static const MathsSide *opened_from(const MathsLevel *level, bool twin)
{
    return twin ? &level->below->twin : &level->below->run;
}

/* The places at which one sheet after the other was opened, from the lowest. */
static void append_path(Buffer *out, const MathsLevel *level, bool twin)
{
    const MathsSide *from = opened_from(level, twin);
    if (level->below->below)
        append_path(out, level->below, twin);
    else
        text_append(out, maths_sheet_line(&from->sheet, from->selected).block->heading);
    text_append(out, " ");
    text_append(out, canvas_glyph(GLYPH_ARROW_RIGHT));
    text_append(out, " ");
    text_append(out, level->place);
}

/* Of a step that computes nothing: so it is, and where something is. */
static void append_elsewhere(Buffer *out, const MathsState *state)
{
    text_append(out, NOTHING);
    if (!state->elsewhere)
        return;
    text_print(out, "; e: to the nearest, step %d", state->elsewhere->place);
}

/* Whose numbers these are, where there are two; which row was opened; and how to go back. */
static void draw_head(const MathsState *state, const Area *area, bool twin)
{
    const MathsLevel *level = state->level;
    Buffer text = BUFFER_EMPTY;
    /* What stands before the colon is enough where there is a path besides. */
    const char *title = !maths_has_twin(state) ? "" : twin ? state->twin_title : "this run's numbers";
    buffer_append(&text, bytes_of(title, level->below ? strcspn(title, ":") : strlen(title)));
    if (maths_is_idle(state) && !maths_has_twin(state))
        append_elsewhere(&text, state);
    if (level->below) {
        text_append(&text, text.size ? ": " : "");
        append_path(&text, level, twin);
    }
    const char *hint = level->below ? "Backspace: back" : twin ? "s: away" : "";
    int columns = canvas_width(hint);
    canvas_value(area, 0, 0, area->width - columns - 2, twin ? STYLE_NEW : STYLE_TITLE, text_finish(&text));
    canvas_text(area, 0, area->width - columns, columns, STYLE_DIM, hint);
    buffer_clear(&text);
}

static void draw_side(const MathsState *state, const Area *area, bool twin)
{
    const MathsSide *side = twin ? &state->level->twin : &state->level->run;
    int head = maths_head(state);
    Area body = {area->row + head, area->column, area->height - head, area->width};
    if (head)
        draw_head(state, area, twin);
    maths_draw(&body, &side->sheet, side->selected, side->top, state->base);
}

static void draw_beside(const MathsState *state, const Area *area)
{
    int half = maths_side_width(state, area->width), right = area->width - half;
    Area run = {area->row, area->column, area->height, half};
    Area twin = {area->row, area->column + right, area->height, half};
    draw_side(state, &run, false);
    for (int row = 0; row < area->height; row++)
        canvas_text(area, row, right - 2, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    draw_side(state, &twin, true);
}

static void draw(const Player *player, const Area *area)
{
    const MathsState *state = &player->maths;
    if (is_empty(state))
        draw_head(state, area, false);
    else if (maths_has_twin(state) && area->width >= MATHS_WIDTH_BESIDE)
        draw_beside(state, area);
    else
        draw_side(state, area, maths_has_twin(state));
}

/* --- keys --- */

static bool has_picture(const Timeline *timeline, const Step *step)
{
    return maths_picture_of_step(timeline, step) != PICTURE_NONE;
}

static int keys(const Player *player, const char *out[VIEW_KEYS_MAX])
{
    const Step *step = player_step(player);
    int count = 0;
    if (maths_is_idle(&player->maths) && player->maths.elsewhere)
        out[count++] = "e maths";
    if (has_picture(player->timeline, step))
        out[count++] = "c picture";
    if (maths_step_has_twin(player->timeline, step))
        out[count++] = "s small";
    return count;
}

/* The line that a key moves to. */
static size_t line_after(const MathsSide *side, Action action, int rows)
{
    size_t last = maths_sheet_lines(&side->sheet) - 1, at = side->selected;
    size_t page = rows > 1 ? (size_t)rows - 1 : 1;
    switch (action) {
    case ACTION_UP:
        return at > 0 ? at - 1 : 0;
    case ACTION_PAGE_UP:
        return at > page ? at - page : 0;
    case ACTION_HOME:
        return 0;
    case ACTION_DOWN:
        return at < last ? at + 1 : last;
    case ACTION_PAGE_DOWN:
        return last - at > page ? at + page : last;
    default:
        return last;
    }
}

/* The lines in sight move as far as the selection does. */
static void scroll_by(MathsSide *side, size_t to)
{
    size_t down = to > side->selected ? to - side->selected : 0;
    size_t up = to < side->selected ? side->selected - to : 0;
    side->top += down;
    side->top -= up < side->top ? up : side->top;
}

static void move(MathsState *state, Action action, Extent extent)
{
    MathsSide *side = maths_side(state, extent.width);
    int rows = maths_list_height(&side->sheet, side->selected, extent.height - maths_head(state));
    size_t at = line_after(side, action, rows), last = maths_sheet_lines(&side->sheet) - 1;
    /* Nothing stands in the lines between two values. */
    if (maths_sheet_line(&side->sheet, at).kind == MATHS_SPACE)
        at = at < last && at >= side->selected ? at + 1 : at - 1;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        scroll_by(side, at);
    maths_select(state, at, extent);
}

static void turn_twin(Player *player)
{
    const char *problem = maths_turn_twin(&player->maths);
    if (problem)
        player_notice(player, "%s", problem);
}

/* To a step that has what this one has not, or the next that has it too. */
static void go_to_maths(Player *player)
{
    const MathsState *state = &player->maths;
    const Step *elsewhere = state->elsewhere;
    int next = maths_is_idle(state) ? 0 : next_step(player->timeline, player->step, maths_step_computes);
    int step = elsewhere ? elsewhere->number : next;
    if (step)
        player_go(player, step);
    else
        player_notice(player, "no step behind this one computes or compares anything");
}

static void show_picture(Player *player)
{
    const Timeline *timeline = player->timeline;
    PictureKind picture = maths_picture_of_step(timeline, player_step(player));
    int elsewhere = picture ? 0 : nearest_step(timeline, player->step, has_picture);
    if (picture)
        pictures_open(player, picture);
    else if (elsewhere)
        player_notice(player, "this step has no picture; the nearest that has one is step %d",
                      timeline_step(timeline, elsewhere)->place);
    else
        player_notice(player, "no step of this run has a picture: none computes on a clock or a curve");
}

/* What can be done with lines. */
static bool act_on_lines(Player *player, Action action, Extent extent)
{
    MathsState *state = &player->maths;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_HOME:
    case ACTION_END:
        move(state, action, extent);
        return true;
    case ACTION_OPEN:
        if (!maths_open(state, extent.width))
            values_open(player);
        return true;
    case ACTION_BACK:
    case ACTION_CLOSE:
        return maths_close(state);
    case ACTION_ROW:
        maths_row_open(player);
        return true;
    case ACTION_TWIN:
        turn_twin(player);
        return true;
    default:
        return false;
    }
}

static bool act(Player *player, Action action, Extent extent)
{
    switch (action) {
    case ACTION_BASE:
        player_notice(player, "numbers: %s", maths_change_base(&player->maths));
        return true;
    case ACTION_PICTURES:
        show_picture(player);
        return true;
    case ACTION_COMPUTES:
        go_to_maths(player);
        return true;
    case ACTION_SEARCH:
        search_open(player);
        return true;
    default:
        return !is_empty(&player->maths) && act_on_lines(player, action, extent);
    }
}

/* Selects the line under the mouse. */
static void click(Player *player, int row, int column, Extent extent)
{
    MathsState *state = &player->maths;
    if (is_empty(state) || (maths_has_twin(state) && extent.width >= MATHS_WIDTH_BESIDE && column > extent.width / 2))
        return;
    const MathsSide *side = maths_side(state, extent.width);
    int head = maths_head(state), columns = maths_side_width(state, extent.width);
    size_t top = maths_top(&side->sheet, side->selected, side->top, extent.height - head, columns);
    size_t line = maths_line_at(&side->sheet, top, row - head, columns);
    bool in_list = row >= head && row < head + maths_list_height(&side->sheet, side->selected, extent.height - head);
    if (in_list && line < maths_sheet_lines(&side->sheet) && maths_sheet_line(&side->sheet, line).kind != MATHS_SPACE)
        maths_select(state, line, extent);
}

static void tell(const Player *player, Page *page)
{
    const MathsState *state = &player->maths;
    const MathsSide *side = maths_side(state, page->width + PAGE_SIGNS);
    if (is_empty(state)) {
        page_add(page, STYLE_DIM, NOTHING);
        return;
    }
    if (side == &state->level->twin)
        page_add(page, STYLE_NEW, state->twin_title);
    maths_tell(page, &side->sheet, side->selected, state->base, player->full);
}

/* What the selected line comes to; of a formula or a title its result. */
static bool take(const Player *player, Taken *out)
{
    const MathsLevel *level = player->maths.level;
    const MathsSide *side = &level->run;
    if (maths_sheet_lines(&side->sheet) == 0)
        return false;
    MathsLine line = maths_sheet_line(&side->sheet, side->selected);
    const MathsBlock *block = line.block;
    Arena arena = {0};
    Row row;
    switch (line.kind) {
    case MATHS_ROW:
        worked_row(block->worked, line.index, &arena, &row);
        taken_of_operand(out, row.result.name, &row.result);
        break;
    case MATHS_INPUT:
        taken_of_operand(out, block->inputs[line.index].name, &block->inputs[line.index]);
        break;
    case MATHS_COMMAND:
        taken_of_text(out, "the command line", block->command);
        break;
    default:
        if (!block->result.name)
            return false;
        taken_of_operand(out, block->heading, &block->result);
    }
    arena_clear(&arena);
    return true;
}

static void follow(Player *player)
{
    maths_follow(&player->maths, player->timeline, player->step);
}

const View view_maths = {.name = "Maths",
                         .wants_rows = true,
                         .draw = draw,
                         .tell = tell,
                         .act = act,
                         .keys = keys,
                         .take = take,
                         .follow = follow,
                         .click = click};
