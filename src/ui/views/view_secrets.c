/* Who knows what: every secret of the run so far, who has it since which step, and why the eavesdropper has it not. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "report/tell/reason.h"
#include "ui/content/words.h"
#include "ui/page/list.h"
#include "ui/panels/panel_fact.h"
#include "ui/player/view.h"

enum {
    HEAD = 1,
    FOOT = 4,
    LIST_LEAST = 2,
    FOOT_ROOMY = 7,
    ROOMY = 16,
    MARK = 2,
    NAME = 30,
    NAME_WIDE = 40,
    WIDE = 110,
    WHO = 10,
    EVE = 4
};

static const char nobody[] = "Nobody has a secret yet.";

/* Those of the columns: an attacker has one only where he is in the run. */
static const Actor columns[] = {ACTOR_CLIENT, ACTOR_SERVER, ACTOR_EAVESDROPPER};

/* What the selected secret is, and why she has it or not. */
static void fill_foot(const Player *player, Page *page)
{
    const SecretList *state = &player->secrets;
    const Secret *secret = secret_list_selected(state);
    Buffer reason = BUFFER_EMPTY;
    if (!secret)
        return;
    if (state->secrets.overheard)
        reason_append(&reason, player->timeline, secret);
    else
        text_append(&reason, "does not listen to this run");
    page_pair(page, STYLE_HEADING, secret->fact->bare, STYLE_DIM, fact_item(secret->fact->ref.id)->meaning);
    page_definition(page, STYLE_EAVESDROPPER, "Eve", EVE, STYLE_PLAIN, text_finish(&reason));
    buffer_clear(&reason);
}

/* What is said of the selected secret is never cut, as long as some of the list is left. */
static int list_height(const Player *player, Extent extent)
{
    Page page;
    page_start(&page, extent.width);
    fill_foot(player, &page);
    int room = extent.height - HEAD, least = extent.height >= ROOMY ? FOOT_ROOMY : FOOT;
    int foot = page.count > least ? page.count : least;
    page_clear(&page);
    return room - foot > LIST_LEAST ? room - foot : LIST_LEAST;
}

static int name_width(const Area *area)
{
    return area->width >= WIDE ? NAME_WIDE : NAME;
}

/* Where the column of an actor begins: they stand at the right. */
static int column_of(const Area *area, size_t index)
{
    return area->width - (int)(COUNT_OF(columns) - index) * WHO;
}

static void draw_head(const Area *area)
{
    canvas_text(area, 0, MARK, name_width(area), STYLE_DIM, "secret");
    canvas_text(area, 0, MARK + name_width(area), column_of(area, 0), STYLE_DIM, "value");
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        const char *title = columns[i] == ACTOR_EAVESDROPPER ? "Eve" : actor_name(columns[i]);
        canvas_text(area, 0, column_of(area, i), WHO, actor_style(columns[i]), title);
    }
}

/* Bare where the run has a single handshake. */
static const char *name_of(const Secrets *secrets, const Secret *secret)
{
    const TimelineFact *last = secrets->items[secrets->count - 1].fact;
    bool single = last->connection == 1 && last->handshake <= 1;
    return single ? secret->fact->bare : secret->fact->name;
}

static void draw_holder(const Player *player, const Area *area, int row, size_t column, const Secret *secret)
{
    int step = player->step;
    bool overheard = player->secrets.secrets.overheard;
    const TimelineFact *known = secret->known[columns[column]];
    bool lacks = !known && columns[column] == ACTOR_EAVESDROPPER && overheard;
    char text[32];
    int place = known ? timeline_step(player->timeline, known->step)->place : 0;
    if (place < 1)
        snprintf(text, sizeof text, "set-up");
    else
        snprintf(text, sizeof text, "step %d", place);
    Style style = known && known->step == step ? STYLE_NEW : known ? STYLE_PLAIN : STYLE_DIM;
    canvas_text(area, row, column_of(area, column), WHO, style, known ? text : lacks ? "lacks" : "-");
}

static void draw_secret(const Player *player, const Area *area, int row, int index)
{
    const SecretList *state = &player->secrets;
    const Secret *secret = &state->secrets.items[index];
    Style style = index == state->selected ? STYLE_SELECTED : STYLE_PLAIN;
    int name = name_width(area), room = column_of(area, 0) - MARK - name - 1;
    Buffer value = BUFFER_EMPTY;
    if (index == state->selected)
        canvas_text(area, row, 0, MARK, STYLE_PLAIN, canvas_glyph(GLYPH_ARROW_RIGHT));
    canvas_value(area, row, MARK, name - 1, style, name_of(&state->secrets, secret));
    canvas_value(area, row, MARK + name, room, STYLE_VALUE, value_text(&value, secret->fact));
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        draw_holder(player, area, row, i, secret);
    buffer_clear(&value);
}

static void draw_list(const Player *player, const Area *area)
{
    const SecretList *state = &player->secrets;
    int top = list_top(state->selected, state->secrets.count, area->height);
    for (int row = 0; row < area->height && top + row < state->secrets.count; row++)
        draw_secret(player, area, row, top + row);
}

static void draw_foot(const Player *player, const Area *area)
{
    Page page;
    page_start(&page, area->width);
    page.marks_terms = true;
    fill_foot(player, &page);
    page_draw_front(&page, area);
    page_clear(&page);
}

static void draw(const Player *player, const Area *area)
{
    int rows = list_height(player, area_extent(area)), below = HEAD + rows;
    Area list = {area->row + HEAD, area->column, rows, area->width};
    Area foot = {area->row + below, area->column, area->height - below, area->width};
    if (!secret_list_selected(&player->secrets)) {
        canvas_text(area, 0, 0, area->width, STYLE_DIM, nobody);
        return;
    }
    draw_head(area);
    draw_list(player, &list);
    draw_foot(player, &foot);
}

static bool act(Player *player, Action action, Extent extent)
{
    SecretList *state = &player->secrets;
    if (action == ACTION_OPEN && secret_list_selected(state)) {
        fact_open(player, secret_list_selected(state)->fact);
        return true;
    }
    return list_move(&state->selected, state->secrets.count, list_height(player, extent), action);
}

static void click(Player *player, int row, int column, Extent extent)
{
    (void)column;
    SecretList *state = &player->secrets;
    int rows = list_height(player, extent), at = list_top(state->selected, state->secrets.count, rows) + row - HEAD;
    if (row >= HEAD && row < HEAD + rows && at < state->secrets.count)
        state->selected = at;
}

static void tell_secret(const Player *player, Page *page, const Secret *secret)
{
    Buffer label = BUFFER_EMPTY, value = BUFFER_EMPTY, reason = BUFFER_EMPTY;
    text_append(&label, name_of(&player->secrets.secrets, secret));
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (secret->known[columns[i]] && columns[i] != ACTOR_EAVESDROPPER) {
            text_append(&label, ", ");
            text_append(&label, actor_name(columns[i]));
            int place = timeline_step(player->timeline, secret->known[columns[i]]->step)->place;
            if (place < 1)
                text_append(&label, " since the set-up");
            else
                text_print(&label, " since step %d", place);
        }
    text_append(&label, ":");
    page_value(page, STYLE_PLAIN, 0, text_finish(&label), value_text(&value, secret->fact), player->full);
    if (player->secrets.secrets.overheard) {
        text_append(&reason, "Eve ");
        reason_append(&reason, player->timeline, secret);
        page_paragraph(page, STYLE_PLAIN, 2, text_finish(&reason));
    }
    buffer_clear(&label);
    buffer_clear(&value);
    buffer_clear(&reason);
}

static void tell(const Player *player, Page *page)
{
    const Secrets *secrets = &player->secrets.secrets;
    if (secrets->count == 0)
        page_paragraph(page, STYLE_PLAIN, 0, nobody);
    for (int i = 0; i < secrets->count; i++)
        tell_secret(player, page, &secrets->items[i]);
}

static bool take(const Player *player, Taken *out)
{
    const Secret *secret = secret_list_selected(&player->secrets);
    if (secret)
        taken_of_fact(out, secret->fact);
    return secret != NULL;
}

static void follow(Player *player)
{
    secret_list_follow(&player->secrets, player->timeline, player->step);
}

const View view_secrets = {.name = "Secrets",
                           .wants_rows = true,
                           .draw = draw,
                           .tell = tell,
                           .act = act,
                           .follow = follow,
                           .click = click,
                           .take = take};
