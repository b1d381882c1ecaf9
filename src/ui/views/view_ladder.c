/* The ladder: two lifelines, and the messages between them as far as the story has come. */
#include "base/text.h"
#include "ui/content/words.h"
#include "ui/player/view.h"

/* Left of the client's lifeline stands the flight, right of the server's the size. */
enum { LEFT = 12, RIGHT = 12, WIDTH_MOST = 110 };

/* Columns between the lifelines. */
static int span_of(const Page *page)
{
    int width = page->width < WIDTH_MOST ? page->width : WIDTH_MOST;
    return width - LEFT - RIGHT - 2;
}

static void repeat(Buffer *out, Glyph glyph, int count)
{
    for (int i = 0; i < count; i++)
        text_append(out, canvas_glyph(glyph));
}

/* What became of the message on its way, as far as the arrow tells it. */
static const char *fate_of(const StepMessage *message)
{
    bool lost = message->differs && message->received.size == 0;
    if (message->view.encrypted)
        return lost ? " (encrypted, lost) " : message->differs ? " (encrypted, changed) " : " (encrypted) ";
    return lost ? " (lost) " : message->differs ? " (changed) " : " ";
}

/* ──── Title ────▶ of `width` columns */
static const char *arrow_text(Buffer *out, const Step *step, int width)
{
    bool right = step->message->from == ACTOR_CLIENT;
    Buffer title = BUFFER_EMPTY;
    text_append(&title, " ");
    message_title(&title, step);
    text_append(&title, fate_of(step->message));
    int rest = width - 1 - canvas_width(text_finish(&title)), left = rest / 2;
    if (!right)
        text_append(out, canvas_glyph(GLYPH_ARROW_LEFT));
    repeat(out, GLYPH_HORIZONTAL, left);
    text_append(out, text_finish(&title));
    repeat(out, GLYPH_HORIZONTAL, rest - left);
    if (right)
        text_append(out, canvas_glyph(GLYPH_ARROW_RIGHT));
    buffer_clear(&title);
    return text_finish(out);
}

/* Messages begin at different places of their sender's stream, or in one record one behind the other. */
static bool same_message(const Step *sent, const Step *step)
{
    if (!step->message || sent->connection != step->connection || sent->message->from != step->message->from)
        return false;
    const MessageView *a = &sent->message->view, *b = &step->message->view;
    return a->record_count > 0 && b->record_count > 0 && a->records[0].offset == b->records[0].offset &&
           (message_is_closed(step) || bytes_equal(a->bytes, b->bytes));
}

/* A message is one arrow, drawn when it is sent; it is selected also while somebody reads it. */
static void add_arrow(const Player *player, Page *page, const Step *step, bool begins_flight)
{
    Buffer arrow = BUFFER_EMPTY;
    Style style = step->message->differs ? STYLE_BAD : actor_style(step->actor);
    if (same_message(step, player_step(player)))
        style = STYLE_SELECTED;
    page_line(page);
    if (begins_flight)
        page_format(page, STYLE_DIM, "flight %-*d", LEFT - 7, step->flight);
    else
        page_space(page, LEFT);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_add(page, style, arrow_text(&arrow, step, span_of(page)));
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    size_t size = step->message->view.bytes.size;
    page_format(page, STYLE_DIM, " %zu byte%s", size, size == 1 ? "" : "s");
    page_mark(page, page->count - 1, step->number);
    buffer_clear(&arrow);
}

/* The current step, where it sends nothing: on the side of whoever takes it, the eavesdropper in the middle. */
static void add_doing(Page *page, const Step *step)
{
    int size = 2 + canvas_width(step->item->title), room = span_of(page) - 2 - size;
    int before = step->actor == ACTOR_CLIENT ? 0 : step->actor == ACTOR_SERVER ? room : room / 2;
    page_line(page);
    page_space(page, LEFT);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_space(page, 1 + before);
    page_format(page, actor_style(step->actor), "%s ", canvas_glyph(GLYPH_MARK));
    page_add(page, STYLE_STRONG, step->item->title);
    page_space(page, room - before + 1);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
}

static void add_heads(Page *page)
{
    page_line(page);
    page_space(page, LEFT - 2);
    page_add(page, STYLE_CLIENT, "CLIENT");
    page_space(page, span_of(page) - 6);
    page_add(page, STYLE_SERVER, "SERVER");
}

static void fill(const Player *player, Page *page)
{
    int flight = 0, connection = 1, handshake = 1;
    add_heads(page);
    for (int number = 1; number <= player->step; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (step->connection > connection) {
            page_line(page);
            page_format(page, STYLE_HEADING, "connection %d", step->connection);
            connection = step->connection;
            flight = 0;
            handshake = 1;
        }
        if (step_sends(step) && step->handshake > handshake) {
            page_line(page);
            page_format(page, STYLE_HEADING, "handshake %d", step->handshake);
            handshake = step->handshake;
        }
        if (step_sends(step)) {
            add_arrow(player, page, step, step->flight != flight);
            flight = step->flight;
        } else if (number == player->step) {
            add_doing(page, step);
        }
    }
    page->focus = page->count - 1;
}

/* "Step 4, flight 1, client to server: ClientHello, 191 bytes" */
static void tell_message(const Step *step, Page *page)
{
    Buffer title = BUFFER_EMPTY;
    const StepMessage *message = step->message;
    size_t size = message->view.bytes.size;
    page_line(page);
    page_format(page, STYLE_PLAIN, "Step %d, flight %d, %s to %s: %s, %zu byte%s%s%s", step->number, step->flight,
                actor_name(message->from), actor_name(message->from == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT),
                message_title(&title, step), size, size == 1 ? "" : "s", message->view.encrypted ? ", encrypted" : "",
                !message->differs             ? ""
                : message->received.size == 0 ? ", lost on its way"
                                              : ", changed on its way");
    buffer_clear(&title);
}

static void tell(const Player *player, Page *page)
{
    for (int number = 1; number <= player->step; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (step_sends(step))
            tell_message(step, page);
    }
    if (page->count == 0)
        page_add(page, STYLE_PLAIN, "No message has been sent yet.");
}

const View view_ladder = {.name = "Ladder", .fill = fill, .tell = tell, .click_mark = player_go};
