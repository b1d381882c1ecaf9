/* tlsteps run: a scenario run from start to end, and told. */
#include <string.h>

#include "commands/arguments.h"
#include "commands/expectation.h"
#include "commands/output.h"
#include "report/capture.h"
#include "report/keylog.h"
#include "report/report.h"
#include "sim/simulation.h"

typedef enum Format { FORMAT_TEXT, FORMAT_JSON, FORMAT_MARKDOWN } Format;
#define FORMATS "text|json|markdown"
#define STEPS   "messages|all"
#define PLACES  "client|server"

typedef struct RunOptions {
    Scenario *scenario;
    int format, steps, place;
    const char *capture, *keylog; /* files to write; NULL: none */
    const char *expected;
} RunOptions;

/* `other`: a file that is written besides, or NULL. */
static bool take_file(const char **out, const char *option, const char *value, const char *other,
                      Diagnostic *diagnostic)
{
    if (value[0] == '\0')
        return diagnostic_set(diagnostic, "--%s: needs the name of a file", option);
    if (strcmp(value, "-") == 0)
        return diagnostic_set(diagnostic, "--%s: needs the name of a file; to standard output goes the report", option);
    if (other && strcmp(other, value) == 0)
        return diagnostic_set(diagnostic, "--%s: %s cannot hold capture and key log both: accepted are two files",
                              option, value);
    *out = value;
    return true;
}

static bool take(void *context, const char *name, const char *value, Diagnostic *diagnostic)
{
    RunOptions *options = context;
    if (!name)
        return argument_scenario(options->scenario, value, diagnostic);
    if (strcmp(name, "format") == 0)
        return argument_choice(&options->format, name, FORMATS, value, diagnostic);
    if (strcmp(name, "steps") == 0)
        return argument_choice(&options->steps, name, STEPS, value, diagnostic);
    if (strcmp(name, "capture-at") == 0)
        return argument_choice(&options->place, name, PLACES, value, diagnostic);
    if (strcmp(name, "capture") == 0)
        return take_file(&options->capture, name, value, options->keylog, diagnostic);
    if (strcmp(name, "keylog") == 0)
        return take_file(&options->keylog, name, value, options->capture, diagnostic);
    return expectation_parse(&options->expected, value, diagnostic);
}

static bool write_capture(const Simulation *simulation, const RunOptions *options, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    const char *seed = scenario_get(simulation_scenario(simulation), "seed", ACTOR_CLIENT, 1, 1);
    report_capture(&file, simulation_timeline(simulation), (CapturePlace)options->place, seed);
    bool written = output_write(options->capture, buffer_bytes(&file), diagnostic);
    buffer_clear(&file);
    return written;
}

static bool write_keylog(const Simulation *simulation, const RunOptions *options, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    report_keylog(&file, simulation_timeline(simulation));
    bool written = output_write(options->keylog, buffer_bytes(&file), diagnostic);
    buffer_clear(&file);
    return written;
}

static bool write_report(const Simulation *simulation, const RunOptions *options, Diagnostic *diagnostic)
{
    Buffer text = BUFFER_EMPTY;
    Report report = {simulation_timeline(simulation), simulation_scenario(simulation)};
    ReportSteps steps = (ReportSteps)options->steps;
    ReportStyle style = output_style();
    switch ((Format)options->format) {
    case FORMAT_TEXT:
        report_text(&text, &report, steps, &style);
        break;
    case FORMAT_JSON:
        report_json(&text, &report, steps, TLSTEPS_VERSION);
        break;
    case FORMAT_MARKDOWN:
        report_markdown(&text, &report, steps);
        break;
    }
    bool written = output_write(NULL, buffer_bytes(&text), diagnostic);
    buffer_clear(&text);
    return written;
}

static int write_all(const Command *command, const Simulation *simulation, const RunOptions *options)
{
    Diagnostic diagnostic = {""};
    if ((options->capture && !write_capture(simulation, options, &diagnostic)) ||
        (options->keylog && !write_keylog(simulation, options, &diagnostic)) ||
        !write_report(simulation, options, &diagnostic))
        return command_fail(command, &diagnostic, STATUS_OUTPUT);
    return STATUS_EXPECTED;
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
    RunOptions options = {.scenario = scenario_new(), .steps = REPORT_STEPS_ALL, .expected = "connected"};
    int status;
    if (arguments_read(command, arguments, options.scenario, take, &options, &status))
        status = run_scenario(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option run_options[] = {
    {"format", FORMATS, "how the run is told; text where nothing is said"},
    {"steps", STEPS, "every step in full, or only the messages, as a ladder; all where nothing is said"},
    {"capture", "FILE", "write the packets to a capture file (pcapng) for Wireshark"},
    {"capture-at", PLACES, "at which end of the wire it is taken; client where nothing is said"},
    {"keylog", "FILE", "write the master secrets to a key log, with which Wireshark decrypts the capture"},
    {"expect", "connected|stalled|truncated|ALERT",
     "the end that makes the exit status 0; an alert is named as in 'tlsteps list alerts'; connected where nothing is "
     "said"},
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
