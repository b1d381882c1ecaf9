/* The RFCs that the step cites, and what has become of each: what the mark behind a number means. */
#include "ui/panels/panel_documents.h"

#include "base/text.h"
#include "report/write/documents.h"
#include "ui/player/panel.h"

enum { INDENT = 2 };

static void add_rfc(Page *page, const Rfc *rfc)
{
    Buffer text = BUFFER_EMPTY;
    page_line(page);
    page_line(page);
    page_format(page, STYLE_HEADING, "RFC %d%s", rfc->number, rfc_is_marked(rfc) ? RFC_MARK : "");
    page_paragraph(page, STYLE_PLAIN, INDENT, rfc->title);
    text_append(&text, rfc->date);
    text_append(&text, ", ");
    text_append(&text, rfc_status_name(rfc->status));
    text_append(&text, "; ");
    rfc_append_standing(&text, rfc);
    text_append(&text, ", as of ");
    text_append(&text, rfc->as_of);
    page_paragraph(page, STYLE_DIM, INDENT, text_finish(&text));
    if (*rfc->note)
        page_paragraph(page, STYLE_PLAIN, INDENT, rfc->note);
    buffer_clear(&text);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    RfcSet set = {0};
    documents_add_all(&set, player->timeline, player_step(player));
    page_paragraph(page, STYLE_PLAIN, 0,
                   "The RFCs that this step, its values and the fields of its message cite. One with the mark " RFC_MARK
                   " has been replaced, or is historic, which does not mean that it is out of force.");
    for (int i = 0; i < RFC_COUNT; i++)
        if (set.cited[i])
            add_rfc(page, rfc_at(i));
}

void documents_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .fill = fill, .status = panel_read_status, .key = panel_read_key};
    panel_open(player, &kind, NULL);
    player->panel->scroll = 0;
}
