/* What happens in this step: its title, and its sentence with the run's values filled in. */
#include "base/text.h"
#include "ui/view.h"

static void fill(const Player *player, Page *page)
{
    const Step *step = player_step(player);
    Buffer sentence = BUFFER_EMPTY;
    /* Half a line at the most for each value, so that the sentence remains one. */
    timeline_append_sentence(&sentence, player->timeline, step, step->item->text, (size_t)page->width / 2);
    if (step->check && !step->check->passed) {
        text_append(&sentence, " ");
        text_append(&sentence, error_sentence(step->check->error));
    }
    page_paragraph(page, STYLE_PLAIN, 0, text_finish(&sentence));
    buffer_clear(&sentence);
}

static void draw_title(const Step *step, const Area *area)
{
    int used = canvas_text(area, 0, 0, area->width, actor_style(step->actor), actor_name(step->actor));
    used += canvas_text(area, 0, used, 2, actor_style(step->actor), ": ");
    used += canvas_text(area, 0, used, area->width - used, STYLE_TITLE, step->item->title);
    if (step->check) {
        bool passed = step->check->passed;
        used += canvas_text(area, 0, used, area->width - used, passed ? STYLE_GOOD : STYLE_BAD,
                            passed ? "  passed" : "  FAILED");
    }
    int size = canvas_width(step->item->source);
    if (used + 2 + size <= area->width)
        canvas_text(area, 0, area->width - size, size, STYLE_DIM, step->item->source);
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
    draw_title(player_step(player), area);
    page_start(&page, area->width);
    fill(player, &page);
    page_draw_front(&page, &body);
    page_clear(&page);
}
