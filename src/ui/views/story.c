/* This step: its title, and below it why it is there, what happens in it, or which bytes it is. */
#include "ui/views/story.h"

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

/* Where the RFC says so, and how to go deeper: as much of it as there is room for. */
static void draw_right(const Player *player, const Area *area, int from)
{
    Buffer source_text = BUFFER_EMPTY;
    rfc_append_marked(&source_text, player_step(player)->item->source);
    const char *source = text_finish(&source_text);
    bool deepest = player->depth == DEPTH_COUNT - 1;
    Buffer text = BUFFER_EMPTY;
    text_append(&text, source);
    text_append(&text, deepest ? "  D: " : "  d: ");
    text_append(&text, depth_name(deepest ? player->depth - 1 : player->depth + 1));
    const char *shown = canvas_width(text_finish(&text)) <= area->width - from ? text_finish(&text) : source;
    int size = canvas_width(shown);
    if (size <= area->width - from)
        canvas_text(area, 0, area->width - size, size, STYLE_DIM, shown);
    buffer_clear(&text);
    buffer_clear(&source_text);
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

void story_draw(const Player *player, const Area *area)
{
    Area body = {area->row + 1, area->column, area->height - 1, area->width};
    Page page;
    draw_title(player, area);
    page_start(&page, area->width);
    page.marks_terms = true;
    fill(player, &page);
    page_draw_front(&page, &body);
    page_clear(&page);
}
