#include "ui/maths.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/maths_draw.h"
#include "ui/player.h"

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
    maths_sheet_clear(&level->sheet);
    memory_free(level);
}

void maths_clear(MathsState *state)
{
    while (state->level)
        pop(state);
}

void maths_follow(Player *player)
{
    MathsState *state = &player->maths;
    if (state->timeline == player->timeline && state->step == player->step)
        return;
    maths_clear(state);
    state->timeline = player->timeline;
    state->step = player->step;
    maths_sheet_of_step(&push(state)->sheet, player->timeline, player_step(player));
}

bool maths_open(MathsState *state)
{
    Arena arena = {0};
    Row row;
    MathsLine line = maths_sheet_line(&state->level->sheet, state->level->selected);
    if (line.kind != MATHS_ROW)
        return false;
    worked_row(line.block->worked, line.index, &arena, &row);
    Worked *opened = row.opens ? row.opens(&row) : NULL;
    if (opened) {
        MathsLevel *level = push(state);
        Buffer place = BUFFER_EMPTY;
        maths_sheet_of_row(&level->sheet, &row, opened);
        text_append(&place, "row ");
        text_append_decimal(&place, line.index + MATHS_FIRST_ROW);
        level->place = arena_copy_text(&level->sheet.arena, text_finish(&place));
        buffer_clear(&place);
    }
    arena_clear(&arena);
    return opened != NULL;
}

bool maths_close(MathsState *state)
{
    if (!state->level->below)
        return false;
    pop(state);
    return true;
}

int maths_head(const MathsState *state)
{
    return state->level->below ? 1 : 0;
}

void maths_select(MathsState *state, size_t line, int height)
{
    MathsLevel *level = state->level;
    level->selected = line;
    level->top = maths_top(&level->sheet, line, level->top, height - maths_head(state));
}

bool maths_select_row(MathsState *state, size_t row, int height)
{
    size_t line;
    if (!maths_sheet_find_row(&state->level->sheet, state->level->selected, row, &line))
        return false;
    maths_select(state, line, height);
    return true;
}

void maths_change_base(Player *player)
{
    static const char *const names[BASE_COUNT] = {"small ones in decimal, long ones in hexadecimal", "in decimal",
                                                  "in hexadecimal"};
    NumberBase *base = &player->maths.base;
    *base = (NumberBase)((*base + 1) % BASE_COUNT);
    player_notice(player, "numbers: %s", names[*base]);
}
