/* tlsteps bench: how many handshakes a second, and what each costs. */
#include <jansson.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/bench_pair.h"
#include "commands/front/arguments.h"
#include "commands/front/output.h"
#include "report/tell/style.h"
#include "report/write/json_parts.h"
#include "sim/scenario/scenario_value.h"
#include "tls/registry/group.h"
#include "tls/registry/suite.h"

typedef struct BenchOptions {
    const char *suites, *group, *certificate, *resume; /* NULL: not said */
    double seconds;                                    /* of processor time, for each suite */
    int format;
    bool timeline;
} BenchOptions;

/* What was measured of one suite. */
typedef struct Measurement {
    const Suite *suite;
    const char *group; /* NULL where the key exchange is not ephemeral */
    long handshakes;
    double wall, cpu; /* seconds, of all of them */
    BenchShares shares;
    double recorded_cpu;   /* of as many that were recorded */
    size_t timeline_bytes; /* of one of those */
} Measurement;

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool measure_plain(Measurement *measurement, BenchPair *pair, Diagnostic *diagnostic)
{
    double wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    if (!bench_pair_connect(pair, NULL, &measurement->shares, diagnostic))
        return false;
    measurement->cpu += seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    measurement->wall += seconds_of(CLOCK_MONOTONIC) - wall;
    measurement->handshakes++;
    return true;
}

static bool measure_recorded(Measurement *measurement, BenchPair *pair, Diagnostic *diagnostic)
{
    double cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    Timeline *timeline = timeline_new();
    bool connected = bench_pair_connect(pair, timeline, NULL, diagnostic);
    measurement->timeline_bytes = timeline_memory(timeline);
    timeline_free(timeline);
    measurement->recorded_cpu += seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    return connected;
}

/* With and without recording by turns, so that whatever else the machine does falls on both. */
static bool measure(Measurement *measurement, BenchPair *pair, const BenchOptions *options, Diagnostic *diagnostic)
{
    do {
        if (!measure_plain(measurement, pair, diagnostic) ||
            (options->timeline && !measure_recorded(measurement, pair, diagnostic)))
            return false;
    } while (measurement->cpu + measurement->recorded_cpu < options->seconds);
    return true;
}

static const char *default_group(const Suite *suite)
{
    return suite->key_exchange == KEY_EXCHANGE_DHE ? "ffdhe2048" : "x25519";
}

/* NULL where the suite has none. */
static const char *default_certificate(const Suite *suite)
{
    if (!suite_has_certificate(suite))
        return NULL;
    return suite->authentication == AUTHENTICATION_ECDSA ? "ecdsa-direct" : "rsa-direct";
}

static bool set_up(Scenario *scenario, Measurement *measurement, const BenchOptions *options, Diagnostic *diagnostic)
{
    const Suite *suite = measurement->suite;
    const char *certificate = options->certificate ? options->certificate : default_certificate(suite);
    if (suite_is_ephemeral(suite))
        measurement->group = options->group ? options->group : default_group(suite);
    return scenario_set_from(scenario, "--", "suite", suite->name, diagnostic) &&
           (!certificate || scenario_set_from(scenario, "--", "certificate", certificate, diagnostic)) &&
           (!measurement->group || scenario_set_from(scenario, "--", "group", measurement->group, diagnostic)) &&
           (!options->resume || (scenario_set_from(scenario, "--", "resume", options->resume, diagnostic) &&
                                 scenario_set_from(scenario, "--", "seed", "bench", diagnostic)));
}

static bool measure_suite(Measurement *measurement, const BenchOptions *options, Credentials *credentials,
                          Diagnostic *diagnostic)
{
    BenchPair pair;
    Scenario *scenario = scenario_new();
    bool measured =
        set_up(scenario, measurement, options, diagnostic) && bench_pair_init(&pair, scenario, credentials, diagnostic);
    if (measured) {
        measured = measure(measurement, &pair, options, diagnostic);
        bench_pair_clear(&pair);
    }
    scenario_free(scenario);
    return measured;
}

static bool group_goes_with(const char *name, const Suite *suite)
{
    const Group *group = group_find(name);
    if (!group || !suite_is_ephemeral(suite))
        return false;
    return (group->kind == GROUP_FINITE_FIELD) == (suite->key_exchange == KEY_EXCHANGE_DHE);
}

/* The suites named, or all of the list that the group named goes with. */
static int choose_suites(const Suite **out, int limit, const BenchOptions *options)
{
    const Suite *suite;
    const char *name;
    int count = 0;
    Buffer item = BUFFER_EMPTY;
    for (int i = 0; options->suites && (name = value_item(&item, options->suites, i)) && count < limit; i++)
        out[count++] = suite_find(name);
    for (int i = 0; !options->suites && (suite = suite_at(i)) && count < limit; i++)
        if (!options->group || group_goes_with(options->group, suite))
            out[count++] = suite;
    buffer_clear(&item);
    return count;
}

/* Processor time of one side, as its share of the time by the clock says. */
static double side_us(const Measurement *measurement, double share)
{
    double both = measurement->shares.client + measurement->shares.server;
    return 1e6 * measurement->cpu / (double)measurement->handshakes * share / both;
}

static json_t *new_row(const Measurement *measurement, const BenchOptions *options)
{
    double cpu_us = 1e6 * measurement->cpu / (double)measurement->handshakes;
    json_t *row =
        json_pack("{ss ss? ss? sI sf sf sf sf}", "suite", measurement->suite->name, "group", measurement->group,
                  "resume", options->resume, "handshakes", (json_int_t)measurement->handshakes, "per_second",
                  (double)measurement->handshakes / measurement->wall, "cpu_us", cpu_us, "client_cpu_us",
                  side_us(measurement, measurement->shares.client), "server_cpu_us",
                  side_us(measurement, measurement->shares.server));
    if (options->timeline) {
        double recorded_us = 1e6 * measurement->recorded_cpu / (double)measurement->handshakes;
        json_object_set_new(row, "recorded_cpu_us", json_real(recorded_us));
        json_object_set_new(row, "recorded_ratio", json_real(recorded_us / cpu_us));
        json_object_set_new(row, "timeline_bytes", json_integer((json_int_t)measurement->timeline_bytes));
    }
    return row;
}

static void append_heading(Buffer *out, const BenchOptions *options)
{
    text_print(out, "%-46s %-10s %10s %10s %9s %7s %7s", "suite", "group", "handshakes", "per second", "CPU µs",
               "client", "server");
    text_append(out, options->timeline ? "  recorded  ratio\n" : "\n");
}

static void append_text_row(Buffer *out, const Measurement *measurement, const BenchOptions *options)
{
    double count = (double)measurement->handshakes;
    text_print(out, "%-46s %-10s %10ld %10.0f %8.0f %7.0f %7.0f", measurement->suite->name,
               measurement->group ? measurement->group : "-", measurement->handshakes, count / measurement->wall,
               1e6 * measurement->cpu / count, side_us(measurement, measurement->shares.client),
               side_us(measurement, measurement->shares.server));
    if (options->timeline)
        text_print(out, "  %8.0f  %5.3f", 1e6 * measurement->recorded_cpu / count,
                   measurement->recorded_cpu / measurement->cpu);
    text_append(out, "\n");
}

/* On a terminal, for whoever waits. */
static void show_progress(int done, int count, const BenchOptions *options)
{
    if (options->seconds * count > 1 && isatty(STDERR_FILENO))
        fprintf(stderr, done < count ? "\r%d of %d suites" : "\r\033[K", done, count);
}

static bool measure_all(Buffer *out, const BenchOptions *options, Diagnostic *diagnostic)
{
    const Suite *suites[PEER_LIST_MAX];
    int count = choose_suites(suites, PEER_LIST_MAX, options);
    Credentials *credentials = credentials_new();
    json_t *array = json_array();
    bool measured = true;
    if (options->format == 0)
        append_heading(out, options);
    for (int i = 0; i < count && measured; i++) {
        Measurement measurement = {.suite = suites[i]};
        show_progress(i, count, options);
        measured = measure_suite(&measurement, options, credentials, diagnostic);
        if (measured && options->format == 0)
            append_text_row(out, &measurement, options);
        else if (measured)
            json_array_append_new(array, new_row(&measurement, options));
    }
    show_progress(count, count, options);
    if (options->format == 1)
        json_append_dump(out, array);
    json_decref(array);
    credentials_free(credentials);
    return measured;
}

/* The same checks, and the same words, as an option of a scenario has. */
static bool take_checked(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    Scenario *scenario = scenario_new();
    bool good = scenario_set_from(scenario, "--", option->name, value, diagnostic);
    scenario_free(scenario);
    *(const char **)place = value;
    return good;
}

static int run(const Command *command, char **arguments)
{
    BenchOptions options = {.seconds = 1};
    int status;
    if (!arguments_read(command, arguments, &options, &status))
        return status;
    Diagnostic diagnostic = {""};
    Buffer text = BUFFER_EMPTY;
    if (measure_all(&text, &options, &diagnostic))
        status = output_print(buffer_bytes(&text));
    else
        status = command_fail(command, &diagnostic, STATUS_USAGE);
    buffer_clear(&text);
    return status;
}

static const Option bench_options[] = {
    OPTION(BenchOptions, suites, "suite", "NAME,…", take_checked, "only these; all where nothing is said"),
    OPTION(BenchOptions, group, "group", "NAME", take_checked,
           "of the key exchange; ffdhe2048 and x25519 where nothing is said"),
    OPTION(BenchOptions, certificate, "certificate", "NAME", take_checked,
           "the server's chain, of 'tlsteps list certificates'; one signed by a root where nothing is said"),
    OPTION(BenchOptions, resume, "resume", "session-id|ticket", take_checked,
           "measure handshakes that resume one session; full ones where nothing is said"),
    OPTION_NUMBER(BenchOptions, seconds, "seconds", "N", 0.001, 3600,
                  "processor time to spend on each suite; 1 where nothing is said"),
    OPTION_FLAG(BenchOptions, timeline, "timeline", "also measure with everything recorded, and tell the ratio"),
    OPTION_CHOICE(BenchOptions, format, "format", "text|json",
                  "a table, or a JSON array of objects; text where nothing is said"),
    {.name = NULL},
};

const Command command_bench = {
    .name = "bench",
    .operands = "",
    .summary = "Measures full or resumed handshakes, client and server together and each alone, for each suite.",
    .details =
        "Every handshake is between two new peers over memory, in one process on one core; in a full one the chain is "
        "validated and the name checked. 'per second' counts by the wall clock; CPU is processor time a handshake, "
        "both sides together, and behind it what of that the client and the server take.",
    .options = bench_options,
    .run = run,
};
