#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/depth.h"
#include "report/tell/ladder.h"
#include "report/tell/reason.h"
#include "report/tell/story.h"
#include "report/tell/style.h"
#include "report/tell/verdict.h"
#include "report/write/documents.h"
#include "report/write/writers.h"

enum { SENTENCE_VALUE_MAX = 40, TABLE_VALUE_MAX = 64 };

/* Text inside a table or paragraph: what Markdown would take for markup is escaped. */
static void append_escaped(Buffer *out, const char *text)
{
    Buffer harmless = BUFFER_EMPTY;
    style_append_harmless(&harmless, bytes_of_text(text));
    for (const char *c = text_finish(&harmless); *c; c++) {
        if (strchr("|*_<[&`\\", *c))
            text_append(out, "\\");
        buffer_append(out, bytes_of(c, 1));
    }
    buffer_clear(&harmless);
}

static void append_marked(Buffer *out, const char *text)
{
    Buffer marked = BUFFER_EMPTY;
    rfc_append_marked(&marked, text);
    append_escaped(out, text_finish(&marked));
    buffer_clear(&marked);
}

static void append_value_code(Buffer *out, ValueKind kind, Bytes value)
{
    Buffer text = BUFFER_EMPTY;
    story_append_value(&text, kind, value, TABLE_VALUE_MAX);
    text_finish(&text);
    /* Within a code span only the table's bar and the span's own mark matter. */
    text_append(out, "`");
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] == '|' || text.data[i] == '`')
            text_print(out, "\\x%02x", text.data[i]);
        else
            buffer_append(out, bytes_slice(buffer_bytes(&text), i, 1));
    text_append(out, "`");
    buffer_clear(&text);
}

static void append_fact_row(Buffer *out, const Report *report, const TimelineFact *fact, int step)
{
    Buffer how = BUFFER_EMPTY;
    text_print(out, "| `%s` | ", fact->bare);
    append_value_code(out, story_value_kind(fact), fact->value);
    text_append(out, " | ");
    story_append_knowers(out, report->timeline, fact, step);
    text_append(out, " | ");
    story_append_derivation(&how, &fact->how);
    append_escaped(out, text_finish(&how));
    text_append(out, " |\n");
    buffer_clear(&how);
}

/* `what` again, by a line for sh. */
static void append_reproduction(Buffer *out, const char *what, const char *line)
{
    text_print(out, "%s again, with %s:\n\n```sh\n%s\n```\n\n", what, reproduce_needs(line), line);
}

static void append_check_reproduction(Buffer *out, const Report *report, const Step *step)
{
    Buffer line = BUFFER_EMPTY;
    if (report->reproduces && reproduce_append_check(&line, report->timeline, step))
        append_reproduction(out, "The check", text_finish(&line));
    buffer_clear(&line);
}

/* A table's cell has no room for them. */
static void append_reproductions(Buffer *out, const Report *report, const Step *step)
{
    for (int i = 0; i < step->fact_count; i++) {
        Buffer line = BUFFER_EMPTY, name = BUFFER_EMPTY;
        text_print(&name, "`%s`", step->facts[i].bare);
        if (reproduce_append(&line, report->timeline, &step->facts[i]))
            append_reproduction(out, text_finish(&name), text_finish(&line));
        buffer_clear(&line);
        buffer_clear(&name);
    }
}

static void append_facts(Buffer *out, const Report *report, const Step *step)
{
    if (step->fact_count == 0)
        return;
    text_append(out, "| fact | value | known to | how |\n| --- | --- | --- | --- |\n");
    for (int i = 0; i < step->fact_count; i++)
        append_fact_row(out, report, &step->facts[i], step->number);
    text_append(out, "\n");
    if (report->reproduces)
        append_reproductions(out, report, step);
}

static void append_check(Buffer *out, const Check *check)
{
    Buffer verdict = BUFFER_EMPTY;
    story_append_verdict(&verdict, check);
    text_append(out, "**Check ");
    append_escaped(out, text_finish(&verdict));
    text_append(out, "**\n\n");
    buffer_clear(&verdict);
    text_append(out, "- expected ");
    append_value_code(out, check->kind, check->expected);
    text_append(out, "\n- found ");
    append_value_code(out, check->kind, check->found);
    text_append(out, "\n\n");
}

static void append_message(Buffer *out, const StepMessage *message)
{
    text_append(out, "**");
    story_append_message_name(out, message->type);
    text_print(out, "**, %s → %s, %zu byte%s", actor_name(message->from), actor_name(message->to),
               message->view.bytes.size, message->view.bytes.size == 1 ? "" : "s");
    text_print(out, "%s%s.\n\n", message->view.encrypted ? ", encrypted" : "",
               message->differs ? ", altered on the way" : "");
}

static void append_step(Buffer *out, const Report *report, const Step *step)
{
    Buffer sentence = BUFFER_EMPTY;
    text_print(out, "### %d. %s: ", step->place, actor_name(step->actor));
    append_escaped(out, step->item->title);
    text_print(out, "\n\n`%s`", step->name);
    if (step->item->source && *step->item->source) {
        text_append(out, " · ");
        append_marked(out, step->item->source);
    }
    text_append(out, "\n\n");
    if (ladder_has(step))
        append_message(out, step->message);
    text_append(out, "> ");
    append_marked(out, step->item->why);
    text_append(out, "\n\n");
    depth_append(&sentence, report->timeline, step, DEPTH_WHAT, SENTENCE_VALUE_MAX);
    append_escaped(out, text_finish(&sentence));
    text_append(out, "\n\n");
    buffer_clear(&sentence);
    if (step->check)
        append_check(out, step->check);
    append_check_reproduction(out, report, step);
    if (step->item->kind == KIND_ALERT)
        text_print(out, "%s alert `%s`: %s\n\n", step->fatal ? "Fatal" : "Warning", error_name(step->alert),
                   error_sentence(step->alert));
    append_facts(out, report, step);
}

static void append_flight_heading(Buffer *out, const Report *report, const Step *step, int handshake)
{
    Actor from, to;
    text_print(out, "## Connection %d, handshake %d, flight %d", step->connection, handshake, step->flight);
    if (story_flight(report->timeline, step, &from, &to))
        text_print(out, ": %s → %s", actor_name(from), actor_name(to));
    text_append(out, "\n\n");
}

static void append_known(Buffer *out, const Report *report)
{
    int count;
    KnownRow *rows = story_known_rows(&count, report->timeline);
    int knowers = story_knower_count(report->timeline);
    text_append(out, "## Who knows what at the end\n\n| fact | value");
    for (int actor = 0; actor < knowers; actor++)
        text_print(out, " | %s", actor_name((Actor)actor));
    text_append(out, " |\n| --- | ---");
    style_repeat(out, " | ---", (size_t)knowers);
    text_append(out, " |\n");
    for (int i = 0; i < count; i++) {
        text_print(out, "| `%s` | ", rows[i].fact->name);
        append_value_code(out, story_value_kind(rows[i].fact), rows[i].fact->value);
        for (int actor = 0; actor < knowers; actor++)
            text_print(out, " | %s", story_grasp(rows[i].grasp[actor], "–"));
        text_append(out, " |\n");
    }
    text_append(out, "\n");
    size_t before = out->size;
    story_append_grasps(out, rows, count);
    text_append(out, out->size > before ? "\n\n" : "");
    memory_free(rows);
}

typedef struct Telling {
    Buffer *out;
    int told;
} Telling;

static void append_lack(void *context, const char *names, const char *reason)
{
    Telling *telling = context;
    Buffer *out = telling->out;
    if (telling->told++ == 0)
        text_append(out, "## What the eavesdropper lacks, and why\n\n| lacks | why |\n| --- | --- |\n");
    text_append(out, "| ");
    append_escaped(out, names);
    text_append(out, " | ");
    append_escaped(out, reason);
    text_append(out, " |\n");
}

static void append_lacks(Buffer *out, const Report *report)
{
    Telling telling = {out, 0};
    reason_take_all(report->timeline, append_lack, &telling);
    text_append(out, telling.told ? "\n" : "");
}

static bool is_told(const Step *step, ReportSteps steps)
{
    return steps != REPORT_STEPS_MESSAGES || ladder_has(step);
}

/* What the mark behind the number of an RFC means, for each that carries it. */
static void append_documents(Buffer *out, const Report *report, ReportSteps steps)
{
    RfcSet set = {0};
    for (int i = 1; i <= timeline_step_count(report->timeline); i++) {
        const Step *step = timeline_step(report->timeline, i);
        if (is_told(step, steps))
            documents_add_told(&set, report->timeline, step);
    }
    if (!documents_any_marked(&set))
        return;
    text_append(out, "## RFCs with the mark \\" RFC_MARK "\n");
    for (int i = 0; i < RFC_COUNT; i++) {
        Buffer line = BUFFER_EMPTY;
        if (!set.cited[i] || !rfc_is_marked(rfc_at(i)))
            continue;
        documents_append_line(&line, rfc_at(i));
        text_append(out, "\n- ");
        append_escaped(out, text_finish(&line));
        buffer_clear(&line);
    }
    text_append(out, "\n\n");
}

static void append_outcomes(Buffer *out, const Report *report)
{
    text_append(out, "## Outcome\n");
    for (int i = 1; i <= timeline_connection_count(report->timeline); i++) {
        Buffer line = BUFFER_EMPTY;
        verdict_append_ending(&line, report, i);
        text_append(out, "\n- ");
        append_escaped(out, text_finish(&line));
        buffer_clear(&line);
    }
    text_append(out, "\n");
}

void report_markdown(Buffer *out, const Report *report, ReportSteps steps)
{
    Buffer agreement = BUFFER_EMPTY;
    story_append_agreement(&agreement, report, 1, 1);
    text_append(out, "# ");
    append_escaped(out, text_finish(&agreement));
    text_append(out, "\n\n");
    buffer_clear(&agreement);

    const Step *before = NULL;
    int handshake = 1;
    for (int i = 1; i <= timeline_step_count(report->timeline); i++) {
        const Step *step = timeline_step(report->timeline, i);
        if (!is_told(step, steps))
            continue;
        bool begins = story_begins_handshake(before, handshake, step);
        handshake = step->handshake ? step->handshake : handshake;
        if (!before || begins || before->flight != step->flight)
            append_flight_heading(out, report, step, handshake);
        append_step(out, report, step);
        before = step;
    }
    append_known(out, report);
    append_lacks(out, report);
    append_documents(out, report, steps);
    append_outcomes(out, report);
}
