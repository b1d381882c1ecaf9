#include "ui/player/panel.h"

#include "base/memory.h"
#include "base/text.h"
#include "ui/player/player.h"

void panel_open(Player *player, const PanelKind *kind, void *state)
{
    Panel *panel = memory_new(sizeof *panel);
    *panel = (Panel){.kind = kind, .state = state, .scroll = PAGE_FOLLOW, .below = player->panel};
    player->panel = panel;
}

void panel_close(Player *player)
{
    Panel *panel = player->panel;
    player->panel = panel->below;
    if (panel->kind->free)
        panel->kind->free(panel->state);
    else
        memory_free(panel->state);
    memory_free(panel);
}

void panel_close_all(Player *player)
{
    while (player->panel)
        panel_close(player);
}

/* True where the key scrolls the panel's page. */
static bool scroll(const Player *player, Panel *panel, Action action, Extent extent)
{
    Page page;
    if (!panel->kind->fill)
        return false;
    page_start(&page, extent.width);
    panel->kind->fill(player, panel, &page);
    bool scrolled = page_scroll(&page, &panel->scroll, action, extent.height);
    page_clear(&page);
    return scrolled;
}

void panel_key(Player *player, const Key *key, Extent extent)
{
    Panel *panel = player->panel;
    if (!scroll(player, panel, key->action, extent))
        panel->kind->key(player, panel, key, extent);
}

void panel_click(Player *player, int row, int column, Extent extent)
{
    Panel *panel = player->panel;
    const PanelKind *kind = panel->kind;
    if (kind->click) {
        kind->click(player, panel, row, column, extent);
        return;
    }
    if (!kind->click_mark || !kind->fill)
        return;
    Page page;
    page_start(&page, extent.width);
    kind->fill(player, panel, &page);
    int mark = page_mark_at(&page, panel->scroll, extent.height, row);
    page_clear(&page);
    if (mark)
        kind->click_mark(player, panel, mark);
}

void panel_read_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel, (void)key, (void)extent;
    panel_close(player);
}

void panel_read_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrow keys scroll \u00b7 any other key closes");
}

void panel_draw(const Player *player, const Area *area)
{
    const Panel *panel = player->panel;
    if (panel->kind->draw) {
        panel->kind->draw(player, panel, area);
        return;
    }
    Page page;
    page_start(&page, area->width);
    page.marks_terms = true;
    panel->kind->fill(player, panel, &page);
    page_draw(&page, area, panel->scroll);
    page_clear(&page);
}
