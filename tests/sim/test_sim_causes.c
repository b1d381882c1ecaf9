/* The table of causes and alerts, causes.def: every row is run, and has to end as the row says. */
#include "run.h"

typedef struct Cause {
    const char *what, *scenario, *client, *server, *alert, *caught_by, *source;
} Cause;

static const Cause causes[] = {
#define CAUSE(what, scenario, client, server, alert, caught_by, source)                                                \
    {what, scenario, client, server, alert, caught_by, source},
#include "causes.def"
#undef CAUSE
};

/* The first fatal alert, or else the first warning that says more than goodbye; NULL where there is none. */
static const AlertOutcome *telling_alert(const Outcome *outcome)
{
    const AlertOutcome *warning = NULL;
    for (int i = 0; i < outcome->alert_count; i++) {
        const AlertOutcome *alert = &outcome->alerts[i];
        if (alert->alert == ERROR_NONE)
            continue;
        if (alert->fatal)
            return alert;
        warning = warning ? warning : alert;
    }
    return warning;
}

static const char *alert_text(Buffer *out, const Outcome *outcome)
{
    const AlertOutcome *alert = telling_alert(outcome);
    if (!alert)
        return NULL;
    text_append(out, actor_name(alert->from));
    text_append(out, alert->fatal ? ": " : ": warning ");
    text_append(out, error_name(alert->alert));
    return text_finish(out);
}

static const char *or_none(const char *text)
{
    return text ? text : "(none)";
}

static void compare(const Cause *cause, const char *what, const char *found, const char *expected)
{
    if (strcmp(or_none(found), or_none(expected)) != 0)
        fail_msg("%s (%s): %s is %s, not %s", cause->what, cause->scenario, what, or_none(found), or_none(expected));
}

/* A message or a certificate that cannot be read is told with the field and the rule. */
static void compare_form(const Cause *cause, const Timeline *timeline)
{
    const Step *step;
    for (int i = 1; (step = timeline_step(timeline, i)); i++) {
        bool form = step->check && (step->event == EVENT_CHECK_FORM || step->event == EVENT_CHECK_CERTIFICATE_FORM ||
                                    step->event == EVENT_CHECK_STATUS_FORM);
        if (form && (step->check->expected.size == 0 || step->check->found.size == 0))
            fail_msg("%s (%s): %s does not say what was expected and found", cause->what, cause->scenario, step->name);
    }
}

static void run_cause(const Cause *cause)
{
    Buffer scenario = BUFFER_EMPTY, alert = BUFFER_EMPTY;
    text_append(&scenario, "seed: causes\n");
    text_append(&scenario, cause->scenario);
    Simulation *run = run_of(text_finish(&scenario));
    const Timeline *timeline = simulation_timeline(run);
    const Outcome *outcome = timeline_outcome(timeline, timeline_connection_count(timeline));
    compare(cause, "what was not done", outcome->undone, NULL);
    compare(cause, "the client", ending_name(outcome->client), cause->client);
    compare(cause, "the server", ending_name(outcome->server), cause->server);
    compare(cause, "the alert", alert_text(&alert, outcome), cause->alert);
    compare(cause, "what caught it", outcome_caught_by(outcome), cause->caught_by);
    compare_form(cause, timeline);
    simulation_free(run);
    buffer_clear(&scenario);
    buffer_clear(&alert);
}

static void every_cause_ends_as_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(causes); i++)
        run_cause(&causes[i]);
    print_message("%zu causes\n", COUNT_OF(causes));
}

/* Each row stands for a section of an RFC, or for a choice, and no row stands twice. */
static void every_row_has_its_source_and_stands_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(causes); i++) {
        const char *source = causes[i].source;
        if (strncmp(source, "RFC ", 4) != 0 && strncmp(source, "our choice", 10) != 0 &&
            strcmp(source, "nobody says anything") != 0)
            fail_msg("%s: its source is '%s'", causes[i].what, source);
        for (size_t j = 0; j < i; j++)
            if (strcmp(causes[i].scenario, causes[j].scenario) == 0)
                fail_msg("%s and %s have the same scenario", causes[i].what, causes[j].what);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cause_ends_as_the_table_says),
        cmocka_unit_test(every_row_has_its_source_and_stands_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
