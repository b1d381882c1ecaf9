/* The three columns at the top: what each of the three knows, the newest below, with what is new in this step marked.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/view.h"

enum { COLUMN_FACTS_MAX = 256, VALUE_LEAST = 7, VALUE_SHORT = 9 };

/* The facts that an actor has learned up to the step, latest first. One that came again counts once. */
static int known_facts(const Player *player, Actor actor, const TimelineFact **out)
{
    int count = 0;
    for (int i = timeline_fact_count(player->timeline) - 1; i >= 0 && count < COLUMN_FACTS_MAX; i--) {
        const TimelineFact *fact = timeline_fact_at(player->timeline, i);
        if (fact->actor != actor || fact->step > player->step)
            continue;
        bool again = false;
        for (int j = 0; j < count && !again; j++)
            again = strcmp(out[j]->name, fact->name) == 0;
        if (!again)
            out[count++] = fact;
    }
    return count;
}

/* A short value is worth more than all of its name; of a long one some characters are, where the name leaves room. */
static void draw_fact(const Player *player, const Area *area, int row, const TimelineFact *fact)
{
    bool fresh = fact->step == player->step;
    Buffer text = BUFFER_EMPTY;
    const char *value = value_text(&text, fact);
    int size = canvas_width(value), room = area->width - 2 - (size <= VALUE_SHORT ? size + 1 : 0);
    if (fresh)
        canvas_text(area, row, 0, 1, STYLE_NEW, canvas_glyph(GLYPH_MARK));
    int used = 3 + canvas_value(area, row, 2, room, fresh ? STYLE_NEW : STYLE_PLAIN, fact->bare);
    if (size <= VALUE_SHORT || area->width - used >= VALUE_LEAST)
        canvas_value(area, row, used, area->width - used, STYLE_VALUE, value);
    buffer_clear(&text);
}

/* The newest `rows` of what an actor knows; the heading says where there is more. */
static void draw_column(const Player *player, const Area *area, Actor actor, const char *title, int rows)
{
    const TimelineFact *facts[COLUMN_FACTS_MAX];
    int count = known_facts(player, actor, facts), shown = count < rows ? count : rows;
    canvas_text(area, 0, 0, area->width, actor_style(actor), title);
    for (int i = 0; i < shown; i++)
        draw_fact(player, area, 1 + i, facts[shown - 1 - i]);
    char more[32];
    snprintf(more, sizeof more, "+%d", count - shown);
    int width = canvas_width(more);
    if (shown < count && canvas_width(title) + 1 + width <= area->width)
        canvas_text(area, 0, area->width - width, width, STYLE_DIM, more);
}

/* The message that crosses in this step, as an arrow at the foot of the middle column. */
static void draw_arrow(const Step *step, const Area *area)
{
    Style style = actor_style(step->message->from);
    bool right = step->message->from == ACTOR_CLIENT;
    int row = area->height - 1;
    Buffer title = BUFFER_EMPTY;
    int size = canvas_width(message_title(&title, step)), left = (area->width - size) / 2 - 1;
    canvas_repeat(area, row, 0, area->width, style, GLYPH_HORIZONTAL);
    int used = canvas_text(area, row, left, 1, STYLE_PLAIN, " ") + (left > 0 ? left : 0);
    used += canvas_text(area, row, used, area->width, STYLE_NEW, text_finish(&title));
    canvas_text(area, row, used, 1, STYLE_PLAIN, " ");
    canvas_text(area, row, right ? area->width - 1 : 0, 1, style,
                canvas_glyph(right ? GLYPH_ARROW_RIGHT : GLYPH_ARROW_LEFT));
    buffer_clear(&title);
}

/* Between two columns, down to the line below them. */
static void draw_side(const Area *area, int column)
{
    Area side = {area->row, area->column + column, area->height + 1, 1};
    for (int row = 0; row < area->height; row++)
        canvas_text(&side, row, 0, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    canvas_text(&side, area->height, 0, 1, STYLE_FRAME, canvas_glyph(GLYPH_TEE_UP));
}

void knowledge_draw(const Player *player, const Area *area)
{
    int third = (area->width - 2) / 3, middle = area->width - 2 - 2 * third;
    Area client = {area->row, area->column + 1, area->height, third - 1};
    Area wire = {area->row, area->column + third + 2, area->height, middle - 2};
    Area server = {area->row, area->column + third + middle + 3, area->height, third - 2};
    const Step *step = player_step(player);
    draw_column(player, &client, ACTOR_CLIENT, "CLIENT knows", area->height - 1);
    draw_column(player, &wire, ACTOR_EAVESDROPPER, "EVE, on the wire, knows", area->height - (step->message ? 2 : 1));
    draw_column(player, &server, ACTOR_SERVER, "SERVER knows", area->height - 1);
    if (step->message)
        draw_arrow(step, &wire);
    draw_side(area, third);
    draw_side(area, third + middle + 1);
}
