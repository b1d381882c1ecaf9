/* The ladder: two lifelines, and the messages between them as far as the story has come. */
#include "base/text.h"
#include "ui/content/tampered.h"
#include "ui/content/words.h"
#include "ui/player/view.h"
#include "ui/views/ladder_far.h"

/* What became of the message on its way, as far as the arrow tells it. */
static const char *fate_of(const StepMessage *message)
{
    bool lost = message->differs && message->received.size == 0;
    if (message->view.encrypted)
        return lost ? " (encrypted, lost) " : message->differs ? " (encrypted, changed) " : " (encrypted) ";
    return lost ? " (lost) " : message->differs ? " (changed) " : " ";
}

/* ──── ServerHello (changed) ────▶ of `width` columns */
static const char *arrow_text(Buffer *out, const Step *step, int width)
{
    Buffer title = BUFFER_EMPTY;
    text_append(&title, " ");
    message_title(&title, step);
    text_append(&title, fate_of(step->message));
    ladder_append_arrow(out, text_finish(&title), step->message->from == ACTOR_CLIENT, width);
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
        page_format(page, STYLE_DIM, "flight %-*d", LADDER_LEFT - 7, step->flight);
    else
        page_space(page, LADDER_LEFT);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_add(page, style, arrow_text(&arrow, step, ladder_span(page)));
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    size_t size = step->message->view.bytes.size;
    page_format(page, STYLE_DIM, " %zu byte%s", size, size == 1 ? "" : "s");
    page_mark(page, page->count - 1, step->number);
    buffer_clear(&arrow);
}

static void add_heads(const Player *player, Page *page)
{
    bool eve = timeline_is_overheard(player->timeline);
    int span = ladder_span(page), before = span / 2 - 5;
    page_line(page);
    page_space(page, LADDER_LEFT - 2);
    page_add(page, STYLE_CLIENT, "CLIENT");
    page_space(page, eve ? before : span - 6);
    if (eve) {
        page_add(page, STYLE_EAVESDROPPER, "EVE");
        page_space(page, span - 6 - before - 3);
    }
    page_add(page, STYLE_SERVER, "SERVER");
}

/* What an actor did between two messages. */
typedef struct Work {
    int checks, failed, secrets;
} Work;

/* The steps between two messages, and what each actor did in them. */
typedef struct Gap {
    int first, last; /* numbers; first 0: nothing yet */
    Work work[ACTOR_COUNT];
} Gap;

static bool is_worth_telling(const Work *work)
{
    return work->checks > 0 || work->secrets > 0;
}

static void count_step(Gap *gap, const Step *step)
{
    Work *work = &gap->work[step->actor];
    gap->first = gap->first ? gap->first : step->number;
    gap->last = step->number;
    if (step->check) {
        work->checks++;
        work->failed += !step->check->passed;
    }
    for (int i = 0; i < step->fact_count; i++)
        work->secrets += fact_item(step->facts[i].ref.id)->rank == RANK_SECRET;
}

static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

/* "✓ 20 checks · 3 secrets", "✗ 1 of 4 checks failed" */
static const char *work_text(Buffer *out, const Work *work)
{
    if (work->failed > 0)
        text_print(out, "%s %d of %d checks failed", canvas_glyph(GLYPH_BAD), work->failed, work->checks);
    else if (work->checks > 0)
        text_print(out, "%s %d check%s", canvas_glyph(GLYPH_GOOD), work->checks, plural(work->checks));
    if (work->checks > 0 && work->secrets > 0)
        text_print(out, " %s ", canvas_glyph(GLYPH_DOT));
    if (work->secrets > 0)
        text_print(out, "%d secret%s", work->secrets, plural(work->secrets));
    return text_finish(out);
}

/* A line between the messages, with a text on the side of whoever it is about, the eavesdropper's in the middle. */
static void add_between(Page *page, Actor actor, Style style, const char *text, int mark)
{
    Buffer cut = BUFFER_EMPTY;
    canvas_cut(&cut, text, ladder_span(page) - 2);
    int room = ladder_span(page) - 2 - canvas_width(text_finish(&cut));
    int before = actor == ACTOR_CLIENT ? 0 : actor == ACTOR_SERVER ? room : room / 2;
    page_line(page);
    page_space(page, LADDER_LEFT);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_space(page, 1 + before);
    page_add(page, style, text_finish(&cut));
    page_space(page, room - before + 1);
    page_add(page, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    page_mark(page, page->count - 1, mark);
    buffer_clear(&cut);
}

/* Folded: what each did in a line of its own. */
static void add_gap(Page *page, const Gap *gap)
{
    for (Actor actor = 0; actor < ACTOR_COUNT; actor++) {
        const Work *work = &gap->work[actor];
        Buffer text = BUFFER_EMPTY;
        if (is_worth_telling(work))
            add_between(page, actor, work->failed ? STYLE_BAD : STYLE_DIM, work_text(&text, work), gap->first);
        buffer_clear(&text);
    }
}

/* Opened: every step by its title. */
static void add_step(const Player *player, Page *page, const Step *step)
{
    Buffer text = BUFFER_EMPTY;
    bool failed = step->check && !step->check->passed;
    if (step->check)
        text_print(&text, "%s ", canvas_glyph(failed ? GLYPH_BAD : GLYPH_GOOD));
    text_append(&text, step->item->title);
    Style style = step->number == player->step ? STYLE_SELECTED : failed ? STYLE_BAD : STYLE_PLAIN;
    add_between(page, step->actor, style, text_finish(&text), step->number);
    buffer_clear(&text);
}

/* The current step, where it sends nothing. */
static void add_doing(Page *page, const Step *step)
{
    Buffer text = BUFFER_EMPTY;
    text_print(&text, "%s %s", canvas_glyph(GLYPH_MARK), step->item->title);
    add_between(page, step->actor, STYLE_STRONG, text_finish(&text), step->number);
    buffer_clear(&text);
}

/* What the lines so far have come to. */
typedef struct Place {
    int flight, connection, handshake;
    Gap gap;
} Place;

static void end_gap(const Player *player, Page *page, Place *place)
{
    if (!player->full && place->gap.first)
        add_gap(page, &place->gap);
    place->gap = (Gap){0};
}

static void add_connection(Page *page, Place *place, const Step *step)
{
    page_line(page);
    page_format(page, STYLE_HEADING, "connection %d", step->connection);
    *place = (Place){.connection = step->connection, .handshake = 1};
}

/* Below a message what became of it on its way. */
static void add_change(Page *page, const Step *step)
{
    Buffer text = BUFFER_EMPTY;
    tampered_append_all(&text, step->message);
    if (text.size)
        add_between(page, ACTOR_ATTACKER, STYLE_BAD, text_finish(&text), step->number);
    buffer_clear(&text);
}

static void add_message(const Player *player, Page *page, Place *place, const Step *step)
{
    if (step->handshake > place->handshake) {
        page_line(page);
        page_format(page, STYLE_HEADING, "handshake %d", step->handshake);
        place->handshake = step->handshake;
    }
    add_arrow(player, page, step, step->flight != place->flight);
    add_change(page, step);
    place->flight = step->flight;
}

static void fill(const Player *player, Page *page)
{
    Place place = {.connection = 1, .handshake = 1};
    if (ladder_is_far(player)) {
        ladder_fill_far(player, page);
        return;
    }
    add_heads(player, page);
    for (int number = 1; number <= player->step; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (step_sends(step) || step->connection > place.connection)
            end_gap(player, page, &place);
        if (step->connection > place.connection)
            add_connection(page, &place, step);
        if (step_sends(step)) {
            add_message(player, page, &place, step);
            continue;
        }
        count_step(&place.gap, step);
        if (player->full)
            add_step(player, page, step);
    }
    end_gap(player, page, &place);
    if (!player->full && !step_sends(player_step(player)))
        add_doing(page, player_step(player));
    page->focus = page->count - 1;
}

/* "Step 4, flight 1, client to server: ClientHello, 191 bytes" */
static void tell_message(const Step *step, Page *page)
{
    Buffer title = BUFFER_EMPTY;
    const StepMessage *message = step->message;
    size_t size = message->view.bytes.size;
    page_line(page);
    page_format(page, STYLE_PLAIN, "Step %d, flight %d, %s to %s: %s, %zu byte%s%s%s", step->place, step->flight,
                actor_name(message->from), actor_name(message->from == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT),
                message_title(&title, step), size, size == 1 ? "" : "s", message->view.encrypted ? ", encrypted" : "",
                !message->differs             ? ""
                : message->received.size == 0 ? ", lost on its way"
                                              : ", changed on its way");
    buffer_clear(&title);
}

/* "client: 20 checks passed, 3 secrets" */
static void tell_gap(const Gap *gap, Page *page)
{
    for (Actor actor = 0; actor < ACTOR_COUNT; actor++) {
        const Work *work = &gap->work[actor];
        if (!is_worth_telling(work))
            continue;
        page_line(page);
        page_format(page, STYLE_PLAIN, "%s:", actor_name(actor));
        if (work->failed > 0)
            page_format(page, STYLE_PLAIN, " %d of %d checks failed", work->failed, work->checks);
        else if (work->checks > 0)
            page_format(page, STYLE_PLAIN, " %d check%s passed", work->checks, plural(work->checks));
        if (work->secrets > 0)
            page_format(page, STYLE_PLAIN, "%s %d secret%s", work->checks ? "," : "", work->secrets,
                        plural(work->secrets));
    }
}

static void tell(const Player *player, Page *page)
{
    Gap gap = {0};
    for (int number = 1; number <= player->step; number++) {
        const Step *step = timeline_step(player->timeline, number);
        if (!step_sends(step)) {
            count_step(&gap, step);
            continue;
        }
        tell_gap(&gap, page);
        gap = (Gap){0};
        tell_message(step, page);
    }
    tell_gap(&gap, page);
    if (page->count == 0)
        page_add(page, STYLE_PLAIN, "No message has been sent yet.");
}

const View view_ladder = {.name = "Ladder", .fill = fill, .tell = tell, .click_mark = player_go};
