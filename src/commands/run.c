/* tlsteps run: a scenario run from start to end, and told. */
#include "commands/arguments.h"
#include "commands/expectation.h"
#include "commands/export.h"
#include "report/replay.h"
#include "sim/simulation.h"

typedef struct RunOptions {
    Scenario *scenario;
    Export export;
    const char *expected;
} RunOptions;

static bool take(void *context, const char *name, const char *value, Diagnostic *diagnostic)
{
    RunOptions *options = context;
    bool known;
    if (!name)
        return argument_scenario(options->scenario, value, diagnostic);
    if (!export_take(&options->export, &known, name, value, diagnostic))
        return false;
    return known || expectation_parse(&options->expected, value, diagnostic);
}

static int write_all(const Command *command, const Simulation *simulation, const RunOptions *options)
{
    Diagnostic diagnostic = {""};
    Report report = {simulation_timeline(simulation), simulation_scenario(simulation)};
    const char *seed = scenario_get(report.scenario, "seed", ACTOR_CLIENT, 1, 1);
    if (export_write(&options->export, &report, seed, &diagnostic))
        return STATUS_EXPECTED;
    return command_fail(command, &diagnostic, STATUS_OUTPUT);
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
            diagnostic_set(&diagnostic, "step %d, %s: the worked example comes to another value than the %s did", i,
                           fact ? fact->bare : step->item->what, actor_name(step->actor));
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
    simulation_run(simulation);
    int status = write_all(command, simulation, options);
    if (status == STATUS_EXPECTED)
        status = expectation_judge(command, options->expected, simulation_timeline(simulation));
    if (status == STATUS_EXPECTED && options->export.rows)
        status = judge_workings(command, simulation_timeline(simulation));
    simulation_free(simulation);
    return status;
}

static bool rows_have_a_place(const Command *command, const Export *export, int *status)
{
    Diagnostic diagnostic = {""};
    if (!export->rows || export->format == EXPORT_JSON)
        return true;
    diagnostic_set(&diagnostic, "--rows: needs --format json");
    *status = command_fail(command, &diagnostic, STATUS_USAGE);
    return false;
}

static int run(const Command *command, char **arguments)
{
    RunOptions options = {.scenario = scenario_new(), .expected = "connected"};
    int status;
    export_init(&options.export, true);
    if (arguments_read(command, arguments, options.scenario, take, &options, &status) &&
        rows_have_a_place(command, &options.export, &status))
        status = run_scenario(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option run_options[] = {
    EXPORT_OPTIONS, EXPORT_OPTIONS_ROWS, EXPORT_OPTION_PLACE, EXPECTATION_OPTION, {.name = NULL},
};

const Command command_run = {
    .name = "run",
    .operands = "[SCENARIO]",
    .summary = "Runs a handshake from start to end and prints its steps.",
    .details =
        "SCENARIO is a file with lines 'key: value', or - for standard input; options after it win over its lines.",
    .options = run_options,
    .takes_scenario = true,
    .run = run,
};
