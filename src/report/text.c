#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/ladder.h"
#include "report/story.h"

enum { STEP_INDENT = 5, FACT_INDENT = 7, SENTENCE_VALUE_MAX = 40, NAME_COLUMNS = 38, VALUE_COLUMNS = 24 };

static void append_rule(Buffer *out, const ReportStyle *style, const char *heading)
{
    Buffer line = BUFFER_EMPTY;
    style_print(&line, "── %s ", heading);
    size_t taken = style_columns(buffer_bytes(&line));
    style_repeat(&line, "─", taken < style->width ? style->width - taken : 0);
    style_append(out, style, INK_HEADING, text_finish(&line));
    text_append(out, "\n");
    buffer_clear(&line);
}

static void append_handshake_heading(Buffer *out, const Report *report, const ReportStyle *style, const Step *step)
{
    Buffer line = BUFFER_EMPTY;
    style_print(&line, "Connection %d, handshake %d · ", step->connection, step->handshake);
    story_append_agreement(&line, report, step->connection, step->handshake);
    text_append(out, "\n");
    style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
    buffer_clear(&line);
}

static void append_flight_heading(Buffer *out, const Report *report, const ReportStyle *style, const Step *step)
{
    Actor from, to;
    Buffer text = BUFFER_EMPTY;
    style_print(&text, "Flight %d", step->flight);
    if (story_flight(report->timeline, step, &from, &to))
        style_print(&text, ": %s to %s", actor_name(from), actor_name(to));
    text_append(out, "\n");
    append_rule(out, style, text_finish(&text));
    buffer_clear(&text);
}

static void append_fact(Buffer *out, const Report *report, const ReportStyle *style, const TimelineFact *fact, int step)
{
    Buffer line = BUFFER_EMPTY;
    style_repeat(out, " ", STEP_INDENT);
    style_append(out, style, INK_HEADING, fact->bare);
    text_append(out, "  ");
    story_append_size(&line, fact);
    text_append(&line, line.size ? " · known to " : "known to ");
    story_append_knowers(&line, report->timeline, fact, step);
    style_append(out, style, INK_FAINT, text_finish(&line));
    text_append(out, "\n");

    buffer_truncate(&line, 0);
    size_t columns = style->width > FACT_INDENT + 20 ? style->width - FACT_INDENT : 20;
    story_append_value(&line, fact_item(fact->ref.id)->kind, fact->value, 2 * columns);
    style_paragraph(out, style, FACT_INDENT, INK_PLAIN, text_finish(&line));

    buffer_truncate(&line, 0);
    story_append_derivation(&line, &fact->how);
    style_paragraph(out, style, FACT_INDENT, INK_FAINT, text_finish(&line));
    buffer_clear(&line);
}

static void append_side(Buffer *out, const ReportStyle *style, const char *name, ValueKind kind, Bytes value)
{
    if (value.size == 0)
        return;
    Buffer line = BUFFER_EMPTY;
    style_print(&line, "%-9s ", name);
    story_append_value(&line, kind, value, 2 * style->width);
    style_paragraph(out, style, FACT_INDENT, INK_PLAIN, text_finish(&line));
    buffer_clear(&line);
}

static void append_check(Buffer *out, const ReportStyle *style, const Check *check)
{
    Buffer line = BUFFER_EMPTY;
    story_append_verdict(&line, check);
    style_paragraph(out, style, STEP_INDENT, check->passed ? INK_GOOD : INK_BAD, text_finish(&line));
    append_side(out, style, "expected", check->kind, check->expected);
    append_side(out, style, "found", check->kind, check->found);
    buffer_clear(&line);
}

static void append_step_heading(Buffer *out, const ReportStyle *style, const Step *step)
{
    if (ladder_has(step)) {
        ladder_append(out, style, step);
        return;
    }
    style_print(out, "%3d  ", step->number);
    style_append(out, style, ink_of_actor(step->actor), actor_name(step->actor));
    style_print(out, " · %s\n", step->item->title);
}

static void append_step(Buffer *out, const Report *report, const ReportStyle *style, const Step *step)
{
    Buffer sentence = BUFFER_EMPTY;
    append_step_heading(out, style, step);
    timeline_append_sentence(&sentence, report->timeline, step, step->item->text, SENTENCE_VALUE_MAX);
    style_paragraph(out, style, STEP_INDENT, INK_PLAIN, text_finish(&sentence));
    if (step->check)
        append_check(out, style, step->check);
    if (step->item->kind == KIND_ALERT)
        style_paragraph(out, style, STEP_INDENT, step->fatal ? INK_BAD : INK_PLAIN, error_sentence(step->alert));
    for (int i = 0; i < step->fact_count; i++)
        append_fact(out, report, style, &step->facts[i], step->number);
    buffer_clear(&sentence);
}

static void append_steps(Buffer *out, const Report *report, const ReportStyle *style, ReportSteps steps)
{
    const Step *before = NULL;
    for (int i = 1; i <= timeline_step_count(report->timeline); i++) {
        const Step *step = timeline_step(report->timeline, i);
        if (steps == REPORT_STEPS_MESSAGES && !ladder_has(step))
            continue;
        bool new_handshake = before && (before->connection != step->connection || before->handshake != step->handshake);
        if (new_handshake)
            append_handshake_heading(out, report, style, step);
        if (!before || new_handshake || before->flight != step->flight)
            append_flight_heading(out, report, style, step);
        if (steps == REPORT_STEPS_MESSAGES)
            ladder_append(out, style, step);
        else
            append_step(out, report, style, step);
        before = step;
    }
}

static void append_known_row(Buffer *out, const KnownRow *row, bool with_value, bool full_name)
{
    size_t start = out->size;
    text_append(out, full_name ? row->fact->name : row->fact->bare);
    style_pad(out, start, NAME_COLUMNS);
    if (with_value) {
        start = out->size;
        story_append_value(out, fact_item(row->fact->ref.id)->kind, row->fact->value, VALUE_COLUMNS - 2);
        style_pad(out, start, VALUE_COLUMNS);
    }
    style_print(out, " %-7s %-7s %s\n", row->knows[ACTOR_CLIENT] ? "yes" : "-", row->knows[ACTOR_SERVER] ? "yes" : "-",
                row->knows[ACTOR_EAVESDROPPER] ? "yes" : "-");
}

static bool has_several_handshakes(const Timeline *timeline)
{
    for (int i = 0; i < timeline_fact_count(timeline); i++)
        if (timeline_fact_at(timeline, i)->connection > 1 || timeline_fact_at(timeline, i)->handshake > 1)
            return true;
    return false;
}

static void append_known(Buffer *out, const Report *report, const ReportStyle *style)
{
    bool with_value = style->width >= NAME_COLUMNS + VALUE_COLUMNS + 30;
    bool full_names = has_several_handshakes(report->timeline);
    text_append(out, "\n");
    append_rule(out, style, "Who knows what at the end");
    style_print(out, "%*s client  server  eavesdropper\n", NAME_COLUMNS + (with_value ? VALUE_COLUMNS : 0), "");
    int count;
    KnownRow *rows = story_known_rows(&count, report->timeline);
    for (int i = 0; i < count; i++)
        append_known_row(out, &rows[i], with_value, full_names);
    memory_free(rows);
}

void report_text(Buffer *out, const Report *report, ReportSteps steps, const ReportStyle *style)
{
    Buffer line = BUFFER_EMPTY;
    story_append_agreement(&line, report, 1, 1);
    style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
    if (steps == REPORT_STEPS_MESSAGES) {
        text_append(out, "\n");
        ladder_append_heading(out, style);
    }
    append_steps(out, report, style, steps);
    append_known(out, report, style);
    text_append(out, "\n");
    for (int i = 1; i <= timeline_connection_count(report->timeline); i++) {
        buffer_truncate(&line, 0);
        story_append_outcome(&line, report->timeline, i);
        style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
    }
    buffer_clear(&line);
}
