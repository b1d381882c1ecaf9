/* tlsteps connect: the client of a real connection. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "commands/connect_session.h"
#include "commands/front/arguments.h"
#include "commands/front/ending.h"
#include "commands/front/expectation.h"
#include "commands/front/export.h"
#include "commands/front/live_stage.h"
#include "commands/front/network.h"
#include "commands/front/output.h"
#include "net/live_scenario.h"
#include "net/relay.h"
#include "net/socket.h"
#include "sim/scenario/scenario_value.h"

typedef struct ConnectOptions {
    Scenario *scenario;
    NetworkAddress address;
    Export export;
    Expectation expected;
    const char *session_in, *session_out;
    TerminalOptions terminal;
    bool script, closes;
    double handshake_time, idle_time; /* seconds */
} ConnectOptions;

static bool take_address(void *context, const char *value, Diagnostic *diagnostic)
{
    ConnectOptions *options = context;
    if (options->address.port[0])
        return diagnostic_set(diagnostic, "%s: one HOST:PORT is accepted", value);
    return network_address_parse(&options->address, value, diagnostic);
}

static bool take_file(const Option *option, void *place, const char *value, Diagnostic *diagnostic)
{
    *(const char **)place = value;
    return value[0] != '\0' || diagnostic_set(diagnostic, "--%s: needs the name of a file", option->name);
}

/* What the command has open while it runs. */
typedef struct Connecting {
    const Command *command;
    const ConnectOptions *options;
    Credentials *credentials;
    Endpoint endpoint;
    ConnectSession sessions;
    Timeline *timeline;
    Random *random;
    Live *live;        /* the latest connection */
    int number;        /* of it, from 1 */
    Diagnostic output; /* why something heard could not be printed */
} Connecting;

/* The name to verify is the one that was connected to, unless another is given. A dot at its end tells the resolver
   that the name is complete, and has no place in server_name (RFC 6066 §3) and in certificates. */
static bool name_server(const ConnectOptions *options, Diagnostic *diagnostic)
{
    Bytes host = bytes_of_text(options->address.host);
    Buffer name = BUFFER_EMPTY;
    if (host.size == 0 || scenario_get(options->scenario, SCENARIO_SERVER_NAME, ACTOR_CLIENT, 1, 1))
        return true;
    bool complete = host.size > 1 && host.data[host.size - 1] == '.';
    buffer_append(&name, bytes_slice(host, 0, host.size - complete));
    bool good = scenario_set_from(options->scenario, "", "client.server-name", text_finish(&name), diagnostic);
    buffer_clear(&name);
    return good;
}

static bool open_connection(Connecting *connecting, Diagnostic *diagnostic)
{
    const ConnectOptions *options = connecting->options;
    const char *host = options->address.host[0] ? options->address.host : socket_loopback;
    LiveConfig live = {.peer = &connecting->endpoint.config,
                       .socket = -1,
                       .timeline = connecting->timeline,
                       .number = connecting->number,
                       .lies = options->scenario};
    if (!socket_connect(&live.socket, host, options->address.port, (int)(options->handshake_time * 1000), diagnostic))
        return false;
    if (!socket_is_loopback(live.socket, SOCKET_OTHER))
        network_warn(connecting->command);
    connecting->live = live_new(&live);
    return true;
}

static bool print(void *context, Bytes data)
{
    Connecting *connecting = context;
    return output_write(NULL, data, &connecting->output);
}

/* False where what was heard could not be printed. A client that comes back without a request of the scenario has said
   what standard input had to say: it shows that it can, and closes. */
static bool talk(Connecting *connecting)
{
    const ConnectOptions *options = connecting->options;
    Buffer words = BUFFER_EMPTY;
    bool given = scenario_append_words(&words, options->scenario, SCENARIO_REQUEST, ACTOR_CLIENT, 1, 1);
    RelayConfig config = {.live = connecting->live,
                          .input = given ? -1 : STDIN_FILENO,
                          .words = buffer_bytes(&words),
                          .closes = options->closes || (connecting->number > 1 && !given),
                          .handshake_time = (int)(options->handshake_time * 1000),
                          .idle_time = (int)(options->idle_time * 1000),
                          .hear = print,
                          .context = connecting};
    RelayEnd end = relay_run(&config);
    live_conclude(connecting->live);
    buffer_clear(&words);
    return end != RELAY_UNHEARD;
}

/* Step by step, each when the reader asks for it. */
static int play(Connecting *connecting)
{
    LiveStage stage = {.live = connecting->live,
                       .timeline = connecting->timeline,
                       .number = connecting->number,
                       .first = timeline_step_count(connecting->timeline) + 1,
                       .endpoint = &connecting->endpoint,
                       .scenario = connecting->options->scenario,
                       .terminal = connecting->options->terminal};
    return live_stage_play(&stage);
}

static int converse(Connecting *connecting)
{
    if (!connecting->options->script && live_stage_is_there())
        return play(connecting);
    if (talk(connecting))
        return STATUS_EXPECTED;
    return command_fail(connecting->command, &connecting->output, STATUS_OUTPUT);
}

/* Of a connection on the screen nothing is expected, unless somebody says so: its reader may leave at any step. */
static int judge(const Connecting *connecting, const Report *report)
{
    const ConnectOptions *options = connecting->options;
    Buffer text = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    if (options->expected.name)
        return expectation_judge(connecting->command, &options->expected, report);
    if (!options->script && live_stage_is_there())
        return STATUS_EXPECTED;
    if (peer_state(live_peer(connecting->live)) == PEER_CLOSED)
        return expectation_judge(connecting->command, &expectation_connected, report);
    ending_append(&text, connecting->live);
    diagnostic_set(&diagnostic, "%s", text_finish(&text));
    buffer_clear(&text);
    return command_fail(connecting->command, &diagnostic, STATUS_UNEXPECTED);
}

static int hold_connection(Connecting *connecting, Buffer *address)
{
    Diagnostic diagnostic = {""};
    live_free(connecting->live);
    connecting->live = NULL;
    if (!open_connection(connecting, &diagnostic))
        return command_fail(connecting->command, &diagnostic, STATUS_OUTPUT);
    buffer_truncate(address, 0);
    socket_append_address(address, live_socket(connecting->live), SOCKET_OWN);
    int status = converse(connecting);
    if (status == STATUS_EXPECTED)
        connect_session_collect(&connecting->sessions, connecting->command, live_peer(connecting->live));
    return status;
}

/* A further one resumes the first one's session; it is not begun where that failed or made none. */
static bool comes_back(Connecting *connecting, int *status)
{
    Diagnostic diagnostic = {""};
    if (connecting->number >= connect_session_connections(&connecting->sessions) ||
        peer_state(live_peer(connecting->live)) == PEER_FAILED)
        return false;
    if (!connect_session_offer(&connecting->sessions, &connecting->endpoint.config, &diagnostic)) {
        *status = command_fail(connecting->command, &diagnostic, STATUS_UNEXPECTED);
        return false;
    }
    connecting->number++;
    return true;
}

static int conclude(Connecting *connecting, const char *address)
{
    Diagnostic diagnostic = {""};
    Report report = {.timeline = connecting->timeline, .scenario = connecting->options->scenario};
    if (!export_write(&connecting->options->export, &report, address, &diagnostic))
        return command_fail(connecting->command, &diagnostic, STATUS_OUTPUT);
    int status = judge(connecting, &report);
    if (status != STATUS_EXPECTED && !connecting->sessions.made)
        return status;
    int written = connect_session_write(&connecting->sessions, connecting->command);
    return status == STATUS_EXPECTED ? written : status;
}

static int hold_connections(Connecting *connecting)
{
    Buffer address = BUFFER_EMPTY;
    int status = STATUS_EXPECTED, refused = STATUS_EXPECTED;
    do
        status = hold_connection(connecting, &address);
    while (status == STATUS_EXPECTED && comes_back(connecting, &refused));
    if (status == STATUS_EXPECTED)
        status = conclude(connecting, text_finish(&address));
    buffer_clear(&address);
    return status == STATUS_EXPECTED ? refused : status;
}

static int connect_to(const Command *command, const ConnectOptions *options)
{
    Diagnostic diagnostic = {""};
    Connecting connecting = {.command = command,
                             .options = options,
                             .credentials = credentials_new(),
                             .number = 1,
                             .sessions = {.in_file = options->session_in, .out_file = options->session_out}};
    int status;
    if (!options->address.port[0])
        diagnostic_set(&diagnostic, "needs HOST:PORT, or a PORT of this machine");
    else if (options->session_out && export_names(&options->export, options->session_out))
        diagnostic_set(&diagnostic, "--session-out: %s is to hold something else already: accepted are two files",
                       options->session_out);
    if (diagnostic.text[0] || !export_agrees(&options->export, &diagnostic) || !name_server(options, &diagnostic) ||
        !live_scenario_endpoint(&connecting.endpoint, options->scenario, connecting.credentials, ACTOR_CLIENT,
                                &diagnostic)) {
        status = command_fail(command, &diagnostic, STATUS_USAGE);
    } else if (!connect_session_prepare(&connecting.sessions, options->scenario, &connecting.endpoint.config,
                                        &diagnostic)) {
        status = command_fail(command, &diagnostic, STATUS_USAGE);
        endpoint_clear(&connecting.endpoint);
    } else {
        command_warn_of_files(command, connecting.credentials);
        connecting.timeline = timeline_new();
        connecting.random = connecting.endpoint.config.random = random_new_system();
        status = hold_connections(&connecting);
        live_free(connecting.live);
        random_free(connecting.random);
        timeline_free(connecting.timeline);
        endpoint_clear(&connecting.endpoint);
    }
    connect_session_clear(&connecting.sessions);
    credentials_free(connecting.credentials);
    return status;
}

static int run(const Command *command, char **arguments)
{
    ConnectOptions options = {.scenario = scenario_new(), .handshake_time = 10, .idle_time = 60};
    int status;
    terminal_options_default(&options.terminal);
    export_init(&options.export, false);
    if (arguments_read(command, arguments, &options, &status))
        status = connect_to(command, &options);
    scenario_free(options.scenario);
    return status;
}

static const Option connect_options[] = {
    OPTION_FLAG(ConnectOptions, script, "script",
                "no screen: standard input is said, what is heard is printed, until the server closes"),
    OPTIONS_STAGE(ConnectOptions, terminal),
    OPTION_FLAG(ConnectOptions, closes, "close",
                "close when standard input has ended, and not only when the server does"),
    OPTION_TIME(ConnectOptions, handshake_time, "handshake-timeout",
                "for connecting and the handshake; 10 where nothing is said"),
    OPTION_TIME(ConnectOptions, idle_time, "idle-timeout", "without a byte either way; 60 where nothing is said"),
    OPTION(ConnectOptions, session_out, "session-out", "FILE", take_file,
           "write the session to a file, for a later call to resume; it holds the master secret"),
    OPTION(ConnectOptions, session_in, "session-in", "FILE", take_file,
           "offer the session that an earlier call has written to a file"),
    OPTION_REPORT(ConnectOptions, export),
    OPTIONS_EXPORT(ConnectOptions, export),
    OPTION_EXPECT(ConnectOptions, expected),
    OPTION_SCENARIO(ConnectOptions, scenario),
    {.name = NULL},
};

const Command command_connect = {
    .name = "connect",
    .operands = "HOST:PORT",
    .take_operand = take_address,
    .summary = "Is the client of a real connection.",
    .details =
        "Connects over TCP, to this machine where only a PORT is given, verifies the server against --trust and "
        "--server-name (the HOST where nothing is said, without a dot at its end). On a terminal each step waits for a "
        "key, and what is sent "
        "leaves with its step; otherwise, and with --script, standard input is sent, or --request, and what arrives is "
        "printed. With --resume it connects twice, and the second time offers the session of the first; with "
        "--session-in it offers one of an earlier call. Whether the server took it is told on standard error. "
        "The options of a scenario are those of the client; clock and random values are the system's. This is a "
        "teaching tool: it shows secrets on purpose and is not for protecting anything.",
    .options = connect_options,
    .run = run,
};
