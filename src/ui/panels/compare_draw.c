#include "ui/panels/compare_draw.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "report/tell/story.h"
#include "ui/page/list.h"
#include "ui/player/panel.h"

/* Title, the two runs' settings and an empty row above the list; a line, and the two sides below it. */
enum { HEAD = 4, FOOT_LEAST = 9, NUMBER_COLUMNS = 4, LABEL_COLUMNS = 7, LINE_ROWS = 3 };

static int foot_height(int height)
{
    return height >= 40 ? 15 : FOOT_LEAST;
}

int compare_list_height(int height)
{
    int rows = height - HEAD - foot_height(height);
    return rows > 1 ? rows : 1;
}

const Difference *compare_chosen(const ComparePanel *panel)
{
    int index = panel->rows.count ? panel->rows.items[panel->chosen] : COMPARE_ROW_END;
    return index >= 0 ? &panel->comparison.differences[index] : NULL;
}

/* Head */

static const char *own_settings(Buffer *out, const ComparePanel *panel, bool left)
{
    const Scenario *one = simulation_scenario(panel->other), *two = simulation_scenario(panel->played);
    buffer_truncate(out, 0);
    comparison_append_settings(out, left ? one : two, left ? two : one);
    return text_finish(out);
}

static bool same_settings(const ComparePanel *panel)
{
    return comparison_same_settings(simulation_scenario(panel->other), simulation_scenario(panel->played));
}

static void draw_head(const ComparePanel *panel, const Area *area)
{
    char title[96];
    int count = panel->comparison.count;
    Buffer settings = BUFFER_EMPTY;
    snprintf(title, sizeof title, "Two runs compared: %d difference%s, each with what it follows from", count,
             count == 1 ? "" : "s");
    canvas_text(area, 0, 0, area->width, STYLE_TITLE, count ? title : "Two runs compared: they are the same");
    if (same_settings(panel))
        return;
    canvas_text(area, 1, 0, LABEL_COLUMNS, STYLE_HEADING, "left");
    canvas_value(area, 1, LABEL_COLUMNS, area->width - LABEL_COLUMNS, STYLE_CODE, own_settings(&settings, panel, true));
    canvas_text(area, 2, 0, LABEL_COLUMNS, STYLE_HEADING, "right");
    canvas_value(area, 2, LABEL_COLUMNS, area->width - LABEL_COLUMNS, STYLE_CODE,
                 own_settings(&settings, panel, false));
    buffer_clear(&settings);
}

/* The list of differences */

static void draw_difference(const ComparePanel *panel, const Area *area, int row, int index, bool chosen)
{
    const Difference *difference = &panel->comparison.differences[index];
    const Step *step = difference_step(&panel->comparison, difference);
    Style style = chosen ? STYLE_SELECTED : difference->cause_count ? STYLE_PLAIN : STYLE_STRONG;
    Buffer text = BUFFER_EMPTY;
    char number[16];
    snprintf(number, sizeof number, "%3d ", index + 1);
    if (chosen)
        canvas_fill(area, row, 0, area->width, style, "");
    canvas_text(area, row, 0, NUMBER_COLUMNS, style, number);
    difference_append_title(&text, &panel->comparison, difference);
    if (difference->kind != DIFFERENCE_STEPS) {
        text_append(&text, " (");
        text_append(&text, actor_name(step->actor));
        text_append(&text, ")");
    }
    int room = difference->cause_count ? (area->width - NUMBER_COLUMNS) * 11 / 20 : area->width - NUMBER_COLUMNS;
    int used = NUMBER_COLUMNS + canvas_value(area, row, NUMBER_COLUMNS, room, style, text_finish(&text)) + 2;
    buffer_truncate(&text, 0);
    difference_append_causes(&text, &panel->comparison, difference);
    canvas_value(area, row, used, area->width - used, chosen ? STYLE_SELECTED : STYLE_DIM, text_finish(&text));
    buffer_clear(&text);
}

/* What both came to: "It led to  left: connected, right: unexpected_message (the server)". */
static void append_ends(Buffer *out, const Comparison *comparison)
{
    text_append(out, "It led to  left: ");
    compare_append_end(out, comparison->left);
    text_append(out, ", right: ");
    compare_append_end(out, comparison->right);
}

/* A row that is no difference. */
static void draw_other(const ComparePanel *panel, const Area *area, int row, int item, bool chosen)
{
    Style style = chosen ? STYLE_SELECTED : item == COMPARE_ROW_END ? STYLE_STRONG : STYLE_DIM;
    Buffer text = BUFFER_EMPTY;
    if (chosen)
        canvas_fill(area, row, 0, area->width, style, "");
    if (item == COMPARE_ROW_END) {
        append_ends(&text, &panel->comparison);
    } else {
        canvas_text(area, row, NUMBER_COLUMNS - 2, 1, style, canvas_glyph(GLYPH_ARROW_RIGHT));
        compare_append_fold(&text, &panel->rows);
    }
    canvas_value(area, row, NUMBER_COLUMNS, area->width - NUMBER_COLUMNS, style, text_finish(&text));
    buffer_clear(&text);
}

static void draw_differences(const ComparePanel *panel, const Area *area)
{
    int count = panel->rows.count, top = list_top(panel->chosen, count, area->height);
    for (int row = 0; row < area->height && top + row < count; row++) {
        int item = panel->rows.items[top + row];
        bool chosen = top + row == panel->chosen;
        if (item >= 0)
            draw_difference(panel, area, row, item, chosen);
        else
            draw_other(panel, area, row, item, chosen);
    }
}

/* Both runs' steps */

/* The first difference of a pair of steps; -1 where both are the same. */
static int difference_at(const Comparison *comparison, int pair)
{
    for (int i = 0; i < comparison->count; i++) {
        const Difference *difference = &comparison->differences[i];
        if (pair >= difference->pair && pair < difference->pair + difference->pairs)
            return i;
    }
    return -1;
}

static bool is_chosen(const ComparePanel *panel, int pair)
{
    const Difference *chosen = compare_chosen(panel);
    return chosen && pair >= chosen->pair && pair < chosen->pair + chosen->pairs;
}

static void draw_side(const Area *area, int row, int column, int width, Style style, const Step *step)
{
    char text[160];
    if (!step)
        return;
    snprintf(text, sizeof text, "%3d %s: %s", step->place, actor_name(step->actor), step->item->title);
    canvas_value(area, row, column, width, style, text);
}

/* "=" for the same, "≠" for another, "<" and ">" for what only one has. */
static void draw_pair(const ComparePanel *panel, const Area *area, int row, int index)
{
    const StepPair *pair = &panel->comparison.pairs[index];
    bool differs = difference_at(&panel->comparison, index) >= 0, selected = is_chosen(panel, index);
    Style style = selected ? STYLE_SELECTED : differs ? STYLE_NEW : STYLE_DIM;
    int half = (area->width - 5) / 2;
    if (selected)
        canvas_fill(area, row, 0, area->width, style, "");
    draw_side(area, row, 0, half, style, pair->left);
    canvas_text(area, row, half + 2, 1, style, !pair->left ? ">" : !pair->right ? "<" : differs ? "!" : "=");
    draw_side(area, row, half + 5, half, style, pair->right);
}

static void draw_steps(const ComparePanel *panel, const Area *area)
{
    const Comparison *comparison = &panel->comparison;
    const Difference *chosen = compare_chosen(panel);
    int at = chosen ? chosen->pair : 0;
    int top = list_top(at, comparison->pair_count, area->height);
    for (int row = 0; row < area->height && top + row < comparison->pair_count; row++)
        draw_pair(panel, area, row, top + row);
}

/* The two sides of a difference */

/* Bytes in a line, in groups of eight. */
static int line_bytes(int width)
{
    int bytes = (width - LABEL_COLUMNS) / 3 / 8 * 8;
    return bytes < 8 ? 8 : bytes;
}

static size_t longer(Bytes left, Bytes right)
{
    return left.size > right.size ? left.size : right.size;
}

static bool differ_at(Bytes left, Bytes right, size_t at)
{
    return at >= left.size || at >= right.size || left.data[at] != right.data[at];
}

static size_t first_difference(Bytes left, Bytes right)
{
    size_t at = 0, end = longer(left, right);
    while (at < end && !differ_at(left, right, at))
        at++;
    return at;
}

/* The first line of bytes in sight. */
static int first_line(const ComparePanel *panel, Bytes left, Bytes right, int width)
{
    int bytes = line_bytes(width);
    return panel->line >= 0 ? panel->line : (int)(first_difference(left, right) / (size_t)bytes);
}

void compare_turn_lines(ComparePanel *panel, int by, int width)
{
    Bytes left, right;
    const Difference *chosen = compare_chosen(panel);
    if (!chosen)
        return;
    difference_bytes(&panel->comparison, chosen, &left, &right);
    int bytes = line_bytes(width), lines = (int)((longer(left, right) + (size_t)bytes - 1) / (size_t)bytes);
    int line = first_line(panel, left, right, width) + by;
    panel->line = line < 0 ? 0 : line >= lines ? (lines ? lines - 1 : 0) : line;
}

/* A line of each side, and below them a sign under each byte that differs. */
static void draw_bytes(const Area *area, int row, Bytes left, Bytes right, size_t from, int count)
{
    canvas_text(area, row, 0, LABEL_COLUMNS, STYLE_HEADING, "left");
    canvas_text(area, row + 1, 0, LABEL_COLUMNS, STYLE_HEADING, "right");
    for (int i = 0; i < count && from + (size_t)i < longer(left, right); i++) {
        size_t at = from + (size_t)i;
        bool differs = differ_at(left, right, at);
        Style style = differs ? STYLE_NEW : STYLE_PLAIN;
        char one[4] = "--", two[4] = "--";
        if (at < left.size)
            snprintf(one, sizeof one, "%02x", left.data[at]);
        if (at < right.size)
            snprintf(two, sizeof two, "%02x", right.data[at]);
        canvas_text(area, row, LABEL_COLUMNS + 3 * i, 2, style, one);
        canvas_text(area, row + 1, LABEL_COLUMNS + 3 * i, 2, style, two);
        if (differs)
            canvas_text(area, row + 2, LABEL_COLUMNS + 3 * i, 2, STYLE_NEW, "^^");
    }
}

static size_t count_different(Bytes left, Bytes right)
{
    size_t count = 0;
    for (size_t at = 0; at < longer(left, right); at++)
        count += differ_at(left, right, at);
    return count;
}

static void draw_both(const ComparePanel *panel, const Area *area, Bytes left, Bytes right)
{
    char place[96];
    int bytes = line_bytes(area->width), line = first_line(panel, left, right, area->width);
    snprintf(place, sizeof place, "%zu and %zu bytes; %zu differ, the first is byte %zu", left.size, right.size,
             count_different(left, right), first_difference(left, right));
    canvas_text(area, 0, 0, area->width, STYLE_DIM, place);
    for (int row = 1; row + 1 < area->height; row += LINE_ROWS, line++) {
        size_t from = (size_t)line * (size_t)bytes;
        if (from < longer(left, right))
            draw_bytes(area, row, left, right, from, bytes);
    }
}

static void draw_text(const Area *area, int row, const char *label, const TimelineFact *fact)
{
    Buffer text = BUFFER_EMPTY;
    if (fact)
        story_append_value(&text, story_value_kind(fact), fact->value, 0);
    canvas_text(area, row, 0, LABEL_COLUMNS, STYLE_HEADING, label);
    canvas_value(area, row, LABEL_COLUMNS, area->width - LABEL_COLUMNS, STYLE_NEW,
                 fact ? text_finish(&text) : "does not have it here");
    buffer_clear(&text);
}

static void draw_check(const Area *area, int row, const char *label, const Check *check)
{
    Buffer text = BUFFER_EMPTY;
    story_append_verdict(&text, check);
    canvas_text(area, row, 0, LABEL_COLUMNS, STYLE_HEADING, label);
    canvas_value(area, row, LABEL_COLUMNS, area->width - LABEL_COLUMNS, check->passed ? STYLE_GOOD : STYLE_BAD,
                 text_finish(&text));
    buffer_clear(&text);
}

static void draw_alone(const ComparePanel *panel, const Area *area, const Difference *difference)
{
    for (int i = 0; i < difference->pairs && i < area->height; i++) {
        const StepPair *pair = &panel->comparison.pairs[difference->pair + i];
        bool more = i + 1 == area->height && i + 1 < difference->pairs;
        draw_side(area, i, 0, area->width, STYLE_PLAIN, pair->left ? pair->left : pair->right);
        if (more)
            canvas_text(area, i, area->width - 1, 1, STYLE_FRAME, canvas_glyph(GLYPH_ELLIPSIS));
    }
}

static bool is_text(const Difference *difference)
{
    const TimelineFact *fact = difference->right_fact ? difference->right_fact : difference->left_fact;
    return !difference->right_fact || !difference->left_fact || fact_item(fact->ref.id)->kind == VALUE_TEXT;
}

/* What a row that is no difference is about. */
static void draw_ends(const ComparePanel *panel, const Area *area)
{
    bool ends = panel->rows.items[panel->chosen] == COMPARE_ROW_END;
    Buffer text = BUFFER_EMPTY;
    for (int left = 1; ends && left >= 0; left--) {
        const Timeline *timeline = left ? panel->comparison.left : panel->comparison.right;
        buffer_truncate(&text, 0);
        compare_append_end(&text, timeline);
        canvas_text(area, 1 - left, 0, LABEL_COLUMNS, STYLE_HEADING, left ? "left" : "right");
        canvas_value(area, 1 - left, LABEL_COLUMNS, area->width - LABEL_COLUMNS, STYLE_PLAIN, text_finish(&text));
    }
    if (!ends)
        canvas_text(area, 0, 0, area->width, STYLE_DIM,
                    panel->rows.open ? "Enter folds them again." : "Enter lists them: somebody hands everything on.");
    buffer_clear(&text);
}

static void draw_sides(const ComparePanel *panel, const Area *area)
{
    const Difference *difference = compare_chosen(panel);
    const StepPair *pair = &panel->comparison.pairs[difference->pair];
    Bytes left, right;
    difference_bytes(&panel->comparison, difference, &left, &right);
    if (difference->kind == DIFFERENCE_STEPS) {
        draw_alone(panel, area, difference);
    } else if (difference->kind == DIFFERENCE_CHECK) {
        draw_check(area, 0, "left", pair->left->check);
        draw_check(area, 1, "right", pair->right->check);
    } else if (difference->kind == DIFFERENCE_VALUE && is_text(difference)) {
        draw_text(area, 0, "left", difference->left_fact);
        draw_text(area, 1, "right", difference->right_fact);
    } else {
        draw_both(panel, area, left, right);
    }
}

void compare_draw(const ComparePanel *panel, const Area *area)
{
    int list = compare_list_height(area->height), foot = area->height - HEAD - list;
    Area items = {area->row + HEAD, area->column, list, area->width};
    Area sides = {area->row + HEAD + list + 1, area->column, foot - 1, area->width};
    draw_head(panel, area);
    if (panel->steps)
        draw_steps(panel, &items);
    else
        draw_differences(panel, &items);
    canvas_repeat(area, HEAD + list, 0, area->width, STYLE_FRAME, GLYPH_HORIZONTAL);
    if (compare_chosen(panel))
        draw_sides(panel, &sides);
    else if (panel->rows.count)
        draw_ends(panel, &sides);
}

static void tell_row(const ComparePanel *panel, Page *page, int item)
{
    const Comparison *comparison = &panel->comparison;
    Buffer text = BUFFER_EMPTY;
    if (item >= 0) {
        const Difference *difference = &comparison->differences[item];
        text_print(&text, "%d. ", item + 1);
        difference_append_title(&text, comparison, difference);
        text_append(&text, difference->cause_count ? ", " : "");
        difference_append_causes(&text, comparison, difference);
    } else if (item == COMPARE_ROW_FOLD) {
        compare_append_fold(&text, &panel->rows);
    } else {
        append_ends(&text, comparison);
    }
    page_line(page);
    page_add(page, STYLE_PLAIN, text_finish(&text));
    buffer_clear(&text);
}

void compare_tell(const ComparePanel *panel, Page *page)
{
    Buffer text = BUFFER_EMPTY;
    const Comparison *comparison = &panel->comparison;
    page_line(page);
    if (comparison->count)
        page_format(page, STYLE_TITLE, "Two runs compared: %d difference%s.", comparison->count,
                    comparison->count == 1 ? "" : "s");
    else
        page_add(page, STYLE_TITLE, "Two runs compared: they are the same.");
    for (int left = 1; left >= 0 && !same_settings(panel); left--) {
        page_line(page);
        page_format(page, STYLE_PLAIN, "%s: %s", left ? "left" : "right", own_settings(&text, panel, left));
    }
    for (int row = 0; row < panel->rows.count; row++)
        tell_row(panel, page, panel->rows.items[row]);
    buffer_clear(&text);
}
