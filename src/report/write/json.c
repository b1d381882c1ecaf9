#include <assert.h>
#include <jansson.h>
#include <string.h>

#include "base/text.h"
#include "report/replay/replay.h"
#include "report/tell/ladder.h"
#include "report/tell/story.h"
#include "report/write/json_parts.h"
#include "report/write/writers.h"
#include "sim/timeline/outcome.h"

static json_t *new_scenario(const Scenario *scenario)
{
    json_t *object = json_object();
    const char *key, *value;
    for (int i = 0; scenario_setting_at(scenario, i, &key, &value); i++)
        json_object_set_new(object, key, json_new_name(value));
    return object;
}

static json_t *new_steps(const Report *report, ReportSteps steps)
{
    json_t *array = json_array();
    for (int i = 1; i <= timeline_step_count(report->timeline); i++) {
        const Step *step = timeline_step(report->timeline, i);
        if (steps != REPORT_STEPS_MESSAGES || ladder_has(step))
            json_array_append_new(array, json_new_step(step, report->timeline));
    }
    return array;
}

/* Later values replace earlier ones, so that what stays is what is known at the end. */
static json_t *new_known(const Timeline *timeline, Actor actor)
{
    json_t *object = json_object();
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->actor != actor)
            continue;
        json_t *value = json_new_fact_value(fact);
        json_object_set(object, fact->name, value);
        json_object_set_new(object, fact->bare, value);
    }
    return object;
}

static json_t *new_knowledge(const Timeline *timeline)
{
    json_t *object = json_object();
    for (int actor = ACTOR_CLIENT; actor <= ACTOR_ATTACKER; actor++) {
        json_t *known = new_known(timeline, (Actor)actor);
        if (actor != ACTOR_ATTACKER || json_object_size(known) > 0)
            json_object_set(object, actor_name((Actor)actor), known);
        json_decref(known);
    }
    return object;
}

static json_t *new_connection_outcome(const Outcome *outcome)
{
    json_t *object = json_object(), *alerts = json_array();
    for (int i = 0; i < outcome->alert_count; i++) {
        json_t *alert = json_object();
        json_object_set_new(alert, "from", json_new_name(actor_name(outcome->alerts[i].from)));
        json_object_set_new(alert, "level", json_new_name(outcome->alerts[i].fatal ? "fatal" : "warning"));
        json_object_set_new(alert, "name", json_new_name(error_name(outcome->alerts[i].alert)));
        json_array_append_new(alerts, alert);
    }
    json_object_set_new(object, "connected", json_boolean(outcome_is_well(outcome)));
    json_object_set_new(object, "client", json_new_name(ending_name(outcome->client)));
    json_object_set_new(object, "server", json_new_name(ending_name(outcome->server)));
    json_object_set_new(object, "alerts", alerts);
    json_object_set_new(object, "caught_by", json_new_name(outcome_caught_by(outcome)));
    json_object_set_new(object, "undone", json_new_name(outcome->undone));
    return object;
}

static json_t *new_last_outcome(const Outcome *outcome)
{
    json_t *object = json_object();
    const AlertOutcome *fatal = outcome_fatal_alert(outcome);
    json_object_set_new(object, "connected", json_boolean(outcome_is_well(outcome)));
    json_object_set_new(object, "client", json_new_name(ending_name(outcome->client)));
    json_object_set_new(object, "server", json_new_name(ending_name(outcome->server)));
    json_object_set_new(object, "alert", json_new_name(fatal ? error_name(fatal->alert) : NULL));
    json_object_set_new(object, "caught_by", json_new_name(outcome_caught_by(outcome)));
    return object;
}

static void set_outcomes(json_t *object, const Timeline *timeline)
{
    json_t *outcomes = json_object(), *last = NULL;
    for (int i = 1; i <= timeline_connection_count(timeline); i++) {
        const Outcome *outcome = timeline_outcome(timeline, i);
        if (!outcome)
            continue;
        Buffer key = BUFFER_EMPTY;
        text_print(&key, "c%d", i);
        json_object_set_new(outcomes, text_finish(&key), new_connection_outcome(outcome));
        buffer_clear(&key);
        json_decref(last);
        last = new_last_outcome(outcome);
    }
    json_object_set_new(object, "outcomes", outcomes);
    json_object_set_new(object, "outcome", last ? last : json_null());
}

static json_t *new_run(const Report *report, ReportSteps steps, const char *version)
{
    json_t *object = json_object();
    json_object_set_new(object, "tlsteps", json_new_name(version));
    json_object_set_new(object, "scenario", new_scenario(report->scenario));
    json_object_set_new(object, "steps", new_steps(report, steps));
    json_object_set_new(object, "documents", json_new_documents(json_object_get(object, "steps")));
    json_object_set_new(object, "known", new_knowledge(report->timeline));
    json_object_set_new(object, "lacks", json_new_lacks(report->timeline));
    set_outcomes(object, report->timeline);
    return object;
}

void report_json(Buffer *out, const Report *report, ReportSteps steps, const char *version)
{
    json_t *object = new_run(report, steps, version);
    json_append_dump(out, object);
    json_decref(object);
}

/* What the rows are of. */
static json_t *new_working(const Step *step, const StepWorking *working)
{
    json_t *object = json_object();
    json_object_set_new(object, "step", json_integer(step->place));
    json_object_set_new(object, "name", json_new_name(step->name));
    json_object_set_new(object, "fact", json_new_name(working->fact ? working->fact->name : NULL));
    json_object_set_new(object, "record", working->record >= 0 ? json_integer(working->record) : json_null());
    json_object_set_new(object, "agrees", json_boolean(working->agrees));
    return object;
}

/* Each on a line of its own. */
static bool write_workings(ReportSink *sink, void *context, const Step *step, const StepWorkings *workings,
                           const RowsShown *shown, bool *first)
{
    bool written = true;
    for (int i = 0; written && i < workings->count; i++) {
        const StepWorking *working = &workings->items[i];
        written = (*first || sink(context, bytes_of_text(",\n"))) &&
                  rows_write_json(sink, context, working->worked, shown, new_working(step, working));
        *first = false;
    }
    return written;
}

/* Rows are written while they are made, which no tree of values can: so the run's object is opened again at its end. */
static const char object_end[] = "\n}\n";

static void open_again(Buffer *text)
{
    size_t size = strlen(object_end);
    assert(text->size >= size && memcmp(text->data + text->size - size, object_end, size) == 0);
    buffer_truncate(text, text->size - size);
}

bool report_json_with_rows(ReportSink *sink, void *context, const Report *report, ReportSteps steps,
                           const char *version, const RowsShown *shown)
{
    Buffer text = BUFFER_EMPTY;
    bool first = true;
    report_json(&text, report, steps, version);
    open_again(&text);
    text_append(&text, ",\n \"workings\": [\n");
    bool written = sink(context, buffer_bytes(&text));
    buffer_clear(&text);
    for (int i = 1; written && i <= timeline_step_count(report->timeline); i++) {
        const Step *step = timeline_step(report->timeline, i);
        StepWorkings workings;
        replay_step(&workings, report->timeline, step);
        if (steps != REPORT_STEPS_MESSAGES || ladder_has(step))
            written = write_workings(sink, context, step, &workings, shown, &first);
        step_workings_clear(&workings);
    }
    return written && sink(context, bytes_of_text("]")) && sink(context, bytes_of_text(object_end));
}
