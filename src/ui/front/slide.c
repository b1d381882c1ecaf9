#include "ui/front/slide.h"

#include <ctype.h>
#include <stdio.h>

#include "base/text.h"
#include "ui/content/words.h"
#include "ui/front/slide_boxes.h"
#include "ui/page/page.h"
#include "ui/terminal/lettering.h"

enum { MARGIN = 1, HEAD_ROWS = 6, HEAD_ROWS_TALL = 11, TALL = 32, WIDE = 100, PROGRESS = 22, HEAD_OF_VIEW = 5 };
enum { LADDER = 18, LADDER_WIDE = 26, TEXT_ROWS = 3, TEXT_MOST = 90, NAME_MOST = 64 };

void slide_layout(Area *slide, Area *head, Area *view, Extent extent)
{
    int width = extent.width - 2 * MARGIN, below = 1 + HEAD_OF_VIEW;
    *slide = (Area){1, MARGIN, extent.height - 2, width};
    *head = (Area){1, MARGIN, HEAD_OF_VIEW, width};
    *view = (Area){below, MARGIN, extent.height - 1 - below, width};
}

static bool has_slide(const Player *player, const Step *step)
{
    return player->presenter.every_step || step_sends(step);
}

/* The last step before the next message in which this one is read, or Eve makes something of it. */
static int last_reading(const Timeline *timeline, int number)
{
    int last = number;
    const Step *step;
    for (int next = number + 1; (step = timeline_step(timeline, next)) && !step_sends(step); next++)
        if (step->actor == ACTOR_EAVESDROPPER || (step->message && step->item->kind == KIND_RECEIVE))
            last = next;
    return last;
}

/* A message's slide shows what has come of it; another step's shows the step. */
static SlideSpan span_of(const Player *player)
{
    const Timeline *timeline = player->timeline;
    int before = player->step - 1;
    if (player->presenter.every_step || !step_sends(player_step(player)))
        return (SlideSpan){before, player->step};
    while (before > 0 && !step_sends(timeline_step(timeline, before)))
        before--;
    return (SlideSpan){before ? last_reading(timeline, before) : 0, last_reading(timeline, player->step)};
}

/* Of a run that goes on nobody knows how many there will be. */
static void print_progress(char *text, size_t size, const Player *player, int at, int all)
{
    const char *what = player->presenter.every_step ? "step" : "message";
    if (at == 0)
        snprintf(text, size, player->feed ? "no message yet" : "%d messages to come", all);
    else
        snprintf(text, size, player->feed ? "%s %d" : "%s %d of %d", what, at, all);
}

/* How far the class has come: "message 3 of 14", and the same as a bar. */
static void draw_progress(const Player *player, const Area *area)
{
    int count = timeline_step_count(player->timeline), at = 0, all = 0;
    for (int number = 1; number <= count; number++) {
        int counts = has_slide(player, timeline_step(player->timeline, number));
        all += counts;
        at += counts && number <= player->step;
    }
    char text[64];
    print_progress(text, sizeof text, player, at, all);
    int column = area->width - PROGRESS;
    canvas_text(area, 0, column, PROGRESS, STYLE_STRONG, text);
    if (player->feed)
        return;
    canvas_repeat(area, 1, column, PROGRESS, STYLE_FRAME, GLYPH_HORIZONTAL);
    canvas_repeat(area, 1, column, all ? PROGRESS * at / all : 0, STYLE_HEADING, GLYPH_BAR);
}

/* In letters as large as there is room for, or in bold ones. Returns the rows used. */
static int draw_large(const Area *area, int row, Extent room, Style style, const char *text)
{
    Lettering lettering = lettering_of(text, room);
    if (lettering.rows)
        lettering_draw(&lettering, area, row, 0, style, text);
    else
        canvas_text(area, row, 0, room.width, style, text);
    return lettering.rows ? lettering.rows : 1;
}

/* "ServerKeyExchange" as words apart, "Server Key Exchange": large letters are all capitals. */
static void print_message(char name[NAME_MOST], const Step *step)
{
    Buffer title = BUFFER_EMPTY;
    size_t at = 0;
    for (const char *from = message_title(&title, step); *from && at < NAME_MOST - 2; from++) {
        if (at && isupper((unsigned char)*from) && islower((unsigned char)from[-1]))
            name[at++] = ' ';
        name[at++] = *from == '_' ? ' ' : *from;
    }
    name[at] = '\0';
    buffer_clear(&title);
}

/* Who acts. Returns the rows used. */
static int draw_actor(const Player *player, const Area *area, int rows)
{
    const Step *step = player_step(player);
    Extent room = {rows, area->width - PROGRESS - 1};
    draw_progress(player, area);
    return draw_large(area, 0, room, actor_style(step->actor),
                      step->actor == ACTOR_EAVESDROPPER ? "Eve" : actor_name(step->actor));
}

static void draw_paragraph(const Area *area, int row, int rows, Style style, const char *text)
{
    Area body = {area->row + row, area->column, rows, area->width < TEXT_MOST ? area->width : TEXT_MOST};
    Page page;
    page_start(&page, body.width);
    page.marks_terms = true;
    page_paragraph(&page, style, 0, text);
    page_draw_front(&page, &body);
    page_clear(&page);
}

static void draw_title(const Player *player, const Area *area, int row)
{
    const Step *step = player_step(player);
    int used = canvas_text(area, row, 0, area->width, STYLE_TITLE, step->item->title);
    if (step->check)
        canvas_text(area, row, used, area->width - used, step->check->passed ? STYLE_GOOD : STYLE_BAD,
                    step->check->passed ? "  passed" : "  FAILED");
}

static void draw_text(const Player *player, const Area *area, int row, int rows)
{
    const Step *step = player_step(player);
    Buffer text = BUFFER_EMPTY;
    depth_append(&text, player->timeline, step, player->depth, (size_t)area->width / 2);
    if (step->check && !step->check->passed) {
        text_append(&text, " ");
        text_append(&text, error_sentence(step->check->error));
    }
    draw_paragraph(area, row, rows, STYLE_PLAIN, text_finish(&text));
    buffer_clear(&text);
}

/* The head of a slide: actor, message, title, and as much text as there is room for. Returns its rows. */
static int draw_slide_head(const Player *player, const Area *area)
{
    const Step *step = player_step(player);
    bool tall = area->height >= TALL;
    int all = tall ? HEAD_ROWS_TALL : HEAD_ROWS, rows = all / 2, text = tall ? TEXT_ROWS : 0;
    int row = draw_actor(player, area, rows) + tall;
    if (step->message) {
        char name[NAME_MOST];
        print_message(name, step);
        draw_large(area, row, (Extent){all - row, area->width}, STYLE_NEW, name);
    } else {
        text += all - row; /* the row of the arrow too */
    }
    int title = step->message ? all : row;
    draw_title(player, area, title);
    if (text)
        draw_text(player, area, title + 1, text);
    return title + 1 + text;
}

/* Up to this step. */
static int count_messages(const Player *player)
{
    int count = 0;
    for (int number = player->step; number > 0; number--)
        count += step_sends(timeline_step(player->timeline, number));
    return count;
}

/* The messages so far, the last ones where there is no room for all. */
static void draw_ladder(const Player *player, const Area *area)
{
    int name = area->width > LADDER ? 2 : 1, count = count_messages(player);
    int row = count < area->height ? count : area->height - 1;
    canvas_text(area, 0, 0, area->width, STYLE_DIM, "so far");
    for (int number = player->step; number > 0 && row > 0; number--) {
        const Step *step = timeline_step(player->timeline, number);
        if (!step_sends(step))
            continue;
        Buffer title = BUFFER_EMPTY;
        bool right = step->message->from == ACTOR_CLIENT;
        Style style = number == player->step ? STYLE_NEW : actor_style(step->message->from);
        canvas_text(area, row, 0, 1, style, canvas_glyph(right ? GLYPH_ARROW_RIGHT : GLYPH_ARROW_LEFT));
        canvas_value(area, row, name, area->width - name, style, message_title(&title, step));
        buffer_clear(&title);
        row--;
    }
}

void slide_draw(const Player *player, const Area *area)
{
    SlideSpan span = span_of(player);
    int ladder = area->width >= WIDE ? LADDER_WIDE : LADDER, head = draw_slide_head(player, area);
    Area boxes = {area->row + head, area->column, area->height - head, area->width - ladder - 1};
    Area side = {boxes.row, boxes.column + boxes.width + 1, boxes.height, ladder};
    slide_boxes_draw(player, &span, &boxes);
    draw_ladder(player, &side);
}

void slide_draw_head(const Player *player, const Area *area)
{
    draw_title(player, area, draw_actor(player, area, HEAD_OF_VIEW - 1));
}

void slide_append_status(Buffer *out, const Player *player)
{
    char text[96];
    const Presenter *presenter = &player->presenter;
    const char *dot = canvas_glyph(GLYPH_DOT), *other = presenter->every_step ? "messages" : "steps";
    if (presenter->left > 0)
        snprintf(text, sizeof text, "goes on in %d s %s A stops it", presenter->left, dot);
    else if (player_has_slide(player))
        snprintf(text, sizeof text, "space next %s b back %s S by %s %s A by itself %s P ends the slides", dot, dot,
                 other, dot, dot);
    else
        snprintf(text, sizeof text, "space next %s b back %s A by itself %s P ends the presentation", dot, dot, dot);
    text_append(out, text);
}
