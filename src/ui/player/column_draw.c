#include "ui/player/column_draw.h"

#include "report/tell/story.h"
#include "ui/content/words.h"

enum { MARK_COLUMNS = 2, VALUE_LEAST = 4 };

/* What a fact is called here: in few words, or, for who looks at bytes, by its full name. */
static const char *name_of(const Player *player, const TimelineFact *fact)
{
    return player->depth == DEPTH_BYTES ? fact->bare : fact_item(fact->ref.id)->label;
}

static int value_width(const TimelineFact *fact)
{
    Buffer text = BUFFER_EMPTY;
    int width = canvas_width(value_text(&text, fact));
    buffer_clear(&text);
    return width;
}

int column_values_width(const Player *player, const ColumnFact *facts, int count, int width)
{
    int names = 0, values = 0;
    for (int i = 0; i < count; i++) {
        int name = canvas_width(name_of(player, facts[i].fact)), value = value_width(facts[i].fact);
        names = name > names ? name : names;
        values = value > values ? value : values;
    }
    int room = width - MARK_COLUMNS - 1 - names;
    return values < room ? values : room > VALUE_LEAST ? room : VALUE_LEAST;
}

/* What somebody said is read from its beginning on; of other values both ends tell them apart. */
static void draw_value(const Area *area, int row, int width, const TimelineFact *fact, const char *value)
{
    bool said = story_value_kind(fact) != fact_item(fact->ref.id)->kind;
    const char *more = canvas_glyph(GLYPH_ELLIPSIS);
    if (!said || canvas_width(value) <= width) {
        canvas_value(area, row, MARK_COLUMNS, width, STYLE_VALUE, value);
        return;
    }
    int used = canvas_text(area, row, MARK_COLUMNS, width - canvas_width(more), STYLE_VALUE, value);
    canvas_text(area, row, MARK_COLUMNS + used, canvas_width(more), STYLE_VALUE, more);
}

/* A text is worth more than its neighbours' being in line. */
static int columns_of_value(const Area *area, int values, const TimelineFact *fact, const char *value, const char *name)
{
    int size = canvas_width(value), room = area->width - MARK_COLUMNS - 1 - canvas_width(name);
    bool text = story_value_kind(fact) == VALUE_TEXT && size > values && room > values;
    return text ? (size < room ? size : room) : values;
}

void column_draw_fact(const Player *player, const Area *area, int row, int values, const ColumnFact *item,
                      bool selected)
{
    Buffer text = BUFFER_EMPTY;
    const char *value = value_text(&text, item->fact), *name = name_of(player, item->fact);
    if (item->differs)
        canvas_text(area, row, 0, 1, STYLE_BAD, canvas_glyph(GLYPH_UNEQUAL));
    else if (item->fresh)
        canvas_text(area, row, 0, 1, STYLE_NEW, canvas_glyph(GLYPH_MARK));
    int width = columns_of_value(area, values, item->fact, value, name);
    draw_value(area, row, width, item->fact, value);
    int at = MARK_COLUMNS + width + 1;
    Style style = selected ? STYLE_SELECTED : item->differs ? STYLE_BAD : item->fresh ? STYLE_NEW : STYLE_PLAIN;
    canvas_value(area, row, at, area->width - at, style, name);
    buffer_clear(&text);
}
