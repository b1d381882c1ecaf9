#include "ui/frame.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tls/suite.h"
#include "ui/terminal.h"
#include "ui/view.h"

void frame_layout(Frame *frame, int height, int width)
{
    frame->large_enough = height >= TERMINAL_HEIGHT_LEAST && width >= TERMINAL_WIDTH_LEAST;
    int extra = height - TERMINAL_HEIGHT_LEAST;
    int knowledge = 6 + extra / 4, story = 3 + (extra > 24 ? 3 : extra / 8);
    int row = 1;
    frame->title = (Area){0, 0, 1, width};
    frame->knowledge = (Area){row, 1, knowledge, width - 2};
    row += knowledge + 1;
    frame->tabs = (Area){row, 2, 1, width - 4};
    row += 1;
    frame->view = (Area){row, 2, height - row - story - 2, width - 4};
    frame->story = (Area){height - 1 - story, 2, story, width - 4};
    frame->status = (Area){height - 1, 0, 1, width};
}

static void draw_line(const Area *screen, int row, Glyph left, Glyph right)
{
    canvas_repeat(screen, row, 0, screen->width, STYLE_FRAME, GLYPH_HORIZONTAL);
    canvas_text(screen, row, 0, 1, STYLE_FRAME, canvas_glyph(left));
    canvas_text(screen, row, screen->width - 1, 1, STYLE_FRAME, canvas_glyph(right));
}

static void draw_sides(const Area *screen)
{
    for (int row = 1; row < screen->height - 1; row++) {
        canvas_text(screen, row, 0, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
        canvas_text(screen, row, screen->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    }
}

/* What the two sides have agreed on so far. */
static void append_agreement(Buffer *out, const Player *player)
{
    const TimelineFact *version = timeline_known(player->timeline, ACTOR_SERVER, "version", player->step);
    const TimelineFact *name = timeline_known(player->timeline, ACTOR_SERVER, "cipher_suite", player->step);
    Buffer text = BUFFER_EMPTY;
    const Suite *suite = name ? suite_find(value_text(&text, name)) : NULL;
    text_append(out, "TLS ");
    if (version)
        timeline_append_value(out, version->ref, version->value);
    if (suite) {
        const char *dot = canvas_glyph(GLYPH_DOT);
        char parts[128];
        if (suite->key_exchange == KEY_EXCHANGE_RSA)
            snprintf(parts, sizeof parts, " %s RSA %s %s", dot, dot, cipher_info(suite->cipher)->name);
        else
            snprintf(parts, sizeof parts, " %s %s-%s %s %s", dot, key_exchange_name(suite->key_exchange),
                     authentication_name(suite->authentication), dot, cipher_info(suite->cipher)->name);
        text_append(out, parts);
    } else if (!version) {
        text_append(out, "handshake, nothing agreed yet");
    }
    buffer_clear(&text);
}

/* Half a round trip for each flight that has arrived. */
static void append_position(Buffer *out, const Player *player)
{
    const Step *step = player_step(player);
    int halves = 0;
    for (int number = 1; number <= player->step; number++) {
        const Step *at = timeline_step(player->timeline, number);
        if (at->connection == step->connection && at->message && at->item->kind == KIND_RECEIVE && at->flight > halves)
            halves = at->flight;
    }
    char text[96];
    snprintf(text, sizeof text, "step %d/%d %s %d.%d RTT", player->step, timeline_step_count(player->timeline),
             canvas_glyph(GLYPH_DOT), halves / 2, halves % 2 * 5);
    text_append(out, text);
}

static void draw_title(const Frame *frame, const Player *player)
{
    Buffer left = BUFFER_EMPTY, right = BUFFER_EMPTY;
    text_append(&left, " ");
    append_agreement(&left, player);
    text_append(&left, " ");
    text_append(&right, " ");
    append_position(&right, player);
    text_append(&right, " ");
    int width = canvas_width(text_finish(&right));
    canvas_text(&frame->title, 0, 2, frame->title.width - width - 6, STYLE_TITLE, text_finish(&left));
    canvas_text(&frame->title, 0, frame->title.width - width - 2, width, STYLE_TITLE, text_finish(&right));
    buffer_clear(&left);
    buffer_clear(&right);
}

static void draw_tabs(const Frame *frame, const Player *player)
{
    int column = 0;
    for (int id = 0; id < VIEW_COUNT; id++) {
        const View *view = view_of(player, (ViewId)id);
        if (!view)
            continue;
        char text[32];
        snprintf(text, sizeof text, "[%d %s]", id + 1, view->name);
        bool current = id == (int)player->view && !player->help;
        column += canvas_text(&frame->tabs, 0, column, 32, current ? STYLE_SELECTED : STYLE_PLAIN, text) + 1;
    }
    const Step *step = player_step(player);
    int width = step ? canvas_width(step->name) : 0;
    if (step && column + width + 1 <= frame->tabs.width)
        canvas_text(&frame->tabs, 0, frame->tabs.width - width, width, STYLE_DIM, step->name);
}

static void draw_keys(const Area *area)
{
    int column = 2;
    for (int action = 0; action < ACTION_COUNT; action++) {
        const ActionItem *item = action_item((Action)action);
        if (!*item->brief)
            continue;
        char text[64];
        int size = (int)strcspn(item->keys, " ");
        snprintf(text, sizeof text, "%s%.*s %s", column > 2 ? " \xc2\xb7 " : " ", size, item->keys, item->brief);
        column += canvas_text(area, 0, column, area->width - column - 2, STYLE_PLAIN, text);
    }
    canvas_text(area, 0, column, 1, STYLE_PLAIN, " ");
}

static void draw_status(const Frame *frame, const Player *player)
{
    char text[192];
    if (player->prompting) {
        snprintf(text, sizeof text, " step (number or name): %s_ ", player->prompt);
        canvas_text(&frame->status, 0, 2, frame->status.width - 4, STYLE_NEW, text);
    } else if (player->notice[0]) {
        snprintf(text, sizeof text, " %s ", player->notice);
        canvas_text(&frame->status, 0, 2, frame->status.width - 4, STYLE_NEW, text);
    } else {
        draw_keys(&frame->status);
    }
}

static void draw_view(const Frame *frame, const Player *player)
{
    const View *view = view_of(player, player->view);
    if (!player->help && view->draw) {
        view->draw(player, &frame->view);
        return;
    }
    Page page;
    page_start(&page, frame->view.width);
    if (player->help)
        help_fill(&page);
    else
        view->fill(player, &page);
    page_draw(&page, &frame->view, player->help ? player->help_scroll : player->scroll[player->view]);
    page_clear(&page);
}

void frame_draw(const Frame *frame, const Player *player)
{
    Area screen = {0, 0, frame->status.row + 1, frame->title.width};
    draw_line(&screen, 0, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT);
    draw_sides(&screen);
    draw_line(&screen, frame->tabs.row - 1, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
    draw_line(&screen, frame->story.row - 1, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
    draw_line(&screen, screen.height - 1, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT);
    draw_title(frame, player);
    knowledge_draw(player, &frame->knowledge);
    draw_tabs(frame, player);
    draw_view(frame, player);
    story_draw(player, &frame->story);
    draw_status(frame, player);
}

void frame_draw_too_small(int height, int width)
{
    Area screen = {0, 0, height, width};
    char text[160];
    snprintf(text, sizeof text,
             "The screen needs %d columns and %d rows; this terminal has %d and %d. Make it larger, or "
             "press q.",
             TERMINAL_WIDTH_LEAST, TERMINAL_HEIGHT_LEAST, width, height);
    int row = 0;
    for (size_t at = 0; text[at] && row < height && width > 0; row++) {
        char part[161];
        snprintf(part, sizeof part, "%.*s", width, text + at);
        at += (size_t)canvas_text(&screen, row, 0, width, STYLE_PLAIN, part);
    }
}

void frame_draw_box(int height, int width, const char *heading, const char *status)
{
    Area screen = {0, 0, height, width};
    draw_line(&screen, 0, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT);
    draw_sides(&screen);
    draw_line(&screen, height - 1, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT);
    canvas_text(&screen, 0, 2, width - 4, STYLE_TITLE, heading);
    canvas_text(&screen, height - 1, 2, width - 4, STYLE_PLAIN, status);
}
