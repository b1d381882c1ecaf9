#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/ladder.h"
#include "report/tell/reason.h"
#include "report/tell/story.h"
#include "report/tell/style.h"
#include "report/tell/title.h"
#include "report/tell/verdict.h"
#include "report/write/documents.h"
#include "report/write/writers.h"

/* Columns, or the most characters of a value. */
enum {
    STEP_INDENT = 5,
    FACT_INDENT = 7,
    LACK_INDENT = 2,
    VALUE_MAX = 140,
    KNOWN_VALUE_MAX = 24,
    SENTENCE_VALUE_MAX = 40,
    NAME_COLUMNS = 38,
    VALUE_COLUMNS = 24,
    KNOWERS_COLUMNS = 29,
    KNOWERS_AND_ATTACKER_COLUMNS = 33,
    KNOWER_COLUMNS = 7,
};

static void append_rule(Buffer *out, const ReportStyle *style, const char *heading)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "── %s ", heading);
    size_t taken = style_columns(buffer_bytes(&line));
    style_repeat(&line, "─", taken < style->width ? style->width - taken : 0);
    style_append(out, style, INK_HEADING, text_finish(&line));
    text_append(out, "\n");
    buffer_clear(&line);
}

static void append_handshake_heading(Buffer *out, const Report *report, const ReportStyle *style, const Step *step)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "Connection %d, handshake %d · ", step->connection, step->handshake);
    story_append_agreement(&line, report, step->connection, step->handshake);
    text_append(out, "\n");
    style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
    buffer_clear(&line);
}

static void append_flight_heading(Buffer *out, const Report *report, const ReportStyle *style, const Step *step)
{
    Actor from, to;
    Buffer text = BUFFER_EMPTY;
    text_print(&text, "Flight %d", step->flight);
    if (story_flight(report->timeline, step, &from, &to))
        text_print(&text, ": %s to %s", actor_name(from), actor_name(to));
    text_append(out, "\n");
    append_rule(out, style, text_finish(&text));
    buffer_clear(&text);
}

/* Hex is broken between bytes, text between words. */
static void append_value_lines(Buffer *out, const ReportStyle *style, ValueKind kind, const char *value)
{
    if (kind == VALUE_TEXT)
        style_paragraph(out, style, FACT_INDENT, INK_PLAIN, value);
    else
        style_block(out, style, FACT_INDENT, INK_PLAIN, value);
}

/* "name = value" where that fits on a line; the value below it otherwise. */
static void append_fact_value(Buffer *out, const ReportStyle *style, const TimelineFact *fact)
{
    ValueKind kind = story_value_kind(fact);
    Buffer value = BUFFER_EMPTY;
    story_append_value(&value, kind, fact->value, VALUE_MAX);
    size_t columns = STEP_INDENT + strlen(fact->bare) + 3 + style_columns(buffer_bytes(&value));
    style_repeat(out, " ", STEP_INDENT);
    style_append(out, style, INK_HEADING, fact->bare);
    if (columns <= style->width) {
        text_print(out, " = %s\n", text_finish(&value));
    } else {
        text_append(out, " =\n");
        append_value_lines(out, style, kind, text_finish(&value));
    }
    buffer_clear(&value);
}

/* A value that somebody had before, as it is: the reader has seen it whole. */
static bool is_known_already(const Timeline *timeline, const TimelineFact *fact, int step)
{
    for (int actor = 0; actor < ACTOR_COUNT && step > 1; actor++) {
        const TimelineFact *before = timeline_known(timeline, (Actor)actor, fact->name, step - 1);
        if (before && bytes_equal(before->value, fact->value))
            return true;
    }
    return false;
}

/* "name = valu…alue · read from the message · known to client, server" */
static void append_known_fact(Buffer *out, const Report *report, const ReportStyle *style, const TimelineFact *fact,
                              int step)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%s = ", fact->bare);
    story_append_value(&line, story_value_kind(fact), fact->value, KNOWN_VALUE_MAX);
    text_append(&line, " · ");
    text_append(&line, derivation_item(fact->how.id)->formula);
    text_append(&line, " · known to ");
    story_append_knowers(&line, report->timeline, fact, step);
    style_paragraph(out, style, STEP_INDENT, INK_PLAIN, text_finish(&line));
    buffer_clear(&line);
}

/* "48 bytes · PRF(…) · known to client" */
static void append_fact(Buffer *out, const Report *report, const ReportStyle *style, const TimelineFact *fact, int step)
{
    if (is_known_already(report->timeline, fact, step)) {
        append_known_fact(out, report, style, fact, step);
        return;
    }
    Buffer line = BUFFER_EMPTY;
    append_fact_value(out, style, fact);
    story_append_size(&line, fact);
    text_append(&line, line.size ? " · " : "");
    size_t before = line.size;
    story_append_derivation(&line, &fact->how);
    text_append(&line, line.size > before ? " · known to " : "known to ");
    story_append_knowers(&line, report->timeline, fact, step);
    style_paragraph(out, style, FACT_INDENT, INK_FAINT, text_finish(&line));
    buffer_clear(&line);
}

/* On a line of its own, however long, so that it can be copied whole. Empties `line`. */
static void append_reproduction(Buffer *out, Buffer *line, size_t indent)
{
    const char *command = text_finish(line);
    style_repeat(out, " ", indent);
    text_print(out, "again with %s:\n", reproduce_needs(command));
    style_repeat(out, " ", indent);
    text_print(out, "%s\n", command);
    buffer_clear(line);
}

static void append_fact_reproduction(Buffer *out, const Report *report, const TimelineFact *fact)
{
    Buffer line = BUFFER_EMPTY;
    if (report->reproduces && reproduce_append(&line, report->timeline, fact))
        append_reproduction(out, &line, FACT_INDENT);
}

static void append_check_reproduction(Buffer *out, const Report *report, const Step *step)
{
    Buffer line = BUFFER_EMPTY;
    if (report->reproduces && reproduce_append_check(&line, report->timeline, step))
        append_reproduction(out, &line, STEP_INDENT);
}

static void append_side(Buffer *out, const ReportStyle *style, const char *name, ValueKind kind, Bytes value)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%-9s ", name);
    story_append_value(&line, kind, value, VALUE_MAX);
    append_value_lines(out, style, kind, text_finish(&line));
    buffer_clear(&line);
}

static void append_check(Buffer *out, const ReportStyle *style, const Check *check, bool values)
{
    Buffer line = BUFFER_EMPTY;
    story_append_verdict(&line, check);
    style_paragraph(out, style, STEP_INDENT, check->passed ? INK_GOOD : INK_BAD, text_finish(&line));
    if (values) {
        append_side(out, style, "expected", check->kind, check->expected);
        append_side(out, style, "found", check->kind, check->found);
    }
    buffer_clear(&line);
}

static void append_step_heading(Buffer *out, const ReportStyle *style, const Step *step)
{
    if (ladder_has(step)) {
        ladder_append(out, style, step);
        return;
    }
    size_t columns =
        STEP_INDENT + strlen(actor_name(step->actor)) + 3 + style_columns(bytes_of_text(step->item->title));
    text_print(out, "%3d  ", step->place);
    style_append(out, style, ink_of_actor(step->actor), actor_name(step->actor));
    if (columns <= style->width) {
        text_print(out, " · %s\n", step->item->title);
        return;
    }
    text_append(out, " ·\n");
    style_paragraph(out, style, STEP_INDENT, INK_PLAIN, step->item->title);
}

/* What lessons call the step, and where the RFC says so. */
static void append_step_name(Buffer *out, const ReportStyle *style, const Step *step)
{
    Buffer line = BUFFER_EMPTY;
    text_print(&line, "%s", step->name);
    if (step->item->source && *step->item->source) {
        text_append(&line, " · ");
        rfc_append_marked(&line, step->item->source);
    }
    style_paragraph(out, style, STEP_INDENT, INK_FAINT, text_finish(&line));
    buffer_clear(&line);
}

static void append_at_depth(Buffer *out, const Report *report, const ReportStyle *style, const Step *step, Depth depth)
{
    Buffer text = BUFFER_EMPTY;
    depth_append(&text, report->timeline, step, depth, SENTENCE_VALUE_MAX);
    style_paragraph(out, style, STEP_INDENT, depth == DEPTH_BYTES ? INK_FAINT : INK_PLAIN, text_finish(&text));
    buffer_clear(&text);
}

void report_text_step(Buffer *out, const Report *report, const Step *step, Depth depth, const ReportStyle *style)
{
    bool values = depth != DEPTH_WHY;
    append_step_name(out, style, step);
    append_at_depth(out, report, style, step, values ? DEPTH_WHAT : DEPTH_WHY);
    if (depth == DEPTH_BYTES && step->message)
        append_at_depth(out, report, style, step, DEPTH_BYTES);
    if (step->check)
        append_check(out, style, step->check, values);
    append_check_reproduction(out, report, step);
    if (step->item->kind == KIND_ALERT)
        style_paragraph(out, style, STEP_INDENT, step->fatal ? INK_BAD : INK_PLAIN, error_sentence(step->alert));
    for (int i = 0; values && i < step->fact_count; i++) {
        append_fact(out, report, style, &step->facts[i], step->number);
        append_fact_reproduction(out, report, &step->facts[i]);
    }
}

void report_text_steps(Buffer *out, const Report *report, Depth depth, const ReportStyle *style)
{
    const Step *step;
    for (int i = 1; (step = timeline_step(report->timeline, i)); i++) {
        append_step_heading(out, style, step);
        report_text_step(out, report, step, depth, style);
    }
}

static bool is_told(const Step *step, ReportSteps steps)
{
    return steps != REPORT_STEPS_MESSAGES || ladder_has(step);
}

static void append_steps(Buffer *out, const Report *report, const ReportStyle *style, ReportSteps steps, Depth depth)
{
    const Step *before = NULL, *step;
    int handshake = 1;
    for (int i = 1; (step = timeline_step(report->timeline, i)); i++) {
        if (!is_told(step, steps))
            continue;
        bool new_handshake = story_begins_handshake(before, handshake, step);
        bool new_flight = !before || new_handshake || before->flight != step->flight;
        if (new_handshake)
            append_handshake_heading(out, report, style, step);
        if (new_flight && steps == REPORT_STEPS_MESSAGES)
            text_append(out, "\n");
        else if (new_flight)
            append_flight_heading(out, report, style, step);
        if (steps == REPORT_STEPS_TITLES)
            title_append(out, style, step);
        else
            append_step_heading(out, style, step);
        if (steps == REPORT_STEPS_ALL)
            report_text_step(out, report, step, depth, style);
        handshake = step->handshake ? step->handshake : handshake;
        before = step;
    }
}

static bool has_several_handshakes(const Timeline *timeline)
{
    for (int i = 0; i < timeline_fact_count(timeline); i++)
        if (timeline_fact_at(timeline, i)->connection > 1 || timeline_fact_at(timeline, i)->handshake > 1)
            return true;
    return false;
}

/* The table's columns; `value` 0 where the terminal is too narrow for values. */
typedef struct KnownColumns {
    bool full_names;
    size_t name, value, knowers;
    int count; /* of those who may know */
} KnownColumns;

static KnownColumns known_columns(const Report *report, const ReportStyle *style)
{
    KnownColumns columns = {has_several_handshakes(report->timeline), NAME_COLUMNS, VALUE_COLUMNS, KNOWERS_COLUMNS,
                            story_knower_count(report->timeline)};
    if (columns.count > ACTOR_ATTACKER)
        columns.knowers = KNOWERS_AND_ATTACKER_COLUMNS;
    if (columns.full_names)
        columns.name += strlen("c1.h1.");
    if (style->width < columns.name + columns.value + columns.knowers)
        columns.value = 0;
    return columns;
}

static void append_known_row(Buffer *out, const KnownRow *row, const KnownColumns *columns)
{
    size_t start = out->size;
    text_append(out, columns->full_names ? row->fact->name : row->fact->bare);
    style_pad(out, start, columns->name);
    if (columns->value) {
        start = out->size;
        story_append_value(out, story_value_kind(row->fact), row->fact->value, columns->value - 2);
        style_pad(out, start, columns->value);
    }
    for (int actor = 0; actor < columns->count; actor++) {
        text_append(out, " ");
        start = out->size;
        text_append(out, story_grasp(row->grasp[actor], "-"));
        if (actor < columns->count - 1)
            style_pad(out, start, KNOWER_COLUMNS);
    }
    text_append(out, "\n");
}

static void append_known(Buffer *out, const Report *report, const ReportStyle *style)
{
    KnownColumns columns = known_columns(report, style);
    text_append(out, "\n");
    append_rule(out, style, "Who knows what at the end");
    style_repeat(out, " ", columns.name + columns.value);
    bool wide = style->width >= columns.name + columns.value + columns.knowers;
    bool attacker = columns.count > ACTOR_ATTACKER;
    text_print(out, " client  server  %s%s\n", wide && !attacker ? actor_name(ACTOR_EAVESDROPPER) : "Eve",
               attacker ? "     attacker" : "");
    int count;
    KnownRow *rows = story_known_rows(&count, report->timeline);
    for (int i = 0; i < count; i++)
        append_known_row(out, &rows[i], &columns);
    Buffer grasps = BUFFER_EMPTY;
    story_append_grasps(&grasps, rows, count);
    if (grasps.size > 0)
        style_paragraph(out, style, 0, INK_FAINT, text_finish(&grasps));
    buffer_clear(&grasps);
    memory_free(rows);
}

typedef struct Telling {
    Buffer *out;
    const ReportStyle *style;
    int told;
} Telling;

static void append_lack(void *context, const char *names, const char *reason)
{
    Telling *telling = context;
    if (telling->told++ == 0) {
        text_append(telling->out, "\n");
        append_rule(telling->out, telling->style, "What the eavesdropper lacks, and why");
    }
    style_paragraph(telling->out, telling->style, 0, INK_HEADING, names);
    style_paragraph(telling->out, telling->style, LACK_INDENT, INK_PLAIN, reason);
}

static void append_lacks(Buffer *out, const Report *report, const ReportStyle *style)
{
    Telling telling = {out, style, 0};
    reason_take_all(report->timeline, append_lack, &telling);
}

/* What the mark behind the number of an RFC means, for each that carries it. */
static void append_documents(Buffer *out, const Report *report, const ReportStyle *style)
{
    RfcSet set = {0};
    for (int i = 1; i <= timeline_step_count(report->timeline); i++)
        documents_add_told(&set, report->timeline, timeline_step(report->timeline, i));
    if (!documents_any_marked(&set))
        return;
    text_append(out, "\n");
    append_rule(out, style, "RFCs with the mark " RFC_MARK);
    for (int i = 0; i < RFC_COUNT; i++) {
        Buffer line = BUFFER_EMPTY;
        if (!set.cited[i] || !rfc_is_marked(rfc_at(i)))
            continue;
        documents_append_line(&line, rfc_at(i));
        style_paragraph(out, style, 0, INK_PLAIN, text_finish(&line));
        buffer_clear(&line);
    }
}

static void append_endings(Buffer *out, const Report *report, const ReportStyle *style)
{
    int told = 0;
    for (int i = 1; i <= timeline_connection_count(report->timeline); i++) {
        Buffer line = BUFFER_EMPTY;
        if (i == report->told_apart)
            continue;
        text_append(out, told++ ? "" : "\n");
        verdict_append_ending(&line, report, i);
        style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
        buffer_clear(&line);
    }
}

void report_text(Buffer *out, const Report *report, ReportSteps steps, Depth depth, const ReportStyle *style)
{
    Buffer line = BUFFER_EMPTY;
    story_append_agreement(&line, report, 1, 1);
    style_paragraph(out, style, 0, INK_HEADING, text_finish(&line));
    if (steps == REPORT_STEPS_MESSAGES) {
        text_append(out, "\n");
        ladder_append_heading(out, style);
    }
    append_steps(out, report, style, steps, depth);
    if (steps == REPORT_STEPS_ALL) {
        append_known(out, report, style);
        append_lacks(out, report, style);
        append_documents(out, report, style);
    }
    buffer_clear(&line);
    append_endings(out, report, style);
}
