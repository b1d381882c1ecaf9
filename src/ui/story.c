/* What happens in this step: its title, and its sentence with the run's values filled in. */
#include <stdio.h>

#include "base/text.h"
#include "ui/view.h"

enum { SENTENCE_VALUE_MAX = 24 };

static void draw_title(const Step *step, const Area *area)
{
    const char *source = step->item->source;
    char who[32];
    snprintf(who, sizeof who, "%s: ", actor_name(step->actor));
    int used = canvas_text(area, 0, 0, area->width, actor_style(step->actor), who);
    used += canvas_text(area, 0, used, area->width - used, STYLE_TITLE, step->item->title);
    if (step->check) {
        const char *verdict = step->check->passed ? "  passed" : "  FAILED";
        used += canvas_text(area, 0, used, area->width - used, step->check->passed ? STYLE_GOOD : STYLE_BAD, verdict);
    }
    int size = canvas_width(source);
    if (used + 2 + size <= area->width)
        canvas_text(area, 0, area->width - size, size, STYLE_DIM, source);
}

void story_draw(const Player *player, const Area *area)
{
    const Step *step = player_step(player);
    if (!step)
        return;
    draw_title(step, area);
    Buffer sentence = BUFFER_EMPTY;
    timeline_append_sentence(&sentence, player->timeline, step, step->item->text, SENTENCE_VALUE_MAX);
    if (step->check && !step->check->passed) {
        text_append(&sentence, " ");
        text_append(&sentence, error_sentence(step->check->error));
    }
    Page page;
    page_start(&page, area->width);
    page_paragraph(&page, STYLE_PLAIN, 0, text_finish(&sentence));
    Area body = {area->row + 1, area->column, area->height - 1, area->width};
    page_draw(&page, &body, 0);
    page_clear(&page);
    buffer_clear(&sentence);
}
