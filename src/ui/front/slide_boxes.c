#include "ui/front/slide_boxes.h"

#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"
#include "ui/content/words.h"
#include "ui/player/columns.h"

enum { BOXES = 3, LABEL_MOST = 17, ONE_ROW_LEAST = 30, VALUE_INDENT = 2 };

/* What stands in one of them. */
typedef struct Box {
    const Player *player;
    const SlideSpan *span;
    Actor actor;
    const char *title;
    Area inside;
    int rows; /* of a fact: 1, or 2 where there is no room for the value beside its name */
} Box;

static const char *label_of(const Box *box, const TimelineFact *fact)
{
    return box->player->depth == DEPTH_BYTES ? fact->bare : fact_item(fact->ref.id)->label;
}

/* New ones first, each kind in the order in which they are worth showing. */
static void put_fresh_first(ColumnFact *facts, int count)
{
    ColumnFact *sorted = memory_new_array((size_t)count + 1, sizeof *sorted);
    int at = 0;
    for (int fresh = 1; fresh >= 0; fresh--)
        for (int i = 0; i < count; i++)
            if (facts[i].fresh == (fresh == 1))
                sorted[at++] = facts[i];
    for (int i = 0; i < count; i++)
        facts[i] = sorted[i];
    memory_free(sorted);
}

static ColumnFact *facts_of(int *count, const Box *box)
{
    ColumnFact *facts = columns_facts(count, box->player, box->actor);
    for (int i = 0; i < *count; i++)
        facts[i].fresh = facts[i].fact->step > box->span->since;
    put_fresh_first(facts, *count);
    return facts;
}

static void draw_mark(const Box *box, int row, const ColumnFact *item)
{
    if (item->differs)
        canvas_text(&box->inside, row, 0, 1, STYLE_BAD, canvas_glyph(GLYPH_UNEQUAL));
    else if (item->fresh)
        canvas_text(&box->inside, row, 0, 1, STYLE_NEW, canvas_glyph(GLYPH_MARK));
}

static void draw_fact(const Box *box, int row, const ColumnFact *item)
{
    Buffer text = BUFFER_EMPTY;
    Style style = item->differs ? STYLE_BAD : item->fresh ? STYLE_NEW : STYLE_PLAIN;
    const char *value = value_text(&text, item->fact), *label = label_of(box, item->fact);
    int width = box->inside.width;
    draw_mark(box, row, item);
    if (box->rows == 2) {
        canvas_value(&box->inside, row, 1, width - 1, style, label);
        canvas_value(&box->inside, row + 1, VALUE_INDENT, width - VALUE_INDENT, STYLE_VALUE, value);
    } else {
        int values = width - LABEL_MOST - 1 - VALUE_INDENT;
        canvas_value(&box->inside, row, VALUE_INDENT, values, STYLE_VALUE, value);
        canvas_value(&box->inside, row, VALUE_INDENT + values + 1, LABEL_MOST, style, label);
    }
    buffer_clear(&text);
}

/* The names of what Eve lacks, or how many things that are, where there is no room for names. */
static void append_lacking(Buffer *out, const TimelineFact **facts, int count, int room)
{
    for (int i = 0; i < count; i++)
        text_print(out, i ? ", %s" : "lacks: %s", fact_item(facts[i]->ref.id)->label);
    if (canvas_width(text_finish(out)) <= room)
        return;
    buffer_truncate(out, 0);
    text_print(out, count == 1 ? "lacks %d secret" : "lacks %d secrets", count);
}

/* At the foot of Eve's box. Returns the rows used. */
static int draw_lacking(const Box *box)
{
    int count;
    Buffer text = BUFFER_EMPTY;
    const TimelineFact **facts = columns_lacking(&count, box->player);
    append_lacking(&text, facts, count, box->inside.width);
    if (count)
        canvas_text(&box->inside, box->inside.height - 1, 0, box->inside.width, STYLE_EAVESDROPPER, text_finish(&text));
    buffer_clear(&text);
    memory_free(facts);
    return count ? 1 : 0;
}

/* In the line above it. */
static void draw_title(const Box *box, int more)
{
    Area line = {box->inside.row - 1, box->inside.column, 1, box->inside.width};
    char text[32];
    snprintf(text, sizeof text, " %s ", box->title);
    canvas_text(&line, 0, 1, line.width - 1, actor_style(box->actor), text);
    snprintf(text, sizeof text, " +%d ", more);
    if (more)
        canvas_text(&line, 0, line.width - canvas_width(text), line.width, STYLE_DIM, text);
}

static void draw_box(const Box *box)
{
    int count, taken = box->actor == ACTOR_EAVESDROPPER ? draw_lacking(box) : 0;
    ColumnFact *facts = facts_of(&count, box);
    int room = (box->inside.height - taken) / box->rows, shown = count < room ? count : room > 0 ? room : 0;
    columns_sort_by_time(facts, shown);
    for (int i = 0; i < shown; i++)
        draw_fact(box, i * box->rows, &facts[i]);
    draw_title(box, count - shown);
    memory_free(facts);
}

/* The column of the line in front of a box, and behind the last. */
static int side(const Area *area, int number)
{
    return number * (area->width - 1) / BOXES;
}

static void draw_frame(const Area *area)
{
    static const Glyph top[] = {GLYPH_TOP_LEFT, GLYPH_TEE_DOWN, GLYPH_TEE_DOWN, GLYPH_TOP_RIGHT};
    static const Glyph bottom[] = {GLYPH_BOTTOM_LEFT, GLYPH_TEE_UP, GLYPH_TEE_UP, GLYPH_BOTTOM_RIGHT};
    int last = area->height - 1;
    canvas_repeat(area, 0, 0, area->width, STYLE_FRAME, GLYPH_HORIZONTAL);
    canvas_repeat(area, last, 0, area->width, STYLE_FRAME, GLYPH_HORIZONTAL);
    for (int i = 0; i <= BOXES; i++) {
        for (int row = 1; row < last; row++)
            canvas_text(area, row, side(area, i), 1, STYLE_FRAME, canvas_glyph(GLYPH_VERTICAL));
        canvas_text(area, 0, side(area, i), 1, STYLE_FRAME, canvas_glyph(top[i]));
        canvas_text(area, last, side(area, i), 1, STYLE_FRAME, canvas_glyph(bottom[i]));
    }
}

static void draw_boxes(const Player *player, const SlideSpan *span, const Area *area)
{
    static const struct {
        Actor actor;
        const char *title;
    } owners[BOXES] = {{ACTOR_CLIENT, "CLIENT"}, {ACTOR_EAVESDROPPER, "EVE"}, {ACTOR_SERVER, "SERVER"}};
    draw_frame(area);
    for (int i = 0; i < BOXES; i++) {
        int left = side(area, i) + 1;
        Area inside = {area->row + 1, area->column + left, area->height - 2, side(area, i + 1) - left};
        Box box = {player, span, owners[i].actor, owners[i].title, inside, inside.width < ONE_ROW_LEAST ? 2 : 1};
        draw_box(&box);
    }
}

static const char *fate_of(const StepMessage *message)
{
    bool lost = message->differs && message->received.size == 0;
    return lost                      ? " lost "
           : message->differs        ? " changed "
           : message->view.encrypted ? " encrypted "
                                     : " in the clear ";
}

/* From one side's box to the other's, across Eve's lane. */
static void draw_arrow(const Step *step, const Area *area)
{
    bool right = step->message->from == ACTOR_CLIENT;
    Style style = actor_style(step->message->from);
    int from = side(area, 1) / 2, eve = (side(area, 1) + side(area, 2)) / 2, to = (side(area, 2) + side(area, 3)) / 2;
    const char *fate = fate_of(step->message);
    int half = right ? from : eve, room = right ? eve - from : to - eve;
    canvas_repeat(area, 0, from, to - from, style, GLYPH_HORIZONTAL);
    canvas_text(area, 0, eve, 1, STYLE_EAVESDROPPER, canvas_glyph(GLYPH_CROSS));
    canvas_text(area, 0, right ? to : from, 1, style, canvas_glyph(right ? GLYPH_ARROW_RIGHT : GLYPH_ARROW_LEFT));
    canvas_text(area, 0, half + (room - canvas_width(fate)) / 2 + 1, room, STYLE_NEW, fate);
}

void slide_boxes_draw(const Player *player, const SlideSpan *span, const Area *area)
{
    const Step *step = player_step(player);
    Player then = *player; /* as far as the slide goes; only read */
    int arrow = step->message ? 1 : 0;
    Area boxes = {area->row + arrow, area->column, area->height - arrow, area->width};
    if (arrow)
        draw_arrow(step, area);
    then.step = span->until;
    draw_boxes(&then, span, &boxes);
}
