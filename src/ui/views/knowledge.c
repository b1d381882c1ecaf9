/* The three columns at the top: what each of the three knows, with what is new in this step marked, and what Eve lacks.
 */
#include "ui/views/knowledge.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/words.h"
#include "ui/player/column_draw.h"
#include "ui/player/columns.h"

enum { MORE_COLUMNS = 5, VALUE_INDENT = 4 };

static const char eve_title[] = "EVE, on the wire, knows";

/* A column as it is drawn. */
typedef struct Column {
    const Player *player;
    Area area;
    ColumnFact *facts;
    int count, shown;
} Column;

/* The heading says where there is more. */
static void draw_heading(const Column *column, Actor actor, const char *title)
{
    char more[32];
    snprintf(more, sizeof more, "+%d", column->count - column->shown);
    int width = canvas_width(more);
    canvas_text(&column->area, 0, 0, column->area.width, actor_style(actor), title);
    if (column->shown < column->count && canvas_width(title) + 1 + width <= column->area.width)
        canvas_text(&column->area, 0, column->area.width - width, width, STYLE_DIM, more);
}

/* In `rows` rows below `top` ones that are taken already. */
static void draw_column(const Player *player, const Area *area, Actor actor, const char *title, int top, int rows)
{
    Column column = {.player = player, .area = *area};
    column.facts = columns_facts(&column.count, player, actor);
    column.shown = column.count < rows ? column.count : rows > 0 ? rows : 0;
    columns_sort_by_time(column.facts, column.shown);
    int values = column_values_width(player, column.facts, column.shown, area->width);
    draw_heading(&column, actor, title);
    for (int i = 0; i < column.shown; i++)
        column_draw_fact(player, area, top + i, values, &column.facts[i], false);
    memory_free(column.facts);
}

/* "lacks: pre-master secret, private a", or as many of them as there is room for and how many more; else how many there
   are. */
static void append_lacking(Buffer *out, const TimelineFact *const *facts, int count, int room)
{
    int named = 0;
    for (; named < count; named++) {
        size_t before = out->size;
        text_print(out, named ? ", %s" : "lacks: %s", fact_item(facts[named]->ref.id)->label);
        if (canvas_width(text_finish(out)) > room) {
            buffer_truncate(out, before);
            break;
        }
    }
    if (named && named < count)
        text_print(out, ", +%d", count - named);
    if (!named || canvas_width(text_finish(out)) > room) {
        buffer_truncate(out, 0);
        text_print(out, count == 1 ? "lacks %d secret" : "lacks %d secrets", count);
    }
}

/* At the head of her column, from the first step on: what the scenario says that she has stolen before. Returns the
   rows used. */
static int draw_stolen(const Player *player, const Area *area)
{
    const char *loot = columns_stolen(player);
    if (!loot)
        return 0;
    Buffer text = BUFFER_EMPTY;
    text_print(&text, "stole: %s", loot);
    canvas_value(area, 1, 0, area->width, STYLE_EAVESDROPPER, text_finish(&text));
    buffer_clear(&text);
    return 1;
}

/* At the foot of her column: what she would need and has not. Returns the rows used. */
static int draw_lacking(const Player *player, const Area *area, int row)
{
    int count;
    const TimelineFact **facts = columns_lacking(&count, player);
    Buffer text = BUFFER_EMPTY;
    if (count > 0) {
        append_lacking(&text, facts, count, area->width);
        canvas_text(area, row, 0, area->width, STYLE_EAVESDROPPER, text_finish(&text));
    }
    buffer_clear(&text);
    memory_free(facts);
    return count > 0 ? 1 : 0;
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

/* In a line: who it is, and what is worth most of what is new, spoken of, or else of all. Of Eve, where nothing is new,
   what she lacks. */
static void draw_line(const Player *player, const Area *area, Actor actor, const char *name)
{
    int count, used = canvas_text(area, 0, 0, area->width, actor_style(actor), name) + 1;
    ColumnFact *facts = columns_facts(&count, player, actor);
    Area rest = {area->row, area->column + used, 1, area->width - used};
    bool news = count > 0 && (facts[0].fresh || facts[0].differs || facts[0].named);
    bool lacks = !news && actor == ACTOR_EAVESDROPPER && draw_lacking(player, &rest, 0);
    if (count > 0 && !lacks)
        column_draw_fact(player, &rest, 0, column_values_width(player, facts, 1, rest.width), &facts[0], false);
    memory_free(facts);
}

void knowledge_draw(const Player *player, const Area *area)
{
    int third = (area->width - 2) / 3, middle = area->width - 2 - 2 * third;
    Area client = {area->row, area->column + 1, area->height, third - 1};
    Area wire = {area->row, area->column + third + 2, area->height, middle - 2};
    Area server = {area->row, area->column + third + middle + 3, area->height, third - 2};
    const Step *step = player_step(player);
    draw_side(area, third);
    draw_side(area, third + middle + 1);
    if (area->height == 1) {
        draw_line(player, &client, ACTOR_CLIENT, "CLIENT");
        draw_line(player, &wire, ACTOR_EAVESDROPPER, "EVE");
        draw_line(player, &server, ACTOR_SERVER, "SERVER");
        return;
    }
    draw_column(player, &client, ACTOR_CLIENT, "CLIENT knows", 1, area->height - 1);
    int rows = area->height - (step->message ? 2 : 1);
    rows -= draw_lacking(player, &wire, rows);
    const char *eve = canvas_width(eve_title) + MORE_COLUMNS <= wire.width ? eve_title : "EVE knows";
    int stolen = draw_stolen(player, &wire);
    draw_column(player, &wire, ACTOR_EAVESDROPPER, eve, 1 + stolen, rows - stolen);
    draw_column(player, &server, ACTOR_SERVER, "SERVER knows", 1, area->height - 1);
    if (step->message)
        draw_arrow(step, &wire);
}

void knowledge_tell(const Player *player, Page *page)
{
    static const Actor actors[] = {ACTOR_CLIENT, ACTOR_EAVESDROPPER, ACTOR_SERVER};
    for (size_t i = 0; i < COUNT_OF(actors); i++) {
        int count;
        ColumnFact *facts = columns_everything(&count, player, actors[i]);
        page_line(page);
        page_format(page, actor_style(actors[i]), "%s knows%s", actor_name(actors[i]), count ? ":" : " nothing yet");
        for (int j = 0; j < count; j++) {
            Buffer text = BUFFER_EMPTY;
            page_value(page, STYLE_PLAIN, VALUE_INDENT, facts[j].fact->bare, value_text(&text, facts[j].fact),
                       player->full);
            buffer_clear(&text);
        }
        memory_free(facts);
    }
}
