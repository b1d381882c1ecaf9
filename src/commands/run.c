/* tlsteps run: a scenario run from start to end, and told. */
#include "commands/arguments.h"
#include "commands/expectation.h"
#include "commands/export.h"
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
    simulation_free(simulation);
    return status;
}

static int run(const Command *command, char **arguments)
{
    RunOptions options = {.scenario = scenario_new(), .expected = "connected"};
    int status;
    export_init(&options.export, true);
    if (arguments_read(command, arguments, options.scenario, take, &options, &status))
        status = run_scenario(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option run_options[] = {
    EXPORT_OPTIONS,
    EXPORT_OPTION_PLACE,
    EXPECTATION_OPTION,
    {.name = NULL},
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
