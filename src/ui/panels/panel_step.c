#include "ui/panels/panel_step.h"

#include "base/text.h"
#include "ui/player/panel.h"

enum { DEPTH_COLUMNS = 6 };

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    const Step *step = player_step(player);
    Buffer text = BUFFER_EMPTY;
    page_line(page);
    page_format(page, STYLE_HEADING, "%s: %s", actor_name(step->actor), step->item->title);
    page_paragraph(page, STYLE_DIM, 0, step->name);
    page_source(page, 0, step->item->source);
    for (Depth depth = 0; depth < DEPTH_COUNT; depth++) {
        buffer_truncate(&text, 0);
        depth_append(&text, player->timeline, step, depth, 0);
        page_line(page);
        page_definition(page, STYLE_DIM, depth_name(depth), DEPTH_COLUMNS, STYLE_PLAIN, text_finish(&text));
    }
    if (step->check && !step->check->passed)
        page_definition(page, STYLE_BAD, "", DEPTH_COLUMNS, STYLE_BAD, error_sentence(step->check->error));
    buffer_clear(&text);
}

void step_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .fill = fill, .status = panel_read_status, .key = panel_read_key};
    panel_open(player, &kind, NULL);
    player->panel->scroll = 0;
}
