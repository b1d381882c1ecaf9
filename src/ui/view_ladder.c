/* The ladder: two lifelines, and the messages between them as far as the story has come. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/view.h"

enum { GUTTER = 12, RIGHT_GUTTER = 12 };

static void repeat(Buffer *out, Glyph glyph, int count)
{
    for (int i = 0; i < count; i++)
        text_append(out, canvas_glyph(glyph));
}

/* ──── Title ────▶ of `width` columns */
static void arrow_text(Buffer *out, const Step *step, int width)
{
    bool right = step->message->from == ACTOR_CLIENT;
    char title[112];
    snprintf(title, sizeof title, " %s%s ", message_title(step), step->message->view.encrypted ? " (encrypted)" : "");
    int rest = width - 1 - canvas_width(title);
    int left = rest / 2;
    if (!right)
        text_append(out, canvas_glyph(GLYPH_ARROW_LEFT));
    repeat(out, GLYPH_HORIZONTAL, left);
    text_append(out, title);
    repeat(out, GLYPH_HORIZONTAL, rest - left);
    if (right)
        text_append(out, canvas_glyph(GLYPH_ARROW_RIGHT));
}

static void add_arrow(const Player *player, Page *page, const Step *step, int flight)
{
    int width = page->width - GUTTER - RIGHT_GUTTER - 2;
    bool current = step->number == player->step;
    Buffer arrow = BUFFER_EMPTY;
    arrow_text(&arrow, step, width);
    page_line(page);
    if (step->flight != flight)
        page_format(page, STYLE_DIM, "%*s%-*d", 1, "flight ", GUTTER - 7, step->flight);
    else
        page_format(page, STYLE_DIM, "%*s", GUTTER, "");
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_add(page, current ? STYLE_SELECTED : actor_style(step->message->from), text_finish(&arrow));
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_format(page, STYLE_DIM, " %zu bytes", step->message->view.bytes.size);
    buffer_clear(&arrow);
}

/* A step without a message, at the lifeline of whoever takes it. */
static void add_doing(Page *page, const Step *step)
{
    int width = page->width - GUTTER - RIGHT_GUTTER - 2;
    char title[160];
    snprintf(title, sizeof title, "%s %s", canvas_glyph(GLYPH_MARK), step->item->title);
    int room = width - canvas_width(title) - 1;
    page_line(page);
    page_format(page, STYLE_DIM, "%*s", GUTTER, "");
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    int before = step->actor == ACTOR_CLIENT ? 1 : step->actor == ACTOR_SERVER ? room : room / 2;
    page_format(page, STYLE_PLAIN, "%*s", before > 0 ? before : 0, "");
    page_add(page, STYLE_NEW, title);
    page_format(page, STYLE_PLAIN, "%*s", room - before + 1 > 0 && room > 0 ? room - before + 1 : 0, "");
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
}

static void add_heads(Page *page)
{
    page_line(page);
    page_format(page, STYLE_PLAIN, "%*s", GUTTER - 2, "");
    page_add(page, STYLE_CLIENT, "CLIENT");
    page_format(page, STYLE_PLAIN, "%*s", page->width - GUTTER - RIGHT_GUTTER - 8, "");
    page_add(page, STYLE_SERVER, "SERVER");
}

static void fill(const Player *player, Page *page)
{
    int flight = 0, connection = 1;
    add_heads(page);
    for (int number = 1; number <= player->step; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (step->connection > connection) {
            page_line(page);
            page_format(page, STYLE_HEADING, "connection %d", step->connection);
            flight = 0;
        }
        connection = step->connection;
        /* A message is one arrow, drawn when it is sent; its receiver's step points at the same arrow. */
        if (step->message && step->actor == step->message->from) {
            add_arrow(player, page, step, flight);
            flight = step->flight;
        } else if (number == player->step) {
            add_doing(page, step);
        }
    }
    page->focus = page->count - 1;
}

const View view_ladder = {"Ladder", fill, NULL};
