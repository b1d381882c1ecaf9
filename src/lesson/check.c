#include "lesson/check.h"

#include <stdio.h>

#include "lesson/fill.h"
#include "lesson/layout.h"
#include "lesson/names.h"
#include "sim/run/simulation.h"
#include "sim/timeline/outcome.h"

enum { CHECK_WIDTH = 80 };

static void tell(LessonCheck *check, const char *path, int line, const char *what, const Diagnostic *failure)
{
    char text[700];
    snprintf(text, sizeof text, "%s:%d: %s", path, line, what);
    if (failure->text[0])
        check->failed++;
    else
        check->passed++;
    check->tell(check->context, text, failure->text[0] ? failure->text : NULL);
}

/* Where the check has come to in a lesson. */
typedef struct Place {
    int step;     /* that the text belongs to */
    int earliest; /* step that the page may name next */
} Place;

static void check_at(LessonCheck *check, const Lesson *lesson, const LessonItem *item, const Timeline *timeline,
                     Place *place)
{
    Diagnostic failure = {""};
    const Step *found = timeline_find_step(timeline, item->step);
    if (!found) {
        const char *near = names_nearest_step(timeline, item->step);
        diagnostic_set(&failure, "%s:%d: step '%s' never comes%s%s%s (tlsteps run tells the names)", lesson->path,
                       item->line, item->step, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    } else if (found->number < place->earliest) {
        diagnostic_set(&failure, "%s:%d: step '%s' lies before the one that the page has come to", lesson->path,
                       item->line, item->step);
    } else {
        *place = (Place){found->number, found->number};
    }
    tell(check, lesson->path, item->line, item->step, &failure);
}

static void tell_placeholders(LessonCheck *check, const Lesson *lesson, int line, const Diagnostic *problem)
{
    Diagnostic failure = {""};
    diagnostic_set(&failure, "%s:%d: %s", lesson->path, line, problem->text);
    tell(check, lesson->path, line, "placeholders", &failure);
}

/* Text is laid out as a reader would see it; only what cannot be filled in is told. */
static void check_text(LessonCheck *check, const Lesson *lesson, const LessonItem *item, const Timeline *timeline,
                       int step)
{
    TextLayout layout = TEXT_LAYOUT_EMPTY;
    Diagnostic problem = {""};
    if (!text_layout_block(&layout, item->node, timeline, step, CHECK_WIDTH, &problem))
        tell_placeholders(check, lesson, item->line, &problem);
    text_layout_clear(&layout);
}

static void check_question(LessonCheck *check, const Lesson *lesson, const LessonItem *item, const Timeline *timeline,
                           int step)
{
    const Question *question = item->question;
    Diagnostic problem = {""};
    Buffer filled = BUFFER_EMPTY;
    bool ok = fill_text(&filled, bytes_of_text(question->text), timeline, step, FILL_LIMIT, &problem);
    for (int i = 0; i < question->answer_count && ok; i++)
        ok = fill_text(&filled, bytes_of_text(question->answers[i].text), timeline, step, FILL_LIMIT, &problem) &&
             fill_text(&filled, bytes_of_text(question->answers[i].explanation), timeline, step, FILL_LIMIT, &problem);
    if (!ok)
        tell_placeholders(check, lesson, item->line, &problem);
    buffer_clear(&filled);
}

static void check_claims(LessonCheck *check, const Lesson *lesson, const LessonItem *item, const Timeline *timeline)
{
    for (int i = 0; i < item->claim_count; i++) {
        Diagnostic failure = {""};
        if (claim_holds(&item->claims[i], timeline, lesson->path, &failure))
            failure.text[0] = '\0';
        tell(check, lesson->path, item->claims[i].line, item->claims[i].text, &failure);
    }
}

static void check_items(LessonCheck *check, const Lesson *lesson, const Timeline *timeline)
{
    Place place = {1, 1};
    for (int i = 0; i < lesson->item_count; i++) {
        const LessonItem *item = &lesson->items[i];
        if (item->begins_page)
            place.earliest = 1;
        if (item->kind == LESSON_AT)
            check_at(check, lesson, item, timeline, &place);
        else if (item->kind == LESSON_TEXT)
            check_text(check, lesson, item, timeline, place.step);
        else if (item->kind == LESSON_PREDICT)
            check_question(check, lesson, item, timeline, place.step);
        else if (item->kind == LESSON_CLAIM)
            check_claims(check, lesson, item, timeline);
    }
}

static bool outcome_claimed(const Lesson *lesson, const Timeline *timeline)
{
    Diagnostic failure = {""};
    for (int i = 0; i < lesson->item_count; i++)
        for (int j = 0; j < lesson->items[i].claim_count; j++) {
            const Claim *claim = &lesson->items[i].claims[j];
            if (claim_is_outcome(claim) && claim_holds(claim, timeline, lesson->path, &failure))
                return true;
        }
    return false;
}

static void count_only(void *context, const char *what, const char *failure)
{
    (void)context;
    (void)what;
    (void)failure;
}

static bool has_failures(const Lesson *lesson, const Timeline *timeline)
{
    LessonCheck counting = {.tell = count_only};
    check_items(&counting, lesson, timeline);
    return counting.failed > 0;
}

/* A run that failed, although no claim says so, is why other things fail: it is told before them. */
static void check_outcome(LessonCheck *check, const Lesson *lesson, const Timeline *timeline)
{
    const Outcome *outcome = timeline_outcome(timeline, timeline_connection_count(timeline));
    if (!outcome || outcome_is_well(outcome) || outcome_claimed(lesson, timeline) || !has_failures(lesson, timeline))
        return;
    Diagnostic failure = {""};
    const AlertOutcome *alert = outcome_fatal_alert(outcome);
    const char *by = outcome->caught_by ? ", caught by " : "",
               *catcher = outcome->caught_by ? outcome_caught_by(outcome) : "";
    if (alert)
        diagnostic_set(&failure, "%s:%d: the run of this lesson: %s, sent by the %s%s%s", lesson->path,
                       lesson->scenario_line, error_name(alert->alert), actor_name(alert->from), by, catcher);
    else
        diagnostic_set(&failure, "%s:%d: the run of this lesson: client %s, server %s%s%s", lesson->path,
                       lesson->scenario_line, ending_name(outcome->client), ending_name(outcome->server), by, catcher);
    tell(check, lesson->path, lesson->scenario_line, "the run of this lesson", &failure);
}

/* What says nothing of a run cannot be wrong, and would pass as if it had been verified. */
static void check_substance(LessonCheck *check, const Lesson *lesson)
{
    Diagnostic failure = {""};
    const char *key, *value;
    bool executes = scenario_setting_at(lesson->scenario, 0, &key, &value);
    for (int i = 0; i < lesson->item_count && !executes; i++)
        executes = lesson->items[i].kind != LESSON_TEXT;
    if (executes)
        return;
    diagnostic_set(&failure,
                   "%s:1: this is no lesson: it has none of the blocks scenario, at, predict and claim, and so nothing "
                   "that can be verified",
                   lesson->path);
    tell(check, lesson->path, 1, "blocks", &failure);
}

static void check_run(LessonCheck *check, const Lesson *lesson)
{
    Diagnostic failure = {""};
    Simulation *simulation = simulation_new(lesson->scenario, &failure);
    if (simulation) {
        simulation_run(simulation);
        check_outcome(check, lesson, simulation_timeline(simulation));
        check_items(check, lesson, simulation_timeline(simulation));
    } else {
        tell(check, lesson->path, lesson->scenario_line, "the run of this lesson", &failure);
    }
    simulation_free(simulation);
}

typedef struct Reading {
    LessonCheck *check;
    const char *path;
} Reading;

static void tell_fault(void *context, const Diagnostic *fault)
{
    Reading *reading = context;
    tell(reading->check, reading->path, 1, "the lesson can be read", fault);
}

void lesson_check(LessonCheck *check, const char *path)
{
    Lesson *lesson = lesson_load_telling(path, tell_fault, &(Reading){check, path});
    if (lesson) {
        check_substance(check, lesson);
        check_run(check, lesson);
    }
    lesson_free(lesson);
}
