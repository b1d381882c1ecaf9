/* tlsteps serve: the server of real connections. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/front/arguments.h"
#include "commands/front/expectation.h"
#include "commands/front/export.h"
#include "commands/front/live_stage.h"
#include "commands/front/network.h"
#include "commands/front/output.h"
#include "commands/front/visits.h"
#include "net/clock.h"
#include "net/live_scenario.h"
#include "net/server.h"
#include "net/socket.h"
#include "net/stop.h"
#include "report/write/page.h"
#include "sim/run/sessions.h"
#include "sim/scenario/scenario_value.h"

enum { VISITORS_DEFAULT = 2048, VISITORS_MOST = 65536, MEMORY_DEFAULT = 256, MEMORY_MOST = 65536 };

typedef struct ServeOptions {
    Scenario *scenario;
    char port[6];
    const char *address;
    Export export;
    Expectation expected;
    TerminalOptions terminal;
    bool script, echo, once, quiet, no_session_cache, no_tickets, allow_renegotiation;
    double handshake_time, idle_time; /* seconds */
    int visitors;                     /* how many at once */
    double memory;                    /* MiB, of what is kept to be reported */
} ServeOptions;

/* What the command has open while it runs. */
typedef struct Serving {
    const Command *command;
    const ServeOptions *options;
    Endpoint endpoint;
    Random *random;
    LiveSessions *sessions;
    Timeline *timeline; /* NULL: nobody wants it */
    Buffer response;    /* the scenario's, instead of a page */
    int listener;
    int status;
    bool full; /* somebody was told that nothing more is recorded */
} Serving;

static void tell_full(Serving *serving, const Visit *visit)
{
    serving->full = true;
    fprintf(stderr, "tlsteps serve: warning: from connection %d on nothing is recorded any more; see --report-memory\n",
            visit->number);
}

static void describe(void *context, Buffer *page, const Timeline *timeline, int connection)
{
    (void)context;
    report_page(page, timeline, connection);
}

static bool tell(void *context, const Visit *visit)
{
    Serving *serving = context;
    Buffer line = BUFFER_EMPTY;
    if (visit->unrecorded && !serving->full)
        tell_full(serving, visit);
    if (serving->options->quiet)
        return true;
    if (serving->options->export.format == EXPORT_JSON)
        visit_append_json(&line, visit);
    else
        visit_append_text(&line, visit);
    serving->status = output_print_harmless(buffer_bytes(&line));
    buffer_clear(&line);
    return serving->status == STATUS_EXPECTED;
}

/* The line that tells the port, also the one that the system chose. */
static bool announce(void *context)
{
    Serving *serving = context;
    Buffer line = BUFFER_EMPTY;
    if (serving->options->export.format == EXPORT_JSON)
        visits_append_listening_json(&line, serving->listener);
    else
        visits_append_listening_text(&line, serving->listener);
    serving->status = output_print(buffer_bytes(&line));
    buffer_clear(&line);
    return serving->status == STATUS_EXPECTED;
}

/* Somebody set its clock. */
static bool keeps_time(const ServeOptions *options)
{
    return scenario_get(options->scenario, SCENARIO_NOW, ACTOR_SERVER, 1, 1) != NULL;
}

static int serve_clients(Serving *serving)
{
    const ServeOptions *options = serving->options;
    Diagnostic diagnostic = {""};
    ServerConfig config = {.peer = &serving->endpoint.config,
                           .keeps_time = keeps_time(options),
                           .sessions = serving->sessions,
                           .timeline = serving->timeline,
                           .recorded_max = (size_t)(options->memory * 1048576),
                           .lies = options->scenario,
                           .echo = options->echo,
                           .once = options->once,
                           .visitors_max = server_room(options->visitors),
                           .handshake_time = (int)(options->handshake_time * 1000),
                           .idle_time = (int)(options->idle_time * 1000),
                           .response = buffer_bytes(&serving->response),
                           .begin = announce,
                           .describe = describe,
                           .tell = tell,
                           .context = serving};
    if (!server_run(&config, serving->listener, &diagnostic))
        return command_fail(serving->command, &diagnostic, STATUS_OUTPUT);
    return serving->status;
}

static bool uses_screen(const ServeOptions *options)
{
    return !options->script && live_stage_is_there();
}

/* What was asked for beside the serving. A server that serves until it is stopped has no end to expect, but for the
   ones of its connections, if somebody says so. */
static int conclude(const Serving *serving, const char *address)
{
    const ServeOptions *options = serving->options;
    Diagnostic diagnostic = {""};
    Report report = {.timeline = serving->timeline, .scenario = options->scenario};
    if (!serving->timeline)
        return STATUS_EXPECTED;
    if (!export_write(&options->export, &report, address, &diagnostic))
        return command_fail(serving->command, &diagnostic, STATUS_OUTPUT);
    if (!options->expected.name && (!options->once || uses_screen(options)))
        return STATUS_EXPECTED;
    return expectation_judge(serving->command, options->expected.name ? &options->expected : &expectation_connected,
                             &report);
}

/* False where nobody comes any more: somebody said that it is over, or the system does. */
static bool await_client(const Serving *serving, int stop, int *socket)
{
    struct pollfd items[2] = {{.fd = serving->listener, .events = POLLIN}, {.fd = stop, .events = POLLIN}};
    while (!stop_was_asked()) {
        if (socket_accept(socket, serving->listener))
            return true;
        if (!socket_must_wait())
            return false;
        poll(items, COUNT_OF(items), -1);
    }
    return false;
}

static int serve_one_on_screen(Serving *serving, int socket, int number)
{
    const ServeOptions *options = serving->options;
    PeerConfig *peer = &serving->endpoint.config;
    LiveConfig config = {
        .peer = peer, .socket = socket, .timeline = serving->timeline, .number = number, .lies = options->scenario};
    live_sessions_lend(serving->sessions, peer);
    if (!keeps_time(options))
        peer->now = clock_date() / 1000000;
    LiveStage stage = {.live = live_new(&config),
                       .timeline = serving->timeline,
                       .number = number,
                       .first = timeline_step_count(serving->timeline) + 1,
                       .endpoint = &serving->endpoint,
                       .scenario = options->scenario,
                       .terminal = options->terminal};
    int status = live_stage_play(&stage);
    live_free(stage.live);
    return status;
}

/* One client after the other, each step by step: the next may come when the reader has left the one before. */
static int serve_on_screen(Serving *serving)
{
    int socket, status = STATUS_EXPECTED;
    for (int number = 1; status == STATUS_EXPECTED && (number == 1 || !serving->options->once); number++) {
        int stop = stop_catch();
        if (!announce(serving))
            return serving->status;
        if (await_client(serving, stop, &socket))
            status = serve_one_on_screen(serving, socket, number);
        else if (stop_was_asked())
            break;
        else
            status = command_fail(serving->command, &(Diagnostic){"nobody can come any more"}, STATUS_OUTPUT);
    }
    return status;
}

static int listen_and_serve(Serving *serving)
{
    const ServeOptions *options = serving->options;
    Diagnostic diagnostic = {""};
    Buffer address = BUFFER_EMPTY;
    if (!socket_listen(&serving->listener, options->address, options->port, &diagnostic))
        return command_fail(serving->command, &diagnostic, STATUS_OUTPUT);
    if (!socket_is_loopback(serving->listener, SOCKET_OWN))
        network_warn(serving->command);
    socket_append_address(&address, serving->listener, SOCKET_OWN);
    int status = uses_screen(options) ? serve_on_screen(serving) : serve_clients(serving);
    if (status == STATUS_EXPECTED)
        status = conclude(serving, text_finish(&address));
    buffer_clear(&address);
    close(serving->listener);
    return status;
}

/* What the server has beside its scenario's settings, from its start to its end. */
static void equip(Serving *serving)
{
    const ServeOptions *options = serving->options;
    PeerConfig *config = &serving->endpoint.config;
    config->random = serving->random = random_new_system();
    config->renegotiation = options->allow_renegotiation ? RENEGOTIATION_BOUND : RENEGOTIATION_NONE;
    int cache_size = options->no_session_cache ? 0 : sessions_cache_size(options->scenario);
    serving->sessions = live_sessions_new(cache_size, !options->no_tickets, serving->random);
    scenario_append_words(&serving->response, options->scenario, SCENARIO_RESPONSE, ACTOR_SERVER, 1, 1);
    if (uses_screen(options) || options->once || options->expected.name || export_is_wanted(&options->export))
        serving->timeline = timeline_new();
}

static void serving_clear(Serving *serving)
{
    timeline_free(serving->timeline);
    buffer_clear(&serving->response);
    live_sessions_free(serving->sessions);
    random_free(serving->random);
    endpoint_clear(&serving->endpoint);
}

static int serve(const Command *command, const ServeOptions *options)
{
    Diagnostic diagnostic = {""};
    Serving serving = {.command = command, .options = options};
    Credentials *credentials = credentials_new();
    int status;
    if (!options->port[0])
        diagnostic_set(&diagnostic, "--port: needed; accepted is a number, 0 for any free port");
    if (diagnostic.text[0] || !export_agrees(&options->export, &diagnostic) ||
        !live_scenario_endpoint(&serving.endpoint, options->scenario, credentials, ACTOR_SERVER, &diagnostic)) {
        status = command_fail(command, &diagnostic, STATUS_USAGE);
    } else {
        command_warn_of_files(command, credentials);
        equip(&serving);
        status = listen_and_serve(&serving);
        serving_clear(&serving);
    }
    credentials_free(credentials);
    return status;
}

static int run(const Command *command, char **arguments)
{
    ServeOptions options = {.scenario = scenario_new(),
                            .address = socket_loopback,
                            .handshake_time = 10,
                            .idle_time = 60,
                            .visitors = VISITORS_DEFAULT,
                            .memory = MEMORY_DEFAULT};
    int status;
    terminal_options_default(&options.terminal);
    export_init(&options.export, false);
    if (arguments_read(command, arguments, &options, &status))
        status = serve(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option serve_options[] = {
    OPTION(ServeOptions, port, "port", "N", network_take_port, "where to listen; 0: any free port, which is told"),
    OPTION_TEXT(ServeOptions, address, "bind", "ADDRESS",
                "of this machine; 127.0.0.1 where nothing is said, 0.0.0.0 or :: for all"),
    OPTION_FLAG(
        ServeOptions, script, "script",
        "no screen, on which one client after the other is served step by step: all are served straight through"),
    OPTIONS_STAGE(ServeOptions, terminal),
    OPTION_FLAG(ServeOptions, once, "once", "one connection, then the end"),
    OPTION_FLAG(ServeOptions, echo, "echo", "send back every record of application data, instead of a page"),
    OPTION_FLAG(ServeOptions, quiet, "quiet", "no line for each connection"),
    OPTION_FLAG(ServeOptions, no_session_cache, "no-session-cache",
                "keep no sessions: give no session ID, resume none"),
    OPTION_FLAG(ServeOptions, no_tickets, "no-tickets", "give no session tickets, take none"),
    OPTION_FLAG(ServeOptions, allow_renegotiation, "allow-renegotiation",
                "begin a new handshake when a client asks for one that is bound to the last (RFC 5746)"),
    OPTION_TIME(ServeOptions, handshake_time, "handshake-timeout",
                "that a client has until it is connected; 10 where nothing is said"),
    OPTION_TIME(ServeOptions, idle_time, "idle-timeout",
                "without a byte either way after that; 60 where nothing is said"),
    OPTION_NUMBER(ServeOptions, visitors, "max-connections", "N", 1, VISITORS_MOST,
                  "at once; of more, the oldest that is not connected makes room; 2048 where nothing is said"),
    OPTION_NUMBER(ServeOptions, memory, "report-memory", "MIB", 1, MEMORY_MOST,
                  "of what is kept for report, capture and key log until the server ends, before no further connection "
                  "is recorded; 256 where nothing is said"),
    OPTION_REPORT(ServeOptions, export),
    OPTIONS_EXPORT(ServeOptions, export),
    OPTION_EXPECT(ServeOptions, expected),
    OPTION_SCENARIO(ServeOptions, scenario),
    {.name = NULL},
};

const Command command_serve = {
    .name = "serve",
    .operands = "",
    .summary = "Is the server of real connections.",
    .details =
        "Listens on TCP, on this machine alone unless --bind says otherwise, and answers HTTP requests with a page "
        "about "
        "the visitor's own handshake, or with --response, until it is interrupted. A line tells how each connection "
        "went. The options of a scenario are those of the server; clock and random values are the system's. This is a "
        "teaching tool: it shows secrets on purpose and is not for protecting anything.",
    .options = serve_options,
    .run = run,
};
