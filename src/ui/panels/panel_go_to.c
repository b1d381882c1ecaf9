/* Going to a step: its number or name is typed in the status line. */
#include "ui/panels/panel_go_to.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/page/typing.h"
#include "ui/player/panel.h"
#include "ui/player/player.h"

/* The first step that computes a value of that name; NULL where none does. */
static const Step *step_of_value(const Timeline *timeline, const char *name)
{
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        const Step *step = timeline_step(timeline, fact->step);
        if (step->item->kind == KIND_COMPUTE && timeline_name_ends(fact->name, name))
            return step;
    }
    return NULL;
}

/* Where it is computed tells more of a value than where it is compared. */
static const Step *step_called(const Timeline *timeline, const char *name)
{
    const Step *step = timeline_find_step(timeline, name);
    const Step *computed = !step || step->item->kind == KIND_CHECK ? step_of_value(timeline, name) : NULL;
    return computed ? computed : step;
}

/* By number, by name, or by a part of one; 0 for none. */
static int find_step(const Player *player, const char *text)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (*text && *end == '\0') {
        long step = number + timeline_setup_count(player->timeline);
        return step >= 1 && step <= timeline_step_count(player->timeline) ? (int)step : 0;
    }
    const Step *step = step_called(player->timeline, text);
    if (step)
        return step->number;
    for (int i = 1; i <= timeline_step_count(player->timeline); i++)
        if (strstr(timeline_step(player->timeline, i)->name, text))
            return i;
    return 0;
}

static void go(Player *player, const char *text)
{
    int step = *text ? find_step(player, text) : player->step;
    if (step)
        player_go(player, step);
    else
        player_notice(player, "no step is numbered or called '%s' (1 to %d)", text, player_place_count(player));
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)extent;
    Typing *typing = panel->state;
    TypingState state = typing_key(typing, key);
    if (state == TYPING_DONE)
        go(player, typing->text);
    if (state != TYPING_GOES_ON)
        panel_close(player);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Typing *typing = panel->state;
    text_append(out, "step (number or name): ");
    text_append(out, typing->text);
    text_append(out, "_");
}

void go_to_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_STATUS, .status = append_status, .key = take_key};
    panel_open(player, &kind, memory_new(sizeof(Typing)));
}
