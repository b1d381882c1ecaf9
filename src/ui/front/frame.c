#include "ui/front/frame.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/front/slide.h"
#include "ui/front/tabs.h"
#include "ui/front/title.h"
#include "ui/player/panel.h"
#include "ui/player/view.h"
#include "ui/terminal/terminal.h"
#include "ui/views/knowledge.h"
#include "ui/views/story.h"

enum { VIEW_HEIGHT_LEAST = 7, STORY_HEIGHT_LEAST = 3 };

static int at_most(int value, int limit)
{
    return value < limit ? value : limit;
}

static int at_least(int value, int limit)
{
    return value > limit ? value : limit;
}

/* Rows for what happens in this step, out of `room` for it and the view. A lesson tells it in its own words. */
static int story_height(const Player *player, int room, int width)
{
    if (player->view == VIEW_LESSON)
        return 1;
    int wanted = at_least(story_rows(player, width), STORY_HEIGHT_LEAST);
    return at_most(wanted, at_least(room - VIEW_HEIGHT_LEAST, 1));
}

/* The columns fold to a line where a view can use the rows better. */
static int knowledge_height(const Player *player, Extent extent)
{
    enum { ROOMY = 36 };
    bool folded = view_of(player, player->view)->wants_rows && extent.height < ROOMY;
    return folded ? 1 : 5 + (extent.height - TERMINAL_HEIGHT_LEAST) / 4;
}

/* A lesson's text has its width; where there is room beside it, or else below, the ladder stands there too. */
static void make_room_for_ladder(Frame *frame)
{
    enum { TEXT = 94, LADDER_WIDTH = 64, TEXT_ROWS = 13, LADDER_ROWS = 9 };
    Area *view = &frame->view;
    if (view->width >= TEXT + LADDER_WIDTH) {
        frame->ladder = (Area){view->row, view->column + TEXT, view->height, view->width - TEXT};
        view->width = TEXT;
    } else if (view->height >= TEXT_ROWS + LADDER_ROWS) {
        int rows = view->height - TEXT_ROWS < view->height / 2 ? view->height - TEXT_ROWS : view->height / 2;
        frame->ladder = (Area){view->row + view->height - rows, view->column, rows, view->width};
        view->height -= rows + 1; /* a line lies between */
    }
}

void frame_layout(Frame *frame, const Player *player, Extent extent)
{
    *frame = (Frame){.large_enough = extent.height >= TERMINAL_HEIGHT_LEAST && extent.width >= TERMINAL_WIDTH_LEAST};
    if (!frame->large_enough)
        return;
    frame->title = (Area){0, 0, 1, extent.width};
    frame->status = (Area){extent.height - 1, 0, 1, extent.width};
    if (player->panel && player->panel->kind->place == PANEL_ALL) {
        frame->view = (Area){1, 2, extent.height - 2, extent.width - 4};
        return;
    }
    if (player->presenter.on) {
        slide_layout(&frame->slide, &frame->head, &frame->view, extent);
        return;
    }
    if (player->whole) {
        frame->tabs = (Area){1, 2, 1, extent.width - 4};
        frame->view = (Area){2, 2, extent.height - 3, extent.width - 4};
        return;
    }
    int knowledge = knowledge_height(player, extent);
    int room =
        extent.height - knowledge - 5; /* of which the title, two lines, the tabs and the status line are taken */
    int story = story_height(player, room, extent.width - 4);
    frame->knowledge = (Area){1, 1, knowledge, extent.width - 2};
    frame->tabs = (Area){knowledge + 2, 2, 1, extent.width - 4};
    frame->view = (Area){knowledge + 3, 2, room - story, extent.width - 4};
    frame->story = (Area){extent.height - 1 - story, 2, story, extent.width - 4};
    if (player->view == VIEW_LESSON && !(player->panel && player->panel->kind->place == PANEL_VIEW))
        make_room_for_ladder(frame);
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

static void append_key(Buffer *out, const char *text)
{
    if (out->size) {
        text_append(out, " ");
        text_append(out, canvas_glyph(GLYPH_DOT));
        text_append(out, " ");
    }
    text_append(out, text);
}

static bool is_left_out(Action action, int left_out)
{
    static const Action first_to_go[] = {ACTION_NEXT_MESSAGE, ACTION_FIND, ACTION_CHANGE};
    for (int i = 0; i < left_out && i < (int)COUNT_OF(first_to_go); i++)
        if (first_to_go[i] == action)
            return true;
    return false;
}

/* Those of the view stand behind the first two, which lead through the run. */
static void append_keys(Buffer *out, const Player *player, int left_out)
{
    const View *view = view_of(player, player->view);
    const char *own[VIEW_KEYS_MAX];
    int count = view->keys && !player->panel ? view->keys(player, own) : 0;
    for (int action = 0; action < ACTION_COUNT; action++) {
        const ActionItem *item = action_item((Action)action);
        if (!*item->brief || is_left_out((Action)action, left_out))
            continue;
        char text[64];
        snprintf(text, sizeof text, "%.*s %s", (int)strcspn(item->keys, " "), item->keys, item->brief);
        append_key(out, text);
        for (int i = 0; action == ACTION_BACK && i < count; i++)
            append_key(out, own[i]);
    }
}

static void draw_keys(const Area *area, const Player *player)
{
    enum { MARGIN = 2, SPACES = 2, KEYS_THAT_GO = 3 };
    int room = area->width - 2 * MARGIN - SPACES;
    Buffer text = BUFFER_EMPTY;
    for (int left_out = 0; left_out <= KEYS_THAT_GO; left_out++) {
        buffer_truncate(&text, 0);
        append_keys(&text, player, left_out);
        if (canvas_width(text_finish(&text)) <= room)
            break;
    }
    canvas_text(area, 0, MARGIN, 1, STYLE_PLAIN, " ");
    int used = canvas_text(area, 0, MARGIN + 1, room, STYLE_PLAIN, text_finish(&text));
    canvas_text(area, 0, MARGIN + 1 + used, 1, STYLE_PLAIN, " ");
    buffer_clear(&text);
}

/* A text that is wider than the line takes rows above it too: nothing that is said is cut. */
static void draw_said(const Frame *frame, const char *text)
{
    enum { MARGIN = 2, SPACES = 2 };
    const Area *line = &frame->status;
    int room = line->width - 2 * MARGIN - SPACES;
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    if (canvas_width(text) <= room) {
        canvas_text(line, 0, MARGIN, 1, STYLE_NEW, " ");
        int used = canvas_text(line, 0, MARGIN + 1, room, STYLE_NEW, text);
        canvas_text(line, 0, MARGIN + 1 + used, 1, STYLE_NEW, " ");
        return;
    }
    text_layout_paragraph(&layout, text, 0, room);
    int rows = layout.line_count < line->row ? layout.line_count : line->row;
    Area area = {line->row - rows + 1, line->column, rows, line->width};
    for (int row = 0; row < rows; row++) {
        int column = MARGIN + 1;
        canvas_fill(&area, row, MARGIN, room + SPACES, STYLE_NEW, "");
        for (int i = 0; i < layout.lines[row].span_count; i++)
            column += canvas_text(&area, row, column, room, STYLE_NEW, layout.lines[row].spans[i].text);
    }
    text_layout_clear(&layout);
}

static void draw_status(const Frame *frame, const Player *player)
{
    const Panel *panel = player->panel;
    const View *view = view_of(player, player->view);
    const char *status = view->status ? view->status(player) : NULL;
    Buffer text = BUFFER_EMPTY;
    if (player->notice[0])
        text_append(&text, player->notice);
    else if (panel && panel->kind->status)
        panel->kind->status(player, panel, &text);
    else if (!panel && status)
        text_append(&text, status);
    else if (player->presenter.on || player->presenter.left > 0)
        slide_append_status(&text, player);
    if (text.size) {
        draw_said(frame, text_finish(&text));
    } else {
        draw_keys(&frame->status, player);
    }
    buffer_clear(&text);
}

static void draw_page(const Player *player, const View *view, const Area *area, int scroll)
{
    Page page;
    page_start(&page, area->width);
    page.marks_terms = true;
    view->fill(player, &page);
    page_draw(&page, area, scroll);
    page_clear(&page);
}

static void draw_view(const Frame *frame, const Player *player)
{
    const View *view = view_of(player, player->view);
    if (player->panel && player->panel->kind->place == PANEL_VIEW) {
        panel_draw(player, &frame->view);
        return;
    }
    if (view->draw) {
        view->draw(player, &frame->view);
        return;
    }
    draw_page(player, view, &frame->view, player->scroll[player->view]);
    if (frame->ladder.height > 0)
        draw_page(player, view_of(player, VIEW_LADDER), &frame->ladder, PAGE_FOLLOW);
}

static void draw_presentation(const Frame *frame, const Player *player)
{
    if (player_has_slide(player) && !(player->panel && player->panel->kind->place == PANEL_VIEW)) {
        slide_draw(player, &frame->slide);
    } else {
        slide_draw_head(player, &frame->head);
        draw_view(frame, player);
    }
}

static void draw_box(const Area *screen)
{
    draw_line(screen, 0, GLYPH_TOP_LEFT, GLYPH_TOP_RIGHT);
    draw_sides(screen);
    draw_line(screen, screen->height - 1, GLYPH_BOTTOM_LEFT, GLYPH_BOTTOM_RIGHT);
}

/* What is between title and status line. */
static void draw_inside(const Area *screen, const Frame *frame, const Player *player)
{
    if (player->panel && player->panel->kind->place == PANEL_ALL) {
        panel_draw(player, &frame->view);
        return;
    }
    if (player->presenter.on) {
        draw_presentation(frame, player);
        return;
    }
    tabs_draw(player, &frame->tabs);
    draw_view(frame, player);
    if (player->whole)
        return;
    draw_line(screen, frame->tabs.row - 1, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
    draw_line(screen, frame->story.row - 1, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
    if (frame->ladder.row > frame->view.row)
        draw_line(screen, frame->ladder.row - 1, GLYPH_TEE_LEFT, GLYPH_TEE_RIGHT);
    knowledge_draw(player, &frame->knowledge);
    story_draw(player, &frame->story);
}

void frame_draw(const Frame *frame, const Player *player)
{
    Area screen = {0, 0, frame->status.row + 1, frame->title.width};
    if (!player->presenter.on)
        draw_box(&screen);
    title_draw(player, &frame->title);
    draw_inside(&screen, frame, player);
    draw_status(frame, player);
}

void frame_draw_too_small(Extent extent)
{
    Area screen = {0, 0, extent.height, extent.width};
    Page page;
    page_start(&page, extent.width + 2);
    char text[200];
    snprintf(text, sizeof text,
             "The screen needs %d columns and %d rows; this terminal has %d and %d. Make it larger, or press q and try "
             "--linear, which needs no screen.",
             TERMINAL_WIDTH_LEAST, TERMINAL_HEIGHT_LEAST, extent.width, extent.height);
    page_paragraph(&page, STYLE_PLAIN, 0, text);
    page_draw_front(&page, &screen);
    page_clear(&page);
}

static Area menu_body(Extent extent)
{
    enum { MARGIN = 3 };
    return (Area){2, MARGIN, extent.height - 4, extent.width - 2 * MARGIN};
}

/* The introduction, and the entries, each marked with its number from 1. */
static void fill_menu(Page *page, const Menu *menu)
{
    page_paragraph(page, STYLE_PLAIN, 0, menu->introduction);
    page_line(page);
    for (int i = 0; i < menu->count; i++) {
        bool chosen = i == menu->chosen;
        page_line(page);
        page_mark(page, page->count - 1, i + 1);
        if (chosen)
            page->focus = page->count;
        page_format(page, chosen ? STYLE_SELECTED : STYLE_PLAIN, "%s %s ",
                    chosen ? canvas_glyph(GLYPH_ARROW_RIGHT) : " ", menu->titles[i]);
    }
}

/* The introduction stays as long as the entry is in sight with it. */
static int menu_scroll(const Page *page, const Area *body)
{
    return page->focus < body->height ? 0 : page->focus - body->height;
}

void frame_draw_menu(Extent extent, const Menu *menu)
{
    Area screen = {0, 0, extent.height, extent.width}, body = menu_body(extent);
    Page page;
    draw_box(&screen);
    canvas_text(&screen, 0, 2, extent.width - 4, STYLE_TITLE, menu->heading);
    canvas_text(&screen, extent.height - 1, 2, extent.width - 4, STYLE_PLAIN,
                " \u2191 \u2193 choose \u00b7 Enter open \u00b7 q quit ");
    page_start(&page, body.width);
    fill_menu(&page, menu);
    page_draw(&page, &body, menu_scroll(&page, &body));
    page_clear(&page);
}

int frame_menu_at(Extent extent, const Menu *menu, int row)
{
    Area body = menu_body(extent);
    Page page;
    page_start(&page, body.width);
    fill_menu(&page, menu);
    int mark = row < body.row ? 0 : page_mark_at(&page, menu_scroll(&page, &body), body.height, row - body.row);
    page_clear(&page);
    return mark - 1;
}
