/* The three columns at the top: what each of the three knows, the newest below, with what is new in this step marked.
 */
#include <string.h>

#include "base/text.h"
#include "ui/view.h"

enum { COLUMN_FACTS_MAX = 64 };

/* The latest `room` facts that an actor has learned up to the step, oldest first. One that came again counts once. */
static int latest(const Player *player, Actor actor, const TimelineFact **out, int room)
{
    int count = 0;
    for (int i = timeline_fact_count(player->timeline) - 1; i >= 0 && count < room; i--) {
        const TimelineFact *fact = timeline_fact_at(player->timeline, i);
        if (fact->actor != actor || fact->step > player->step)
            continue;
        bool again = false;
        for (int j = 0; j < count && !again; j++)
            again = strcmp(out[j]->name, fact->name) == 0;
        if (!again)
            out[count++] = fact;
    }
    for (int i = 0; i < count / 2; i++) {
        const TimelineFact *swap = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = swap;
    }
    return count;
}

static void draw_fact(const Player *player, const Area *area, int row, const TimelineFact *fact)
{
    bool fresh = fact->step == player->step;
    Buffer value = BUFFER_EMPTY;
    int name_width = canvas_width(fact->bare);
    if (fresh)
        canvas_text(area, row, 0, 1, STYLE_NEW, canvas_glyph(GLYPH_MARK));
    canvas_value(area, row, 2, area->width - 2, fresh ? STYLE_NEW : STYLE_PLAIN, fact->bare);
    int room = area->width - 2 - name_width - 1;
    if (room >= 8)
        canvas_value(area, row, 2 + name_width + 1, room, STYLE_VALUE, value_text(&value, fact));
    buffer_clear(&value);
}

static void draw_column(const Player *player, const Area *area, Actor actor, const char *title, int rows)
{
    const TimelineFact *facts[COLUMN_FACTS_MAX];
    int room = rows < COLUMN_FACTS_MAX ? rows : COLUMN_FACTS_MAX;
    int count = latest(player, actor, facts, room);
    canvas_text(area, 0, 0, area->width, actor_style(actor), title);
    for (int i = 0; i < count; i++)
        draw_fact(player, area, 1 + i, facts[i]);
}

/* The message that crosses in this step, as an arrow at the foot of the middle column. */
static void draw_arrow(const Step *step, const Area *area)
{
    const char *title = message_title(step);
    bool right = step->message->from == ACTOR_CLIENT;
    int row = area->height - 1, size = canvas_width(title) + 2;
    int left = (area->width - size) / 2;
    canvas_repeat(area, row, 0, area->width, actor_style(step->message->from), GLYPH_HORIZONTAL);
    canvas_text(area, row, left > 0 ? left : 0, 1, STYLE_PLAIN, " ");
    canvas_text(area, row, left + 1, area->width, STYLE_NEW, title);
    canvas_text(area, row, left + size - 1, 1, STYLE_PLAIN, " ");
    canvas_text(area, row, right ? area->width - 1 : 0, 1, actor_style(step->message->from),
                canvas_glyph(right ? GLYPH_ARROW_RIGHT : GLYPH_ARROW_LEFT));
}

void knowledge_draw(const Player *player, const Area *area)
{
    int third = (area->width - 2) / 3, middle = area->width - 2 - 2 * third;
    Area client = {area->row, area->column + 1, area->height, third - 1};
    Area wire = {area->row, area->column + third + 2, area->height, middle - 2};
    Area server = {area->row, area->column + third + middle + 3, area->height, third - 2};
    const Step *step = player_step(player);
    bool crossing = step && step->message;
    draw_column(player, &client, ACTOR_CLIENT, "CLIENT knows", area->height - 1);
    draw_column(player, &wire, ACTOR_EAVESDROPPER, "on the wire (Eve knows)", area->height - (crossing ? 2 : 1));
    draw_column(player, &server, ACTOR_SERVER, "SERVER knows", area->height - 1);
    if (crossing)
        draw_arrow(step, &wire);
    for (int row = 0; row < area->height; row++) {
        canvas_text(area, row, third, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
        canvas_text(area, row, third + middle + 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
    }
}
