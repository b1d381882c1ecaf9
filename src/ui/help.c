#include "ui/view.h"

void help_fill(Page *page)
{
    page_line(page);
    page_add(page, STYLE_TITLE, "Keys");
    for (int action = 0; action < ACTION_COUNT; action++) {
        const ActionItem *item = action_item((Action)action);
        page_line(page);
        page_format(page, STYLE_HEADING, "  %s", item->keys);
        page_format(page, STYLE_PLAIN, "%*s%s", 14 - canvas_width(item->keys), "", item->help);
    }
    page_line(page);
    page_paragraph(
        page, STYLE_PLAIN, 0,
        "The three columns at the top show what the client, an eavesdropper on the wire and the server know, "
        "the newest last; what is new in this step is marked. Below them is the view that you choose with 1 "
        "to 5, and at the foot what happens in this step.");
    page_line(page);
    page_add(page, STYLE_DIM, "Any other key closes this help; the arrow keys scroll it.");
}
