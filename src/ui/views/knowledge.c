/* The three columns at the top: what each of the three knows, the newest below, with what is new in this step marked.
 */
#include "ui/views/knowledge.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/words.h"

enum { MORE_COLUMNS = 5, NAME_COLUMN = 2 };
enum { VALUE_LEAST = 7, VALUE_FRESH = 8, VALUE_SHORT = 9, VALUE_INDENT = 4 };

static const char eve_title[] = "EVE, on the wire, knows";

/* The facts that an actor has learned up to the step, latest first; memory_free them. One that came again counts once.
 */
static const TimelineFact **known_facts(int *out_count, const Player *player, Actor actor)
{
    int count = 0, total = timeline_fact_count(player->timeline);
    const TimelineFact **out = memory_new_array((size_t)total, sizeof *out);
    for (int i = total - 1; i >= 0; i--) {
        const TimelineFact *fact = timeline_fact_at(player->timeline, i);
        if (fact->actor != actor || fact->step > player->step)
            continue;
        bool again = false;
        for (int j = 0; j < count && !again; j++)
            again = strcmp(out[j]->name, fact->name) == 0;
        if (!again)
            out[count++] = fact;
    }
    *out_count = count;
    return out;
}

/* Columns that a value is sure to get beside its name: a short one is worth more than all of the name, and of what is
   new some characters are. */
static int value_room(int size, bool fresh)
{
    return size <= VALUE_SHORT ? size : fresh ? VALUE_FRESH : 0;
}

/* Where there is room, a new value that does not go beside its name stands below it. */
static int fact_rows(const Player *player, const Area *area, const TimelineFact *fact, bool roomy)
{
    Buffer text = BUFFER_EMPTY;
    int size = canvas_width(value_text(&text, fact));
    buffer_clear(&text);
    bool below = roomy && fact->step == player->step && size > VALUE_SHORT;
    return below && NAME_COLUMN + canvas_width(fact->bare) + 1 + VALUE_FRESH > area->width ? 2 : 1;
}

/* Of a name with dots the last parts tell most, as many as there is room for; of another both ends do. Returns the
   columns used. */
static int draw_name(const Area *area, int row, int room, Style style, const char *name)
{
    const char *part = name, *dot;
    int used = 0;
    while (canvas_width(part) + used > room && (dot = strchr(part, '.'))) {
        part = dot + 1;
        used = canvas_width(canvas_glyph(GLYPH_ELLIPSIS));
    }
    if (canvas_width(part) + used > room)
        used = 0;
    canvas_text(area, row, NAME_COLUMN, used, style, canvas_glyph(GLYPH_ELLIPSIS));
    return used + canvas_value(area, row, NAME_COLUMN + used, room - used, style, part);
}

static void draw_fact(const Player *player, const Area *area, int row, const TimelineFact *fact, int rows)
{
    bool fresh = fact->step == player->step;
    Buffer text = BUFFER_EMPTY;
    const char *value = value_text(&text, fact);
    int size = canvas_width(value), beside = rows > 1 ? 0 : value_room(size, fresh);
    if (fresh)
        canvas_text(area, row, 0, 1, STYLE_NEW, canvas_glyph(GLYPH_MARK));
    int room = area->width - NAME_COLUMN - (beside > 0 ? beside + 1 : 0);
    int used = NAME_COLUMN + draw_name(area, row, room, fresh ? STYLE_NEW : STYLE_PLAIN, fact->bare) + 1;
    if (rows > 1)
        canvas_value(area, row + 1, VALUE_INDENT, area->width - VALUE_INDENT, STYLE_VALUE, value);
    else if (beside > 0 || area->width - used >= VALUE_LEAST)
        canvas_value(area, row, used, area->width - used, STYLE_VALUE, value);
    buffer_clear(&text);
}

/* The newest `rows` of what an actor knows; the heading says where there is more. */
static void draw_column(const Player *player, const Area *area, Actor actor, const char *title, int rows)
{
    int count, fresh = 0, shown = 0, used = 0, row = 1;
    const TimelineFact **facts = known_facts(&count, player, actor);
    int *heights = memory_new_array((size_t)count, sizeof *heights);
    while (fresh < count && facts[fresh]->step == player->step)
        fresh++;
    for (; shown < count; shown++) {
        heights[shown] = fact_rows(player, area, facts[shown], 2 * fresh <= rows);
        if (used + heights[shown] > rows)
            break;
        used += heights[shown];
    }
    canvas_text(area, 0, 0, area->width, actor_style(actor), title);
    for (int i = shown - 1; i >= 0; row += heights[i--])
        draw_fact(player, area, row, facts[i], heights[i]);
    char more[32];
    snprintf(more, sizeof more, "+%d", count - shown);
    int width = canvas_width(more);
    if (shown < count && canvas_width(title) + 1 + width <= area->width)
        canvas_text(area, 0, area->width - width, width, STYLE_DIM, more);
    memory_free(heights);
    memory_free(facts);
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
    const char *eve = canvas_width(eve_title) + MORE_COLUMNS <= wire.width ? eve_title : "EVE knows";
    draw_column(player, &wire, ACTOR_EAVESDROPPER, eve, area->height - (step->message ? 2 : 1));
    draw_column(player, &server, ACTOR_SERVER, "SERVER knows", area->height - 1);
    if (step->message)
        draw_arrow(step, &wire);
    draw_side(area, third);
    draw_side(area, third + middle + 1);
}

void knowledge_tell(const Player *player, Page *page)
{
    static const Actor actors[] = {ACTOR_CLIENT, ACTOR_EAVESDROPPER, ACTOR_SERVER};
    for (size_t i = 0; i < COUNT_OF(actors); i++) {
        int count;
        const TimelineFact **facts = known_facts(&count, player, actors[i]);
        page_line(page);
        page_format(page, actor_style(actors[i]), "%s knows%s", actor_name(actors[i]), count ? ":" : " nothing yet");
        while (count-- > 0) {
            Buffer text = BUFFER_EMPTY;
            page_value(page, STYLE_PLAIN, NAME_COLUMN, facts[count]->bare, value_text(&text, facts[count]),
                       player->full);
            buffer_clear(&text);
        }
        memory_free(facts);
    }
}
