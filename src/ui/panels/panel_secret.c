/* A secret in full: its value, how each side came to it, why the eavesdropper has it or not, and how to compute it
   elsewhere. */
#include "ui/panels/panel_secret.h"

#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/reason.h"
#include "report/tell/story.h"
#include "ui/content/words.h"
#include "ui/panels/panel_take.h"
#include "ui/player/panel.h"

enum { NAME = 14, INDENT = 2 };

static void add_holder(const Player *player, Page *page, Actor actor, const TimelineFact *known)
{
    Buffer text = BUFFER_EMPTY;
    if (known) {
        const Step *step = timeline_step(player->timeline, known->step);
        text_append(&text, "has it since step ");
        text_append_decimal(&text, (uint64_t)step->number);
        text_append(&text, ": ");
        text_append(&text, step->item->title);
        text_append(&text, " (");
        story_append_derivation(&text, &known->how);
        text_append(&text, ")");
    } else {
        text_append(&text, "does not have it");
    }
    page_definition(page, actor_style(actor), actor_name(actor), NAME, STYLE_PLAIN, text_finish(&text));
    buffer_clear(&text);
}

static void add_eavesdropper(const Player *player, Page *page, const Secret *secret)
{
    Buffer reason = BUFFER_EMPTY;
    reason_append(&reason, player->timeline, secret);
    page_definition(page, STYLE_EAVESDROPPER, actor_name(ACTOR_EAVESDROPPER), NAME, STYLE_PLAIN, text_finish(&reason));
    buffer_clear(&reason);
}

static void add_command(const Player *player, Page *page, const TimelineFact *fact)
{
    Buffer command = BUFFER_EMPTY, label = BUFFER_EMPTY;
    if (reproduce_append(&command, player->timeline, fact)) {
        maths_append_command_label(&label, text_finish(&command));
        page_line(page);
        page_value(page, STYLE_PLAIN, 0, text_finish(&label), text_finish(&command), true);
    }
    buffer_clear(&command);
    buffer_clear(&label);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    const Secret *secret = secret_list_selected(&player->secrets);
    const TimelineFact *fact = secret->fact;
    const FactItem *item = fact_item(fact->ref.id);
    Buffer value = BUFFER_EMPTY;
    page_line(page);
    page_add(page, STYLE_HEADING, fact->name);
    page_paragraph(page, STYLE_PLAIN, INDENT, item->meaning);
    page_source(page, INDENT, item->source);
    page_value(page, STYLE_STRONG, INDENT, "", value_text(&value, fact), true);
    page_line(page);
    add_holder(player, page, ACTOR_CLIENT, secret->known[ACTOR_CLIENT]);
    add_holder(player, page, ACTOR_SERVER, secret->known[ACTOR_SERVER]);
    if (player->secrets.secrets.overheard)
        add_eavesdropper(player, page, secret);
    add_command(player, page, fact);
    buffer_clear(&value);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrow keys scroll · y copies the value · any other key closes");
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel, (void)extent;
    if (key->action != ACTION_COPY) {
        panel_close(player);
        return;
    }
    Taken taken = {0};
    taken_of_fact(&taken, secret_list_selected(&player->secrets)->fact);
    take_copy(player, &taken);
    taken_clear(&taken);
}

void secret_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_ALL, .fill = fill, .status = append_status, .key = take_key};
    panel_open(player, &kind, NULL);
    player->panel->scroll = 0;
}
