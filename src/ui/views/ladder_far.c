#include "ui/views/ladder_far.h"

#include "base/text.h"
#include "tls/wire/message.h"
#include "ui/content/words.h"

/* Columns right of the server's lifeline, where sizes stand. */
enum { LADDER_RIGHT = 12, WIDTH_MOST = 110 };

int ladder_span(const Page *page)
{
    int width = page->width < WIDTH_MOST ? page->width : WIDTH_MOST;
    return width - LADDER_LEFT - LADDER_RIGHT - 2;
}

static void repeat(Buffer *out, Glyph glyph, int count)
{
    for (int i = 0; i < count; i++)
        text_append(out, canvas_glyph(glyph));
}

void ladder_append_arrow(Buffer *out, const char *title, bool right, int width)
{
    int rest = width - 1 - canvas_width(title), left = rest / 2;
    if (!right)
        text_append(out, canvas_glyph(GLYPH_ARROW_LEFT));
    repeat(out, GLYPH_HORIZONTAL, left);
    text_append(out, title);
    repeat(out, GLYPH_HORIZONTAL, rest - left);
    if (right)
        text_append(out, canvas_glyph(GLYPH_ARROW_RIGHT));
}

/* The messages of one flight. */
typedef struct Flight {
    const Step *first, *last;
    int count;
} Flight;

/* Three boxes side by side, in three lines: the eavesdropper's only where she is there. */
static void add_boxes(const Player *player, Page *page)
{
    enum { EDGE = 4 };
    static const struct {
        const char *name;
        Style style;
    } boxes[] = {{"CLIENT", STYLE_CLIENT}, {"EVE", STYLE_EAVESDROPPER}, {"SERVER", STYLE_SERVER}};
    static const Glyph corners[][2] = {
        {GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT}, {GLYPH_VERTICAL, GLYPH_VERTICAL}, {GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT}};
    int span = ladder_span(page), left = LADDER_LEFT - EDGE;
    for (int row = 0; row < 3; row++) {
        int at = 0;
        page_line(page);
        for (int i = 0; i < 3; i++) {
            int width = canvas_width(boxes[i].name) + 4;
            int begin = i == 0   ? left
                        : i == 1 ? LADDER_LEFT + 1 + (span - width) / 2
                                 : LADDER_LEFT + 1 + span + EDGE - width + 1;
            if (i == 1 && !timeline_is_overheard(player->timeline))
                continue;
            page_space(page, begin - at);
            page_add(page, STYLE_FRAME, canvas_glyph(corners[row][0]));
            Buffer line = BUFFER_EMPTY;
            if (row != 1)
                repeat(&line, GLYPH_HORIZONTAL, width - 2);
            page_add(page, STYLE_FRAME, text_finish(&line));
            if (row == 1)
                page_format(page, boxes[i].style, " %s ", boxes[i].name);
            page_add(page, STYLE_FRAME, canvas_glyph(corners[row][1]));
            buffer_clear(&line);
            at = begin + width;
        }
    }
}

/* ── ServerHello … ServerHelloDone ──▶ */
static void add_flight(Page *page, const Flight *flight)
{
    Buffer title = BUFFER_EMPTY, arrow = BUFFER_EMPTY, name = BUFFER_EMPTY;
    bool right = flight->first->message->from == ACTOR_CLIENT;
    text_print(&title, " %s ", message_title(&name, flight->first));
    buffer_truncate(&name, 0);
    if (flight->count > 1)
        text_print(&title, "%s %s ", canvas_glyph(GLYPH_ELLIPSIS), message_title(&name, flight->last));
    ladder_append_arrow(&arrow, text_finish(&title), right, ladder_span(page));
    page_line(page);
    page_format(page, STYLE_DIM, "flight %-*d", LADDER_LEFT - 7, flight->first->flight);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_add(page, actor_style(flight->first->message->from), text_finish(&arrow));
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_format(page, STYLE_DIM, " %d message%s", flight->count, flight->count == 1 ? "" : "s");
    buffer_clear(&title);
    buffer_clear(&arrow);
    buffer_clear(&name);
}

void ladder_fill_far(const Player *player, Page *page)
{
    Flight flight = {0};
    int number = 1, count = timeline_step_count(player->timeline), more = 0;
    add_boxes(player, page);
    for (; number <= count; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (!step_sends(step))
            continue;
        if (step->connection > 1 || step->message->view.content_type == CONTENT_APPLICATION_DATA)
            break;
        if (flight.count && step->flight != flight.first->flight) {
            add_flight(page, &flight);
            flight.count = 0;
        }
        flight = (Flight){flight.count ? flight.first : step, step, flight.count + 1};
    }
    if (flight.count)
        add_flight(page, &flight);
    for (; number <= count; number++)
        more += step_sends(timeline_step(player->timeline, number));
    page_line(page);
    if (more == 0)
        page_add(page, STYLE_DIM, "The handshake from far.");
    else if (more == 1)
        page_add(page, STYLE_DIM, "The handshake from far; one more message follows it.");
    else
        page_format(page, STYLE_DIM, "The handshake from far; %d more messages follow it.", more);
}

bool ladder_is_far(const Player *player)
{
    for (int number = 1; number <= player->step; number++)
        if (step_sends(timeline_step(player->timeline, number)))
            return false;
    return !player->feed;
}
