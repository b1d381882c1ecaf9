/* What the current step has to take along: its values, the lines that compute them again, its message. */
#include "ui/panels/panel_take.h"

#include "base/memory.h"
#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/story.h"
#include "ui/content/taken.h"
#include "ui/page/list.h"
#include "ui/panels/panel_export.h"
#include "ui/player/panel.h"
#include "ui/terminal/clipboard.h"

enum { HEAD = 1, NAME = 36 };

typedef struct Offer {
    Taken *items;
    int count, selected;
} Offer;

static Taken *add(Offer *offer)
{
    return &offer->items[offer->count++];
}

static void add_fact(Offer *offer, const Timeline *timeline, const TimelineFact *fact)
{
    Buffer line = BUFFER_EMPTY, name = BUFFER_EMPTY;
    taken_of_fact(add(offer), fact);
    if (reproduce_append(&line, timeline, fact)) {
        text_append(&name, fact->bare);
        text_append(&name, ", computed again");
        taken_of_text(add(offer), text_finish(&name), text_finish(&line));
    }
    buffer_clear(&line);
    buffer_clear(&name);
}

static void add_message(Offer *offer, const StepMessage *message)
{
    Buffer name = BUFFER_EMPTY, records = BUFFER_EMPTY;
    story_append_message_name(&name, message->type);
    taken_of_bytes(add(offer), text_finish(&name), VALUE_BYTES, message->view.bytes);
    text_append(&name, ", its records");
    for (int i = 0; i < message->view.record_count; i++)
        buffer_append(&records, message->view.records[i].bytes);
    taken_of_bytes(add(offer), text_finish(&name), VALUE_BYTES, buffer_bytes(&records));
    buffer_clear(&name);
    buffer_clear(&records);
}

static void add_check(Offer *offer, const Check *check)
{
    if (check->expected.size)
        taken_of_bytes(add(offer), "expected", check->kind, check->expected);
    if (check->found.size)
        taken_of_bytes(add(offer), "found", check->kind, check->found);
}

static Offer *offer_of(const Timeline *timeline, const Step *step)
{
    enum { OF_FACT = 2, OF_MESSAGE = 2, OF_CHECK = 2 };
    Offer *offer = memory_new(sizeof *offer);
    offer->items = memory_new_array(OF_FACT * (size_t)step->fact_count + OF_MESSAGE + OF_CHECK, sizeof *offer->items);
    if (step->message)
        add_message(offer, step->message);
    for (int i = 0; i < step->fact_count; i++)
        add_fact(offer, timeline, &step->facts[i]);
    if (step->check)
        add_check(offer, step->check);
    return offer;
}

static void free_offer(void *state)
{
    Offer *offer = state;
    for (int i = 0; i < offer->count; i++)
        taken_clear(&offer->items[i]);
    memory_free(offer->items);
    memory_free(offer);
}

static void wish(Player *player, WishKind kind, const Taken *taken)
{
    player->wish.kind = kind;
    buffer_set(&player->wish.text, buffer_bytes(&taken->text));
}

void take_copy(Player *player, const Taken *taken)
{
    Buffer name = BUFFER_EMPTY;
    if (taken->text.size > CLIPBOARD_SIZE_MAX && !player->in_words) {
        player_notice(player, "too long for a terminal's clipboard: Y shows it");
        return;
    }
    buffer_append(&name, buffer_bytes(&taken->name));
    wish(player, WISH_COPY, taken);
    player_notice(player, "copied %.30s · not in your clipboard? Y shows it", text_finish(&name));
    buffer_clear(&name);
}

void take_show(Player *player, const Taken *taken)
{
    wish(player, WISH_SHOW, taken);
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    (void)player;
    const Offer *offer = panel->state;
    Area list = {area->row + HEAD, area->column, area->height - HEAD, area->width};
    int top = list_top(offer->selected, offer->count, list.height);
    canvas_text(area, 0, 0, area->width, STYLE_DIM, "What shall be taken along?");
    for (int row = 0; row < list.height && top + row < offer->count; row++) {
        Taken *item = &offer->items[top + row];
        bool selected = top + row == offer->selected;
        canvas_text(&list, row, 0, 1, STYLE_PLAIN, selected ? canvas_glyph(GLYPH_ARROW_RIGHT) : " ");
        canvas_value(&list, row, 2, NAME - 3, selected ? STYLE_SELECTED : STYLE_PLAIN, text_finish(&item->name));
        canvas_value(&list, row, NAME, list.width - NAME, STYLE_VALUE, text_finish(&item->text));
    }
}

static void tell(const Player *player, const Panel *panel, Page *page)
{
    (void)player;
    const Offer *offer = panel->state;
    for (int i = 0; i < offer->count; i++)
        page_value(page, STYLE_PLAIN, 0, text_finish(&offer->items[i].name), text_finish(&offer->items[i].text), false);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrows choose · Enter or y copies · Y shows it alone · x a file · Esc back");
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    Offer *offer = panel->state;
    if (list_move(&offer->selected, offer->count, extent.height - HEAD, key->action))
        return;
    const Taken *item = &offer->items[offer->selected];
    if (key->action == ACTION_EXPORT) {
        export_open(player, item);
        return;
    }
    if (key->action == ACTION_COPY || key->action == ACTION_OPEN)
        take_copy(player, item);
    else if (key->action == ACTION_SHOW)
        take_show(player, item);
    if (key->action != ACTION_SHOW)
        panel_close(player);
}

static void click(Player *player, Panel *panel, int row, int column, Extent extent)
{
    (void)player, (void)column;
    Offer *offer = panel->state;
    int at = list_top(offer->selected, offer->count, extent.height - HEAD) + row - HEAD;
    if (row >= HEAD && at < offer->count)
        offer->selected = at;
}

void take_open(Player *player)
{
    static const PanelKind kind = {.place = PANEL_VIEW,
                                   .draw = draw,
                                   .tell = tell,
                                   .status = append_status,
                                   .key = take_key,
                                   .click = click,
                                   .free = free_offer};
    Offer *offer = offer_of(player->timeline, player_step(player));
    if (offer->count > 0) {
        panel_open(player, &kind, offer);
        return;
    }
    player_notice(player, "this step has nothing to copy: neither a message nor a value");
    free_offer(offer);
}
