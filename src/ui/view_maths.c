/* The maths: for each value of this step how it came about, down to every row of its worked example. */
#include "base/text.h"
#include "ui/maths_draw.h"
#include "ui/maths_tell.h"
#include "ui/view.h"

static bool is_empty(const MathsState *state)
{
    return maths_sheet_lines(&state->level->sheet) == 0;
}

/* The places at which one sheet after the other was opened, from the lowest. */
static void append_path(Buffer *out, const MathsLevel *level)
{
    if (!level->below) {
        const MathsLevel *lowest = level;
        text_append(out, maths_sheet_line(&lowest->sheet, lowest->selected).block->heading);
        return;
    }
    append_path(out, level->below);
    text_append(out, " ");
    text_append(out, canvas_glyph(GLYPH_ARROW_RIGHT));
    text_append(out, " ");
    text_append(out, level->place);
}

static void draw_path(const MathsState *state, const Area *area)
{
    static const char back[] = "Backspace: back";
    Buffer path = BUFFER_EMPTY;
    int hint = canvas_width(back);
    append_path(&path, state->level);
    canvas_value(area, 0, 0, area->width - hint - 2, STYLE_TITLE, text_finish(&path));
    canvas_text(area, 0, area->width - hint, hint, STYLE_DIM, back);
    buffer_clear(&path);
}

static void draw(const Player *player, const Area *area)
{
    const MathsState *state = &player->maths;
    const MathsLevel *level = state->level;
    if (is_empty(state)) {
        canvas_text(area, 0, 0, area->width, STYLE_DIM, "Nothing is computed or compared in this step.");
        return;
    }
    int head = maths_head(state);
    Area body = {area->row + head, area->column, area->height - head, area->width};
    if (head)
        draw_path(state, area);
    maths_draw(&body, &level->sheet, level->selected, level->top, state->base);
}

/* The line that a key moves to. */
static size_t line_after(const MathsState *state, Action action, int height)
{
    const MathsLevel *level = state->level;
    size_t last = maths_sheet_lines(&level->sheet) - 1, at = level->selected;
    int rows = maths_list_height(&level->sheet, at, height - maths_head(state));
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
static void scroll_by(MathsLevel *level, size_t to)
{
    size_t down = to > level->selected ? to - level->selected : 0;
    size_t up = to < level->selected ? level->selected - to : 0;
    level->top += down;
    level->top -= up < level->top ? up : level->top;
}

static void move(Player *player, Action action, int height)
{
    MathsState *state = &player->maths;
    MathsLevel *level = state->level;
    const MathsSheet *sheet = &level->sheet;
    size_t at = line_after(state, action, height), last = maths_sheet_lines(sheet) - 1;
    /* Nothing stands in the lines between two values. */
    if (maths_sheet_line(sheet, at).kind == MATHS_SPACE)
        at = at < last && at >= level->selected ? at + 1 : at - 1;
    if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
        scroll_by(level, at);
    maths_select(state, at, height);
}

static bool act(Player *player, Action action, int height, int width)
{
    (void)width;
    MathsState *state = &player->maths;
    if (action == ACTION_BASE) {
        maths_change_base(player);
        return true;
    }
    if (action == ACTION_PICTURES) {
        pictures_open(player);
        return true;
    }
    if (action == ACTION_SEARCH) {
        search_open(player);
        return true;
    }
    if (is_empty(state))
        return false;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
    case ACTION_HOME:
    case ACTION_END:
        move(player, action, height);
        return true;
    case ACTION_OPEN:
        if (!maths_open(state))
            values_open(player);
        return true;
    case ACTION_BACK:
    case ACTION_CLOSE:
        return maths_close(state);
    case ACTION_ROW:
        maths_row_open(player);
        return true;
    default:
        return false;
    }
}

static void tell(const Player *player, Page *page)
{
    const MathsState *state = &player->maths;
    if (is_empty(state))
        page_add(page, STYLE_DIM, "Nothing is computed or compared in this step.");
    else
        maths_tell(page, &state->level->sheet, state->level->selected, state->base, player->full);
}

const View view_maths = {.name = "Maths", .draw = draw, .tell = tell, .act = act, .follow = maths_follow};
