#include "ui/panels/panel_help.h"

#include <stdio.h>

#include "ui/player/panel.h"
#include "ui/player/player.h"

/* The help: every key, and what the screen shows. */

enum { HELP_COLUMN = 16 };

static void add_keys(Page *page)
{
    const ActionLine *line;
    for (int i = 0; (line = action_line_at(i)); i++) {
        if (line->heading) {
            page_line(page);
            page_line(page);
            page_add(page, STYLE_TITLE, line->heading);
            continue;
        }
        const ActionItem *item = action_item(line->action);
        page_definition(page, STYLE_HEADING, item->keys, HELP_COLUMN, STYLE_PLAIN, item->help);
    }
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)player, (void)panel;
    add_keys(page);
    page_line(page);
    char columns[480];
    snprintf(
        columns, sizeof columns,
        "The three columns at the top show what the client, an eavesdropper on the wire and the server know: each "
        "value, and what it is. A mark stands before what is new in this step, another one before what client and "
        "server hold differently; Eve's column ends in what she lacks. Where a column holds more than it has room "
        "for, its heading says how much. Below them is the view that you choose with 1 to %d, and at the foot what "
        "happens in this step.",
        VIEW_COUNT);
    page_paragraph(page, STYLE_PLAIN, 0, columns);
    page_line(page);
    page_definition(page, STYLE_HEADING, "flight", HELP_COLUMN, STYLE_PLAIN,
                    "Messages that one side sends before it waits for the other");
    page_definition(page, STYLE_HEADING, "RTT", HELP_COLUMN, STYLE_PLAIN,
                    "Round-trip time, there and back; a flight takes half of it");
    page_definition(page, STYLE_HEADING, "RFC 5246*", HELP_COLUMN, STYLE_PLAIN,
                    "An RFC that another one has replaced, or that is historic; it need not be out of force for that. "
                    "R says what has become of those that the step cites");
    page_line(page);
    page_line(page);
    page_add(page, STYLE_DIM, "The arrow keys scroll this help; any other key closes it.");
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel, (void)key, (void)extent;
    panel_close(player);
}

void help_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_ALL, .fill = fill, .key = take_key};
    panel_open(player, &kind, NULL);
    player->panel->scroll = 0;
}
