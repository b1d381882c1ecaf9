/* tlsteps run: a scenario run from start to end, and told. */
#include "commands/front/arguments.h"
#include "commands/front/expectation.h"
#include "commands/front/export.h"
#include "commands/front/output.h"
#include "report/compare/compare.h"
#include "report/replay/replay.h"
#include "sim/run/simulation.h"

typedef struct RunOptions {
    Scenario *scenario;
    Export export;
    Expectation expected;
    const char *other; /* file of the scenario to compare with; NULL: nothing is compared */
} RunOptions;

static bool take_scenario(void *options, const char *value, Diagnostic *diagnostic)
{
    return option_read_scenario(((RunOptions *)options)->scenario, value, diagnostic);
}

/* What is told as text does not say how a connection ended where standard error is going to. */
static int write_all(const Command *command, const Report *run, const RunOptions *options)
{
    Diagnostic diagnostic = {""};
    Report report = *run;
    const char *seed = scenario_get(report.scenario, SCENARIO_SEED, ACTOR_CLIENT, 1, 1), *wanted;
    report.told_apart = expectation_missed(&options->expected, report.timeline, &wanted);
    if (export_write(&options->export, &report, seed, &diagnostic))
        return STATUS_EXPECTED;
    return command_fail(command, &diagnostic, STATUS_OUTPUT);
}

/* The same scenario, but for what the file says, is run too and stands on the left. */
static int write_comparison(const Command *command, const Simulation *simulation, const char *path)
{
    Diagnostic diagnostic = {""};
    Scenario *scenario = scenario_copy(simulation_scenario(simulation));
    Simulation *other =
        option_read_scenario(scenario, path, &diagnostic) ? simulation_new(scenario, &diagnostic) : NULL;
    scenario_free(scenario);
    if (!other)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    simulation_run(other);
    Comparison comparison;
    Buffer out = BUFFER_EMPTY;
    ReportStyle style = output_style();
    compare_timelines(&comparison, simulation_timeline(other), simulation_timeline(simulation));
    report_comparison(&out, &comparison, simulation_scenario(other), simulation_scenario(simulation), &style);
    int status = output_print(buffer_bytes(&out));
    buffer_clear(&out);
    comparison_clear(&comparison);
    simulation_free(other);
    return status;
}

/* Whether every worked example comes to what the peers came to. */
static int judge_workings(const Command *command, const Timeline *timeline)
{
    int status = STATUS_EXPECTED;
    const Step *step;
    for (int i = 1; (step = timeline_step(timeline, i)); i++) {
        StepWorkings workings;
        replay_step(&workings, timeline, step);
        for (int w = 0; w < workings.count; w++) {
            const TimelineFact *fact = workings.items[w].fact;
            Diagnostic diagnostic = {""};
            if (workings.items[w].agrees)
                continue;
            diagnostic_set(&diagnostic, "step %d, %s: the worked example comes to another value than the %s did",
                           step->place, fact ? fact->bare : step->item->what, actor_name(step->actor));
            status = command_fail(command, &diagnostic, STATUS_UNEXPECTED);
        }
        step_workings_clear(&workings);
    }
    return status;
}

static int run_scenario(const Command *command, const RunOptions *options)
{
    Diagnostic diagnostic = {""};
    Simulation *simulation = simulation_new(options->scenario, &diagnostic);
    if (!simulation)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    const char *warning;
    for (int i = 0; (warning = simulation_warning(simulation, i)); i++)
        command_warn(command, warning);
    simulation_run(simulation);
    Report report = {.timeline = simulation_timeline(simulation), .scenario = simulation_scenario(simulation)};
    int status = options->other ? write_comparison(command, simulation, options->other) : STATUS_EXPECTED;
    if (status == STATUS_EXPECTED)
        status = write_all(command, &report, options);
    if (status == STATUS_EXPECTED)
        status = expectation_judge(command, &options->expected, &report);
    if (status == STATUS_EXPECTED && options->export.rows)
        status = judge_workings(command, report.timeline);
    simulation_free(simulation);
    return status;
}

/* A comparison stands instead of the report; captures and key logs are written all the same. */
static bool options_agree(const Command *command, RunOptions *options, int *status)
{
    Diagnostic diagnostic = {""};
    options->export.prints = options->export.prints && !options->other;
    if (options->other && options->export.format != EXPORT_TEXT)
        diagnostic_set(&diagnostic, "--compare-with: is told as text; leave --format away");
    else if (export_agrees(&options->export, &diagnostic))
        return true;
    *status = command_fail(command, &diagnostic, STATUS_USAGE);
    return false;
}

static int run(const Command *command, char **arguments)
{
    RunOptions options = {.scenario = scenario_new(), .expected = expectation_connected};
    int status;
    export_init(&options.export, true);
    if (arguments_read(command, arguments, &options, &status) && options_agree(command, &options, &status))
        status = run_scenario(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option run_options[] = {
    OPTIONS_EXPORT(RunOptions, export),
    OPTIONS_ROWS(RunOptions, export),
    OPTION_CAPTURE_AT(RunOptions, export),
    OPTION_TEXT(RunOptions, other, "compare-with", "FILE",
                "run also what is otherwise in this scenario file, and tell what differs and what follows from it"),
    OPTION_EXPECT(RunOptions, expected),
    OPTION_SCENARIO(RunOptions, scenario),
    {.name = NULL},
};

const Command command_run = {
    .name = "run",
    .operands = "[SCENARIO]",
    .take_operand = take_scenario,
    .summary = "Runs a handshake from start to end and prints its steps.",
    .details =
        "SCENARIO is a file with lines 'key: value', or - for standard input; options after it win over its lines.",
    .options = run_options,
    .run = run,
};
