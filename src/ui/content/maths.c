#include "ui/content/maths.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/maths_draw.h"
#include "ui/content/nearest.h"

static MathsLevel *push(MathsState *state)
{
    MathsLevel *level = memory_new(sizeof *level);
    *level = (MathsLevel){.below = state->level};
    state->level = level;
    return level;
}

static void pop(MathsState *state)
{
    MathsLevel *level = state->level;
    state->level = level->below;
    maths_sheet_clear(&level->run.sheet);
    maths_sheet_clear(&level->twin.sheet);
    memory_free(level);
}

static void pop_all(MathsState *state)
{
    while (state->level)
        pop(state);
}

void maths_clear(MathsState *state)
{
    pop_all(state);
    maths_twins_clear(&state->twins);
}

bool maths_has_twin(const MathsState *state)
{
    return state->twin_wanted && state->level->twin.sheet.count > 0;
}

MathsSide *maths_side(const MathsState *state, int width)
{
    bool instead = maths_has_twin(state) && width < MATHS_WIDTH_BESIDE;
    return instead ? &state->level->twin : &state->level->run;
}

int maths_side_width(const MathsState *state, int width)
{
    return maths_has_twin(state) && width >= MATHS_WIDTH_BESIDE ? (width - MATHS_GAP) / 2 : width;
}

int maths_head(const MathsState *state)
{
    return state->level->below || maths_has_twin(state) || maths_is_idle(state) ? 1 : 0;
}

bool maths_is_idle(const MathsState *state)
{
    size_t line;
    return !state->level->below && !maths_sheet_result(&state->level->run.sheet, &line);
}

/* --- the step, and its twin --- */

/* Selects on the other side what is selected on this one. */
static void match(MathsLevel *level, const MathsSide *side)
{
    MathsSide *other = side == &level->run ? &level->twin : &level->run;
    if (other->sheet.count > 0)
        other->selected = maths_sheet_twin(&side->sheet, side->selected, &other->sheet);
}

/* At what the last computation of a sheet comes to, as much of the way there in sight as there is room for. */
static void place_at_result(MathsSide *side)
{
    if (!maths_sheet_result(&side->sheet, &side->selected))
        side->selected = 0;
    side->top = side->sheet.count > 0 ? maths_sheet_heading(&side->sheet, side->selected) : 0;
}

/* A twin that is the same step of another run opens where this one stands; a textbook's at its beginning. */
static void place_twin(const MathsState *state)
{
    MathsLevel *level = state->level;
    MathsSide *twin = &level->twin;
    twin->selected = twin->top = 0;
    if (!maths_twin_is_the_same_step(state->timeline, timeline_step(state->timeline, state->step)))
        return;
    match(level, &level->run);
    twin->top = maths_sheet_heading(&twin->sheet, twin->selected);
}

/* Of the lowest level; those above get theirs from it as they are opened. Returns NULL, or why there is none. */
static const char *make_twin(MathsState *state)
{
    const char *problem =
        maths_twin_of_step(&state->twins, state->timeline, timeline_step(state->timeline, state->step),
                           &state->level->twin.sheet, &state->twin_title);
    if (!problem)
        place_twin(state);
    return problem;
}

void maths_follow(MathsState *state, const Timeline *timeline, int step)
{
    if (state->timeline == timeline && state->step == step)
        return;
    pop_all(state);
    state->timeline = timeline;
    state->step = step;
    MathsSide *run = &push(state)->run;
    maths_sheet_of_step(&run->sheet, timeline, timeline_step(timeline, step));
    place_at_result(run);
    int nearest = maths_is_idle(state) ? nearest_step(timeline, step, maths_step_computes) : 0;
    state->elsewhere = timeline_step(timeline, nearest);
    if (state->twin_wanted)
        make_twin(state);
}

const char *maths_turn_twin(MathsState *state)
{
    state->twin_wanted = !maths_has_twin(state);
    bool made = state->level->twin.sheet.count > 0;
    if (state->twin_wanted && made && !state->level->below)
        place_twin(state);
    if (!state->twin_wanted || made)
        return NULL;
    while (state->level->below)
        pop(state);
    return make_twin(state);
}

/* --- moving, opening --- */

/* A row's computation as a level of its own; nothing where it does not open. */
static void open_row(const MathsSide *from, MathsSide *to)
{
    Arena arena = {0};
    Row row;
    MathsLine line = maths_sheet_line(&from->sheet, from->selected);
    if (line.kind == MATHS_ROW) {
        worked_row(line.block->worked, line.index, &arena, &row);
        Worked *opened = row.opens ? row.opens(&row) : NULL;
        if (opened)
            maths_sheet_of_row(&to->sheet, &row, opened);
    }
    arena_clear(&arena);
}

static const char *place_of(MathsSide *opened, const MathsSide *from)
{
    Buffer place = BUFFER_EMPTY;
    text_append(&place, "row ");
    text_append_decimal(&place, maths_sheet_line(&from->sheet, from->selected).index + MATHS_FIRST_ROW);
    const char *copy = arena_copy_text(&opened->sheet.arena, text_finish(&place));
    buffer_clear(&place);
    return copy;
}

/* Where the twin's row opens and the run's does not. */
static void add_nothing(MathsSheet *sheet)
{
    maths_sheet_start(sheet, 1);
    maths_sheet_add_worked(sheet, "not opened", "In the run's own numbers there is nothing behind this.", NULL, false);
}

bool maths_open(MathsState *state, int width)
{
    const MathsSide *from = maths_side(state, width);
    MathsLevel *below = state->level, *level = push(state);
    bool from_twin = from == &below->twin;
    MathsSide *to = from_twin ? &level->twin : &level->run;
    open_row(&below->run, &level->run);
    if (below->twin.sheet.count > 0)
        open_row(&below->twin, &level->twin);
    if (to->sheet.count == 0) {
        pop(state);
        return false;
    }
    if (level->run.sheet.count == 0)
        add_nothing(&level->run.sheet);
    level->place = place_of(to, from);
    match(level, &level->run);
    return true;
}

bool maths_close(MathsState *state)
{
    if (!state->level->below)
        return false;
    pop(state);
    return true;
}

void maths_select(MathsState *state, size_t line, Extent extent)
{
    MathsSide *side = maths_side(state, extent.width);
    side->selected = line;
    side->top = maths_top(&side->sheet, line, side->top, extent.height - maths_head(state),
                          maths_side_width(state, extent.width));
    match(state->level, side);
}

bool maths_select_row(MathsState *state, size_t row, Extent extent)
{
    size_t line;
    const MathsSide *side = maths_side(state, extent.width);
    if (!maths_sheet_find_row(&side->sheet, side->selected, row, &line))
        return false;
    maths_select(state, line, extent);
    return true;
}

void maths_select_value(MathsState *state, const TimelineFact *fact, Extent extent)
{
    while (maths_close(state))
        continue;
    const MathsSheet *sheet = &maths_side(state, extent.width)->sheet;
    for (size_t line = 0; line < maths_sheet_lines(sheet); line++) {
        MathsLine at = maths_sheet_line(sheet, line);
        if (at.kind == MATHS_HEADING && strcmp(at.block->heading, fact->bare) == 0) {
            MathsSide *side = maths_side(state, extent.width);
            side->top = line; /* and its value below it */
            maths_select(state, maths_sheet_result_of(sheet, line), extent);
            return;
        }
    }
}

const char *maths_change_base(MathsState *state)
{
    static const char *const names[BASE_COUNT] = {"small ones in decimal, long ones in hexadecimal", "in decimal",
                                                  "in hexadecimal"};
    state->base = (NumberBase)((state->base + 1) % BASE_COUNT);
    return names[state->base];
}
