/* tlsteps play: any handshake, stepped through on the screen. */
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "commands/front/stage.h"

typedef struct PlayOptions {
    Scenario *scenario;
    bool linear;
    TerminalOptions terminal;
} PlayOptions;

static bool take_scenario(void *options, const char *value, Diagnostic *diagnostic)
{
    return scenario_load(((PlayOptions *)options)->scenario, value, diagnostic);
}

static int play_linear(const PlayOptions *options, const Simulation *simulation)
{
    Linear linear = stage_linear(options->terminal);
    if (!linear_play(&linear, simulation, NULL))
        return stage_refuse_line(&command_play);
    return output_end();
}

static int play_on_screen(const PlayOptions *options, const Simulation *simulation)
{
    if (!stage_open(options->terminal))
        return STATUS_USAGE;
    screen_play(simulation, NULL);
    return stage_close();
}

static int play(const Command *command, const PlayOptions *options)
{
    Diagnostic diagnostic = {""};
    Simulation *simulation = simulation_new(options->scenario, &diagnostic);
    if (!simulation)
        return command_fail(command, &diagnostic, STATUS_USAGE);
    simulation_run(simulation);
    bool linear = options->linear || stage_is_dumb();
    int status = (linear ? play_linear : play_on_screen)(options, simulation);
    simulation_free(simulation);
    return status;
}

static int run(const Command *command, char **arguments)
{
    PlayOptions options = {.scenario = scenario_new()};
    int status;
    terminal_options_default(&options.terminal);
    if (arguments_read(command, arguments, &options, &status))
        status = play(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option play_options[] = {
    OPTION_LINEAR(PlayOptions, linear),
    OPTIONS_STAGE(PlayOptions, terminal),
    OPTION_SCENARIO(PlayOptions, scenario),
    {.name = NULL},
};

const Command command_play = {
    .name = "play",
    .operands = "[SCENARIO]",
    .take_operand = take_scenario,
    .summary = "Steps through a handshake on the screen.",
    .details =
        "SCENARIO is a file with lines 'key: value'; options after it win over its lines. The key ? shows what the "
        "keys do.",
    .options = play_options,
    .run = run,
};
