/* Finding: a text is typed in the status line, and the view shows all that it is a part of. */
#include "ui/panels/panel_find.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/page/list.h"
#include "ui/page/typing.h"
#include "ui/panels/panel_help.h"
#include "ui/player/panel.h"

enum { HEAD = 1, STEP = 10, KIND = 7, NAME_SHARE = 2 };

static const char *kind_name(HitKind kind)
{
    static const char *const names[] = {"step", "value", "field", "key"};
    return names[kind];
}

/* --- going there --- */

static void go_to_hit(Player *player, const Hit *hit, Extent extent)
{
    if (hit->kind == HIT_KEY) {
        help_open(player);
        return;
    }
    player_go(player, hit->step);
    if (hit->kind == HIT_FIELD) {
        player->view = VIEW_BYTES;
        bytes_show_records(&player->bytes, false);
        bytes_select_field(&player->bytes, hit->field);
    } else if (hit->kind == HIT_VALUE) {
        player->view = VIEW_MATHS;
        maths_follow(&player->maths, player->timeline, player->step);
        maths_select_value(&player->maths, hit->fact, extent);
    }
}

static void say_which(Player *player)
{
    const FindState *state = &player->find;
    const Hit *hit = &state->finding.hits[state->selected];
    player_notice(player, "%d of %d with '%.40s': %s %.60s", state->selected + 1, state->finding.count,
                  state->text.text, kind_name(hit->kind), hit->name);
}

/* The hit after one in a direction that is a place in the run, round and round; -1: there is none. */
static int next_place(const FindState *state, int direction)
{
    int count = state->finding.count;
    for (int i = 1; i <= count; i++) {
        int at = (state->selected + direction * i + 2 * count) % count;
        if (state->finding.hits[at].kind != HIT_KEY)
            return at;
    }
    return -1;
}

/* The same text again, in a run that has gone on. */
static void search_again(Player *player)
{
    FindState *state = &player->find;
    find_all(&state->finding, player->timeline, state->text.text);
    if (state->selected >= state->finding.count)
        state->selected = 0;
}

void find_next(Player *player, int direction, Extent extent)
{
    FindState *state = &player->find;
    search_again(player);
    int next = next_place(state, direction);
    if (next < 0) {
        player_advise(player, "nothing was found yet: / looks for something",
                      "nothing was found yet: find looks for what stands behind it");
        return;
    }
    state->selected = next;
    go_to_hit(player, &state->finding.hits[next], extent);
    say_which(player);
}

/* --- the panel --- */

static void take_key(Player *player, Panel *panel, const Key *key, Extent extent)
{
    (void)panel;
    FindState *state = &player->find;
    if (key->is_code && list_move(&state->selected, state->finding.count, extent.height - HEAD, key->action))
        return;
    TypingState typing = typing_key(&state->text, key);
    if (typing == TYPING_GOES_ON) {
        state->selected = 0;
        search_again(player);
        return;
    }
    panel_close(player);
    if (typing == TYPING_DONE && state->finding.count > 0) {
        go_to_hit(player, &state->finding.hits[state->selected], extent);
        say_which(player);
    } else if (typing == TYPING_DONE && state->text.text[0]) {
        player_notice(player, "nothing is called '%.60s' or holds it", state->text.text);
    }
}

enum { PLACE_SIZE = 24 };

static void print_place(char out[PLACE_SIZE], const Hit *hit)
{
    if (hit->place < 1)
        snprintf(out, PLACE_SIZE, "set-up");
    else
        snprintf(out, PLACE_SIZE, "step %d", hit->place);
}

static void draw_hit(const Area *area, int row, const Hit *hit, bool selected)
{
    char step[PLACE_SIZE] = "";
    int names = STEP + KIND, name = (area->width - names) / NAME_SHARE;
    Style style = selected ? STYLE_SELECTED : STYLE_PLAIN;
    if (hit->step)
        print_place(step, hit);
    canvas_text(area, row, 0, STEP, STYLE_PLAIN, step);
    canvas_text(area, row, STEP, KIND, STYLE_DIM, kind_name(hit->kind));
    canvas_value(area, row, names, name - 1, style, hit->name);
    canvas_value(area, row, names + name, area->width - names - name, STYLE_VALUE, hit->detail);
}

/* Why there is nothing to see. */
static void fill_nothing(const FindState *state, Page *page)
{
    Buffer text = BUFFER_EMPTY;
    if (state->text.text[0]) {
        text_append(&text, "Nothing is called '");
        text_append(&text, state->text.text);
        text_append(&text, "' or holds it: no step, no value, no field of a message and no key.");
    } else {
        text_append(&text, "Type a part of what you look for: of a step's title or name, of a value's name, its hex "
                           "digits or its text, of a field's name or meaning, or of what a key does.");
    }
    page_paragraph(page, STYLE_PLAIN, 0, text_finish(&text));
    buffer_clear(&text);
}

static void draw_nothing(const FindState *state, const Area *area)
{
    Page page;
    page_start(&page, area->width);
    fill_nothing(state, &page);
    page_draw_front(&page, area);
    page_clear(&page);
}

static void tell(const Player *player, const Panel *panel, Page *page)
{
    (void)panel;
    const FindState *state = &player->find;
    if (state->finding.count == 0)
        fill_nothing(state, page);
    for (int i = 0; i < state->finding.count; i++) {
        const Hit *hit = &state->finding.hits[i];
        page_line(page);
        page_format(page, STYLE_PLAIN, "%s %s", i == state->selected ? ">" : " ", kind_name(hit->kind));
        if (hit->step && hit->place < 1)
            page_add(page, STYLE_PLAIN, " in the set-up");
        else if (hit->step)
            page_format(page, STYLE_PLAIN, " at step %d", hit->place);
        page_format(page, STYLE_PLAIN, ": %s", hit->name);
    }
}

static void draw(const Player *player, const Panel *panel, const Area *area)
{
    (void)panel;
    const FindState *state = &player->find;
    const Finding *finding = &state->finding;
    if (finding->count == 0) {
        draw_nothing(state, area);
        return;
    }
    Area list = {area->row + HEAD, area->column, area->height - HEAD, area->width};
    char head[96];
    snprintf(head, sizeof head, "%d found; arrow keys choose, Enter goes there, Esc leaves", finding->count);
    canvas_text(area, 0, 0, area->width, STYLE_DIM, head);
    int top = list_top(state->selected, finding->count, list.height);
    for (int row = 0; row < list.height && top + row < finding->count; row++)
        draw_hit(&list, row, &finding->hits[top + row], top + row == state->selected);
}

static void click(Player *player, Panel *panel, int row, int column, Extent extent)
{
    (void)panel, (void)column;
    FindState *state = &player->find;
    int at = list_top(state->selected, state->finding.count, extent.height - HEAD) + row - HEAD;
    if (row >= HEAD && at < state->finding.count)
        state->selected = at;
}

static void append_status(const Player *player, const Panel *panel, Buffer *out)
{
    (void)panel;
    text_append(out, "find: ");
    text_append(out, player->find.text.text);
    text_append(out, "_");
}

void find_open(Player *player)
{
    static const PanelKind kind = {
        .place = PANEL_VIEW, .draw = draw, .tell = tell, .status = append_status, .key = take_key, .click = click};
    player->find.text.text[0] = '\0';
    player->find.selected = 0;
    search_again(player);
    panel_open(player, &kind, NULL);
}
