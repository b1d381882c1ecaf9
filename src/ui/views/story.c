/* This step: its title, and below it why it is there, what happens in it, or which bytes it is. */
#include "ui/views/story.h"

#include <string.h>

#include "base/rfc.h"
#include "base/text.h"
#include "ui/content/words.h"
#include "ui/page/page.h"

enum { DEPTH_COLUMNS = 6 };

static void fill(const Player *player, Page *page)
{
    const Step *step = player_step(player);
    Buffer sentence = BUFFER_EMPTY;
    /* Half a line at the most for each value, so that the sentence remains one. */
    depth_append(&sentence, player->timeline, step, player->depth, (size_t)page->width / 2);
    if (step->check && !step->check->passed) {
        text_append(&sentence, " ");
        text_append(&sentence, error_sentence(step->check->error));
    }
    page_definition(page, STYLE_DIM, depth_name(player->depth), DEPTH_COLUMNS, STYLE_PLAIN, text_finish(&sentence));
    buffer_clear(&sentence);
}

/* As much of a list of sources as there is room for: "RFC 5246 §7.4.2, …". */
static void append_source(Buffer *out, const char *source, int room)
{
    Buffer marked = BUFFER_EMPTY;
    rfc_append_marked(&marked, source);
    const char *all = text_finish(&marked);
    size_t size = strlen(all);
    while (size > 0) {
        buffer_truncate(out, 0);
        text_print(out, "%.*s%s", (int)size, all, all[size] ? ", \u2026" : "");
        if (canvas_width(text_finish(out)) <= room)
            break;
        do
            size--;
        while (size > 0 && all[size] != ',');
        buffer_truncate(out, 0);
    }
    buffer_clear(&marked);
}

/* How to go deeper, and where the RFC says so: as much of it as there is room for. */
static void draw_right(const Player *player, const Area *area, int from)
{
    enum { GAP = 2 };
    bool deepest = player->depth == DEPTH_COUNT - 1;
    Buffer hint = BUFFER_EMPTY, source = BUFFER_EMPTY;
    text_print(&hint, "%s: %s", deepest ? "D" : "d", depth_name(deepest ? player->depth - 1 : player->depth + 1));
    int width = canvas_width(text_finish(&hint)), room = area->width - from - width;
    if (room >= 0)
        canvas_text(area, 0, area->width - width, width, STYLE_DIM, text_finish(&hint));
    append_source(&source, player_step(player)->item->source, room - GAP);
    int size = canvas_width(text_finish(&source));
    canvas_text(area, 0, area->width - width - GAP - size, size, STYLE_DIM, text_finish(&source));
    buffer_clear(&hint);
    buffer_clear(&source);
}

static void draw_title(const Player *player, const Area *area)
{
    const Step *step = player_step(player);
    int used = canvas_text(area, 0, 0, area->width, actor_style(step->actor), actor_name(step->actor));
    used += canvas_text(area, 0, used, 2, actor_style(step->actor), ": ");
    used += canvas_text(area, 0, used, area->width - used, STYLE_TITLE, step->item->title);
    if (step->check) {
        bool passed = step->check->passed;
        used += canvas_text(area, 0, used, area->width - used, passed ? STYLE_GOOD : STYLE_BAD,
                            passed ? "  passed" : "  FAILED");
    }
    draw_right(player, area, used + 2);
}

int story_rows(const Player *player, int width)
{
    Page page;
    page_start(&page, width);
    fill(player, &page);
    int rows = 1 + page.count;
    page_clear(&page);
    return rows;
}

/* Where there is more than fits: the key that shows it. */
static void draw_cut(const Area *body)
{
    const char *hint = " \u2026 o: all";
    int width = canvas_width(hint);
    canvas_text(body, body->height - 1, body->width - width, width, STYLE_DIM, hint);
}

void story_draw(const Player *player, const Area *area)
{
    Area body = {area->row + 1, area->column, area->height - 1, area->width};
    Page page;
    draw_title(player, area);
    page_start(&page, area->width);
    page.marks_terms = true;
    fill(player, &page);
    page_draw_front(&page, &body);
    if (page.count > body.height)
        draw_cut(&body);
    page_clear(&page);
}
