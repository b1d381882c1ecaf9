/* A fact in full: what it means, its value, how each side came to it, why the eavesdropper has it or not, and how to
   compute it elsewhere. */
#include "ui/panels/panel_fact.h"

#include "base/memory.h"
#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/reason.h"
#include "report/tell/story.h"
#include "ui/content/words.h"
#include "ui/panels/panel_take.h"
#include "ui/player/panel.h"

enum { NAME = 14, INDENT = 2 };

typedef struct Opened {
    const TimelineFact *fact;
    Secrets secrets;
    const Secret *secret; /* of the value, where it is one; or NULL */
} Opened;

static void append_since(Buffer *out, const Timeline *timeline, const TimelineFact *known)
{
    const Step *step = timeline_step(timeline, known->step);
    if (step->place < 1)
        text_print(out, "has it since the set-up: %s (", step->item->title);
    else
        text_print(out, "has it since step %d: %s (", step->place, step->item->title);
    story_append_derivation(out, &known->how);
    text_append(out, ")");
}

/* As it is under that name, or, of a secret, under any. */
static const TimelineFact *known_to(const Player *player, const Opened *opened, Actor actor)
{
    if (opened->secret)
        return opened->secret->known[actor];
    return timeline_known(player->timeline, actor, opened->fact->name, player->step);
}

static void add_holder(const Player *player, Page *page, const Opened *opened, Actor actor)
{
    const TimelineFact *known = known_to(player, opened, actor);
    Buffer text = BUFFER_EMPTY, value = BUFFER_EMPTY;
    if (!known)
        text_append(&text, "does not have it");
    else if (opened->secret || bytes_equal(known->value, opened->fact->value))
        append_since(&text, player->timeline, known);
    else
        text_print(&text, "%s has another value under this name: %s", canvas_glyph(GLYPH_UNEQUAL),
                   value_text(&value, known));
    page_definition(page, actor_style(actor), actor_name(actor), NAME, STYLE_PLAIN, text_finish(&text));
    buffer_clear(&text);
    buffer_clear(&value);
}

/* Of a secret that she lacks there is more to say than that. */
static void add_eavesdropper(const Player *player, Page *page, const Opened *opened)
{
    if (!opened->secret) {
        add_holder(player, page, opened, ACTOR_EAVESDROPPER);
        return;
    }
    Buffer reason = BUFFER_EMPTY;
    reason_append(&reason, player->timeline, opened->secret);
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

static void add_value(Page *page, const TimelineFact *fact)
{
    Buffer value = BUFFER_EMPTY, size = BUFFER_EMPTY;
    story_append_size(&size, fact);
    page_value(page, STYLE_DIM, INDENT, text_finish(&size), value_text(&value, fact), true);
    buffer_clear(&value);
    buffer_clear(&size);
    page_line(page);
}

static void fill(const Player *player, const Panel *panel, Page *page)
{
    const Opened *opened = panel->state;
    const TimelineFact *fact = opened->fact;
    const FactItem *item = fact_item(fact->ref.id);
    page_line(page);
    page_add(page, STYLE_HEADING, item->label);
    page_format(page, STYLE_DIM, "  %s", run_is_single(player->timeline) ? fact->bare : fact->name);
    page_paragraph(page, STYLE_PLAIN, INDENT, item->meaning);
    page_source(page, INDENT, item->source);
    add_value(page, fact);
    add_holder(player, page, opened, ACTOR_CLIENT);
    add_holder(player, page, opened, ACTOR_SERVER);
    if (timeline_is_overheard(player->timeline))
        add_eavesdropper(player, page, opened);
    add_command(player, page, fact);
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)player, (void)panel;
    text_append(out, "arrow keys scroll · y copies the value · any other key closes");
}

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)extent;
    const Opened *opened = panel->state;
    if (key->action != ACTION_COPY) {
        panel_close(player);
        return;
    }
    Taken taken = {0};
    taken_of_fact(&taken, opened->fact);
    take_copy(player, &taken);
    taken_clear(&taken);
}

static void opened_free(void *state)
{
    Opened *opened = state;
    secrets_clear(&opened->secrets);
    memory_free(opened);
}

static const Secret *find_secret(const Secrets *secrets, const TimelineFact *fact)
{
    for (int i = 0; i < secrets->count; i++)
        if (secrets->items[i].fact->ref.id == fact->ref.id && bytes_equal(secrets->items[i].fact->value, fact->value))
            return &secrets->items[i];
    return NULL;
}

void fact_open(Player *player, const TimelineFact *fact)
{
    static const PanelKind kind = {
        .place = PANEL_ALL, .fill = fill, .status = append_status, .key = take_key, .free = opened_free};
    Opened *opened = memory_new(sizeof *opened);
    opened->fact = fact;
    secrets_init(&opened->secrets, player->timeline, player->step);
    opened->secret = find_secret(&opened->secrets, fact);
    panel_open(player, &kind, opened);
    player->panel->scroll = 0;
}
