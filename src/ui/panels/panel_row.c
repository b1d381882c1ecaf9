/* Going to a row of a worked example: its number is typed in the status line. */
#include "ui/panels/panel_row.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/page/typing.h"
#include "ui/player/panel.h"
#include "ui/player/player.h"

static void go(Player *player, const char *text, Extent extent)
{
    char *end;
    unsigned long long row = strtoull(text, &end, 10);
    if (*text && (*end || row < MATHS_FIRST_ROW || !maths_select_row(&player->maths, row - MATHS_FIRST_ROW, extent)))
        player_notice(player, "there is no row '%s' here", text);
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    Typing *typing = panel->state;
    TypingState state = typing_key(typing, key);
    if (state == TYPING_DONE)
        go(player, typing->text, extent);
    if (state != TYPING_GOES_ON)
        panel_close(player);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player;
    const Typing *typing = panel->state;
    text_append(out, "row (its number): ");
    text_append(out, typing->text);
    text_append(out, "_");
}

void maths_row_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_STATUS, .status = append_status, .key = take_key};
    panel_open(player, &kind, memory_new(sizeof(Typing)));
}
