/* The presenter's screen: the number of the step in digits that are read from the last row, and a card. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/content/words.h"
#include "ui/front/presenter_draw.h"
#include "ui/page/page.h"
#include "ui/player/player.h"

enum { DIGIT_ROWS = 5, DIGIT_COLUMNS = 3, DOT_COLUMNS = 2, HEAD_ROW = 2, MARGIN = 4, TEXT_MOST = 84 };

/* A row each, its dots from the left as bits 4, 2, 1. */
static const unsigned char digits[10][DIGIT_ROWS] = {
    {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7}, {5, 5, 7, 1, 1},
    {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7},
};

void presenter_layout(Area *head, Area *body, Extent extent)
{
    int below = HEAD_ROW + DIGIT_ROWS + 1;
    *head = (Area){HEAD_ROW, MARGIN, DIGIT_ROWS, extent.width - 2 * MARGIN};
    *body = (Area){below, MARGIN, extent.height - 1 - below, extent.width - 2 * MARGIN};
}

static void draw_digit(const Area *area, int column, Style style, int digit)
{
    for (int row = 0; row < DIGIT_ROWS; row++)
        for (int dot = 0; dot < DIGIT_COLUMNS; dot++)
            if (digits[digit][row] & (4 >> dot))
                canvas_repeat(area, row, column + dot * DOT_COLUMNS, DOT_COLUMNS, style, GLYPH_BAR);
}

/* Returns the columns used. */
static int draw_number(const Area *area, Style style, int number)
{
    char text[16];
    int column = 0;
    snprintf(text, sizeof text, "%d", number);
    for (const char *at = text; *at; at++, column += (DIGIT_COLUMNS + 1) * DOT_COLUMNS)
        draw_digit(area, column, style, *at - '0');
    return column;
}

/* How far the class has come. */
static void draw_progress(const Area *area, int row, int column, int step, int count)
{
    int room = area->width - column, done = count > 0 ? room * step / count : 0;
    canvas_repeat(area, row, column, room, STYLE_FRAME, GLYPH_HORIZONTAL);
    canvas_repeat(area, row, column, done, STYLE_HEADING, GLYPH_BAR);
}

void presenter_draw_head(const Player *player, const Area *area)
{
    const Step *step = player_step(player);
    int count = timeline_step_count(player->timeline);
    int column = draw_number(area, actor_style(step->actor), player->step) + 2;
    Area title = {area->row + 2, area->column + column, DIGIT_ROWS - 2, area->width - column};
    char text[64];
    snprintf(text, sizeof text, "step %d of %d", player->step, count);
    canvas_text(area, 0, column, area->width - column, STYLE_STRONG, text);
    draw_progress(area, 1, column, player->step, count);
    canvas_text(&title, 0, 0, title.width, actor_style(step->actor), actor_name(step->actor));
    Area body = {title.row + 1, title.column, title.height - 1, title.width};
    Page page;
    page_start(&page, title.width + 2);
    page_paragraph(&page, STYLE_TITLE, 0, step->item->title);
    page_draw_front(&page, &body);
    page_clear(&page);
}

static void add_message(Page *page, const Step *step)
{
    Buffer title = BUFFER_EMPTY;
    bool right = step->message->from == ACTOR_CLIENT;
    const char *name = message_title(&title, step);
    int rest = page->width - canvas_width(name) - 22;
    page_line(page);
    page_add(page, STYLE_CLIENT, "CLIENT ");
    page_add(page, STYLE_NEW, right ? "" : canvas_glyph(GLYPH_ARROW_LEFT));
    for (int i = 0; i < rest; i++) {
        if (i == rest / 2)
            page_format(page, STYLE_NEW, " %s ", name);
        page_add(page, STYLE_NEW, canvas_glyph(GLYPH_HORIZONTAL));
    }
    page_add(page, STYLE_NEW, right ? canvas_glyph(GLYPH_ARROW_RIGHT) : "");
    page_add(page, STYLE_SERVER, " SERVER");
    page_line(page);
    buffer_clear(&title);
}

/* Lines with one free between them. */
static void add_text(const Player *player, Page *page)
{
    const Step *step = player_step(player);
    Buffer text = BUFFER_EMPTY;
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    depth_append(&text, player->timeline, step, player->depth, (size_t)page->width / 2);
    text_layout_paragraph(&layout, text_finish(&text), 0, page->width);
    for (int i = 0; i < layout.line_count; i++) {
        TextLayout line = {.lines = &layout.lines[i], .line_count = 1};
        page_layout(page, &line);
        page_line(page);
    }
    if (step->check) {
        page_line(page);
        page_add(page, step->check->passed ? STYLE_GOOD : STYLE_BAD, step->check->passed ? "passed" : "FAILED: ");
        page_add(page, STYLE_BAD, step->check->passed ? "" : error_sentence(step->check->error));
        page_line(page);
    }
    text_layout_clear(&layout);
    buffer_clear(&text);
}

static void add_fact(const Player *player, Page *page, const TimelineFact *fact, bool fresh)
{
    Buffer value = BUFFER_EMPTY, label = BUFFER_EMPTY;
    text_append(&label, canvas_glyph(GLYPH_MARK));
    text_append(&label, " ");
    text_append(&label, fact->bare);
    page_value(page, fresh ? STYLE_NEW : STYLE_PLAIN, 0, text_finish(&label), value_text(&value, fact), player->full);
    page->focus = page->count;
    page_line(page);
    buffer_clear(&value);
    buffer_clear(&label);
}

static void fill(const Player *player, Page *page)
{
    const Step *step = player_step(player);
    int shown = player->presenter.shown < step->fact_count ? player->presenter.shown : step->fact_count;
    if (step->message)
        add_message(page, step);
    add_text(player, page);
    for (int i = 0; i < shown; i++)
        add_fact(player, page, &step->facts[i], i == shown - 1);
    if (shown < step->fact_count) {
        page_line(page);
        page_format(page, STYLE_DIM, "%s %d more", canvas_glyph(GLYPH_ELLIPSIS), step->fact_count - shown);
        page->focus = shown ? page->count : 0;
    }
}

void presenter_draw_card(const Player *player, const Area *area)
{
    Page page;
    page_start(&page, area->width < TEXT_MOST ? area->width : TEXT_MOST);
    page.marks_terms = true;
    fill(player, &page);
    page_draw(&page, area, page.focus > area->height ? page.focus - area->height : 0);
    page_clear(&page);
}

void presenter_append_status(Buffer *out, const Player *player)
{
    char text[96];
    const Presenter *presenter = &player->presenter;
    const char *dot = canvas_glyph(GLYPH_DOT);
    if (presenter->left > 0)
        snprintf(text, sizeof text, "goes on in %d s %s A stops it", presenter->left, dot);
    else
        snprintf(text, sizeof text, "space next %s b back %s A by itself %s P ends the presentation", dot, dot, dot);
    text_append(out, text);
}
