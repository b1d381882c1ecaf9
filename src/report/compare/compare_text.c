/* A comparison of two runs in words. */
#include <string.h>

#include "base/text.h"
#include "report/compare/compare.h"
#include "report/tell/story.h"

enum { VALUE_MAX = 60, SIDE_INDENT = 5 };

static void append_own_settings(Buffer *out, const Scenario *own, const Scenario *other)
{
    const char *key, *value, *other_key, *other_value;
    size_t before = out->size;
    for (int i = 0; scenario_setting_at(own, i, &key, &value); i++) {
        bool shared = false;
        for (int j = 0; !shared && scenario_setting_at(other, j, &other_key, &other_value); j++)
            shared = strcmp(key, other_key) == 0 && strcmp(value, other_value) == 0;
        if (shared)
            continue;
        text_append(out, out->size > before ? " --" : "--");
        text_append(out, key);
        text_append(out, " ");
        text_append(out, value);
    }
}

bool comparison_same_settings(const Scenario *left, const Scenario *right)
{
    Buffer settings = BUFFER_EMPTY;
    append_own_settings(&settings, left, right);
    append_own_settings(&settings, right, left);
    bool same = settings.size == 0;
    buffer_clear(&settings);
    return same;
}

void comparison_append_settings(Buffer *out, const Scenario *own, const Scenario *other)
{
    size_t before = out->size;
    append_own_settings(out, own, other);
    if (out->size == before)
        text_append(out, "has no setting that the other has not");
}

void difference_append_causes(Buffer *out, const Comparison *comparison, const Difference *difference)
{
    for (int i = 0; i < difference->cause_count; i++) {
        text_append(out, i ? ", " : "from ");
        text_append_decimal(out, (uint64_t)difference->causes[i] + 1);
        text_append(out, " ");
        difference_append_title(out, comparison, &comparison->differences[difference->causes[i]]);
    }
}

static void append_side(Buffer *out, const ReportStyle *style, const char *label, ValueKind kind, Bytes value)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%-6s ", label);
    story_append_value(&line, kind, value, VALUE_MAX);
    style_paragraph(out, style, SIDE_INDENT, INK_PLAIN, text_finish(&line));
    buffer_clear(&line);
}

static void append_verdict(Buffer *out, const ReportStyle *style, const char *label, const Check *check)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%-6s ", label);
    story_append_verdict(&line, check);
    style_paragraph(out, style, SIDE_INDENT, check->passed ? INK_GOOD : INK_BAD, text_finish(&line));
    buffer_clear(&line);
}

/* Of steps that one side alone has there is nothing more to say. */
static void append_sides(Buffer *out, const Comparison *comparison, const Difference *difference,
                         const ReportStyle *style)
{
    const StepPair *pair = &comparison->pairs[difference->pair];
    const TimelineFact *fact = difference->right_fact ? difference->right_fact : difference->left_fact;
    ValueKind kind = fact ? story_value_kind(fact) : VALUE_BYTES;
    Bytes left, right;
    difference_bytes(comparison, difference, &left, &right);
    if (difference->kind == DIFFERENCE_CHECK) {
        append_verdict(out, style, "left", pair->left->check);
        append_verdict(out, style, "right", pair->right->check);
        return;
    }
    if (difference->kind == DIFFERENCE_MESSAGE || difference->left_fact)
        append_side(out, style, "left", kind, left);
    if (difference->kind == DIFFERENCE_MESSAGE || difference->right_fact)
        append_side(out, style, "right", kind, right);
}

static void append_difference(Buffer *out, const Comparison *comparison, int index, const ReportStyle *style)
{
    const Difference *difference = &comparison->differences[index];
    const Step *step = difference_step(comparison, difference);
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%d. ", index + 1);
    difference_append_title(&line, comparison, difference);
    text_print(&line, " · %s, step %d", actor_name(step->actor), step->place);
    text_append(&line, difference->cause_count ? " · " : "");
    difference_append_causes(&line, comparison, difference);
    style_paragraph(out, style, 0, difference->cause_count ? INK_PLAIN : INK_HEADING, text_finish(&line));
    append_sides(out, comparison, difference, style);
    buffer_clear(&line);
}

void report_comparison(Buffer *out, const Comparison *comparison, const Scenario *left, const Scenario *right,
                       const ReportStyle *style)
{
    Buffer line = BUFFER_EMPTY;
    int count = comparison->count;
    text_print(&line, "Two runs compared: %d difference%s, each with what it follows from.", count,
               count == 1 ? "" : "s");
    style_paragraph(out, style, 0, INK_HEADING, count ? text_finish(&line) : "Two runs compared: they are the same.");
    for (int side = 0; side < 2 && !comparison_same_settings(left, right); side++) {
        buffer_truncate(&line, 0);
        text_print(&line, "%-6s ", side == 0 ? "left" : "right");
        comparison_append_settings(&line, side == 0 ? left : right, side == 0 ? right : left);
        style_paragraph(out, style, 0, INK_PLAIN, text_finish(&line));
    }
    for (int i = 0; i < count; i++) {
        text_append(out, "\n");
        append_difference(out, comparison, i, style);
    }
    buffer_clear(&line);
}
