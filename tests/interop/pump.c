/*
 * A peer on a TCP socket of the loopback interface, for other people's programs at the other end.
 *
 *     pump client PORT AWAIT CLOSER [KEY=VALUE…]     connects
 *     pump server PORT AWAIT CLOSER [KEY=VALUE…]     listens (port 0: any), says {"port": N}, takes a connection
 *     pump suites                                    lists the suites: {IANA's name: OpenSSL's name, …}
 *
 * KEY=VALUE are a scenario's options. The client says its standard input once it is connected, the server when AWAIT
 * bytes have come; whichever of the two, CLOSER "self" closes when it has spoken and AWAIT bytes have come, "other"
 * leaves that to the other side. What was agreed, how it ended and what was received is one line of JSON. With
 * resume=… there are two connections, one after the other, the second of which resumes the session of the first.
 *
 * With renegotiate=client|server it says the first line, and what is left behind a second handshake. If that is for
 * this side to ask for, it does so at once behind the first line.
 *
 * The exit status is 0 where close_notify went both ways, 1 where the last connection ended otherwise, 2 where there
 * was none.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/text.h"
#include "net/clock.h"
#include "net/live.h"
#include "net/socket.h"
#include "sim/run/endpoint.h"
#include "sim/run/sessions.h"

enum { MILLISECONDS_MAX = 20000, STATUS_CLOSED = 0, STATUS_NOT_CLOSED = 1, STATUS_NO_CONNECTION = 2 };

typedef struct Pump {
    Scenario *scenario;
    Credentials *credentials;
    Sessions *sessions;
    Buffer words; /* to be said in each connection */
    Actor role;
    const char *port;
    int listener;
    /* Of the connection at hand: */
    Endpoint endpoint;
    Live *live;
    Peer *peer;
    size_t await;
    bool closes;
    Buffer received;
    bool began, again;                 /* the first line was said; then another handshake was */
    size_t said;                       /* of the words */
    uint8_t first_random[RANDOM_SIZE]; /* the client's of the first handshake */
    bool spoke, late;
    int64_t end; /* of the time that all of it may take */
} Pump;

NO_RETURN static void give_up(const char *what, const char *why)
{
    fprintf(stderr, "pump: %s: %s\n", what, why);
    exit(STATUS_NO_CONNECTION);
}

/* The socket */

static void begin_listening(Pump *pump)
{
    Diagnostic diagnostic = {""};
    if (!socket_listen(&pump->listener, socket_loopback, pump->port, &diagnostic))
        give_up("listen", diagnostic.text);
    printf("{\"port\": %d}\n", (int)socket_port(pump->listener));
    fflush(stdout);
}

static int connect_to(const char *port)
{
    Diagnostic diagnostic = {""};
    int descriptor;
    if (!socket_connect(&descriptor, socket_loopback, port, MILLISECONDS_MAX, &diagnostic))
        give_up("connect", diagnostic.text);
    return descriptor;
}

static int accept_one(const Pump *pump)
{
    int descriptor;
    if (!socket_wait(pump->listener, POLLIN, clock_until(pump->end)) || !socket_accept(&descriptor, pump->listener))
        give_up("accept", "nobody came");
    return descriptor;
}

static void open_connection(Pump *pump, int number)
{
    LiveConfig config = {.peer = &pump->endpoint.config, .number = number};
    config.socket = pump->role == ACTOR_CLIENT ? connect_to(pump->port) : accept_one(pump);
    pump->live = live_new(&config);
    pump->peer = live_peer(pump->live);
}

/* The conversation */

static const char *starter(const Pump *pump)
{
    return scenario_get(pump->scenario, SCENARIO_RENEGOTIATE, pump->role, 1, 1);
}

/* The first line, and what is to follow it. */
static void begin(Pump *pump)
{
    Bytes words = buffer_bytes(&pump->words);
    const uint8_t *end = words.size ? memchr(words.data, '\n', words.size) : NULL;
    PeerSummary agreed;
    peer_summary(pump->peer, &agreed);
    memcpy(pump->first_random, agreed.client_random.data, RANDOM_SIZE);
    pump->said = end ? (size_t)(end - words.data) + 1 : 0;
    peer_write(pump->peer, bytes_slice(words, 0, pump->said));
    pump->began = true;
    if (strcmp(starter(pump), actor_name(pump->role)) == 0 && !peer_renegotiate(pump->peer))
        give_up("renegotiate", "not possible");
}

static void speak(Pump *pump)
{
    if (starter(pump) && !pump->began) {
        begin(pump);
    } else if (!starter(pump) || pump->again) {
        peer_write(pump->peer, bytes_slice(buffer_bytes(&pump->words), pump->said, SIZE_MAX));
        pump->spoke = true;
    }
}

static void converse(Pump *pump)
{
    Bytes came = peer_read(pump->peer);
    buffer_append(&pump->received, came);
    peer_read_take(pump->peer, came.size);
    bool heard = pump->received.size >= pump->await;
    pump->again = pump->again || (pump->began && peer_state(pump->peer) == PEER_HANDSHAKING);
    if (peer_state(pump->peer) != PEER_CONNECTED)
        return;
    if (!pump->spoke && (heard || pump->began || pump->role == ACTOR_CLIENT))
        speak(pump);
    if (pump->spoke && heard && pump->closes)
        peer_close(pump->peer);
}

static void take_steps(Pump *pump)
{
    do
        converse(pump);
    while (live_step(pump->live));
    converse(pump);
}

/* Waits for something to happen; false where nothing does in time. */
static bool wait(Pump *pump)
{
    if (!socket_wait(live_socket(pump->live), live_events(pump->live), clock_until(pump->end)))
        return false;
    live_receive(pump->live);
    return true;
}

static void run(Pump *pump)
{
    for (;;) {
        take_steps(pump);
        live_send(pump->live);
        if (live_is_over(pump->live) && peer_output(pump->peer).size == 0)
            return;
        pump->late = !wait(pump);
        if (pump->late)
            return;
    }
}

/* A socket closed with unread bytes in it resets the connection, and the other side would miss our last alert. */
static void leave(Pump *pump)
{
    while (!live_is_done(pump->live) && wait(pump))
        live_send(pump->live);
    live_free(pump->live);
}

/* The report */

static const char *state_name(const Pump *pump)
{
    static const char *const names[] = {"handshaking", "connected", "closed", "failed", "truncated"};
    return pump->late ? "late" : names[peer_state(pump->peer)];
}

static json_t *text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static json_t *alert_of(const Pump *pump)
{
    bool sent;
    Error alert = peer_alert(pump->peer, &sent);
    if (alert == ERROR_NONE)
        return json_null();
    return json_pack("{s:s, s:b}", "name", error_name(alert), "sent", sent);
}

static void report(const Pump *pump)
{
    PeerSummary agreed;
    Buffer hex = BUFFER_EMPTY;
    peer_summary(pump->peer, &agreed);
    text_append_hex(&hex, buffer_bytes(&pump->received));
    Error error = peer_error(pump->peer);
    /* One that was declined leaves the first handshake's. */
    bool renegotiated = pump->again && !bytes_equal(agreed.client_random, BYTES_OF_ARRAY(pump->first_random));
    json_t *line =
        json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:b, s:s}", "state", state_name(pump),
                  "row", peer_state_name(pump->peer), "version", text_or_null(version_name(agreed.version)), "error",
                  text_or_null(error ? error_name(error) : NULL), "alert", alert_of(pump), "suite",
                  text_or_null(agreed.suite ? agreed.suite->name : NULL), "group",
                  text_or_null(agreed.group ? agreed.group->name : NULL), "scheme",
                  text_or_null(agreed.signature_scheme ? agreed.signature_scheme->name : NULL), "protocol",
                  text_or_null(agreed.protocol), "extended_master_secret", agreed.extended_master_secret,
                  "encrypt_then_mac", agreed.encrypt_then_mac, "resumed", agreed.resumed, "renegotiated", renegotiated,
                  "received", text_finish(&hex));
    const SignatureScheme *client = agreed.client_signature_scheme;
    json_object_set_new(line, "client_scheme", text_or_null(client ? client->name : NULL));
    json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    fflush(stdout);
    json_decref(line);
    buffer_clear(&hex);
}

static int list_suites(void)
{
    json_t *list = json_object();
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        json_object_set_new(list, suite->name, suite->openssl_name ? json_string(suite->openssl_name) : json_null());
    json_dumpf(list, stdout, JSON_COMPACT);
    json_decref(list);
    return 0;
}

/* Beginning and end */

static void set_options(Scenario *scenario, char **settings)
{
    Diagnostic diagnostic = {""};
    for (; *settings; settings++) {
        char *value = strchr(*settings, '=');
        if (!value)
            give_up("not KEY=VALUE", *settings);
        *value++ = '\0';
        if (!scenario_set(scenario, *settings, value, &diagnostic))
            give_up("option", diagnostic.text);
    }
}

static void read_words(Buffer *out)
{
    uint8_t block[4096];
    size_t size;
    while ((size = fread(block, 1, sizeof block, stdin)) > 0)
        buffer_append(out, bytes_of(block, size));
}

/* A side as the scenario has it for a connection; what the other side would be is of no interest. */
static void set_up(Pump *pump, int number)
{
    Diagnostic diagnostic = {""};
    PeerConfig *own = &pump->endpoint.config, other = {0};
    if (!endpoint_init(&pump->endpoint, pump->scenario, pump->credentials, pump->role, number, &diagnostic))
        give_up("scenario", diagnostic.text);
    bool client = pump->role == ACTOR_CLIENT;
    sessions_lend(pump->sessions, client ? own : &other, client ? &other : own, number);
    own->random = random_new_system();
    pump->spoke = pump->late = pump->began = pump->again = false;
    pump->said = 0;
    pump->end = clock_moment() + MILLISECONDS_MAX;
}

/* A connection, from socket to report. */
static int hold_connection(Pump *pump, int number)
{
    set_up(pump, number);
    open_connection(pump, number);
    run(pump);
    report(pump);
    int status = peer_state(pump->peer) == PEER_CLOSED ? STATUS_CLOSED : STATUS_NOT_CLOSED;
    sessions_collect(pump->sessions, pump->peer);
    leave(pump);
    random_free(pump->endpoint.config.random);
    endpoint_clear(&pump->endpoint);
    buffer_clear(&pump->received);
    return status;
}

static int hold_connections(Pump *pump)
{
    int status = STATUS_NO_CONNECTION;
    int count = scenario_get(pump->scenario, SCENARIO_RESUME, pump->role, 1, 1) ? 2 : 1;
    if (pump->role == ACTOR_SERVER)
        begin_listening(pump);
    for (int number = 1; number <= count; number++)
        status = hold_connection(pump, number);
    if (pump->role == ACTOR_SERVER)
        close(pump->listener);
    return status;
}

int main(int count, char **arguments)
{
    Pump pump = {0};
    Diagnostic diagnostic = {""};
    if (count == 2 && strcmp(arguments[1], "suites") == 0)
        return list_suites();
    if (count < 5)
        give_up("usage", "pump client|server PORT AWAIT self|other [KEY=VALUE…]");
    pump.role = strcmp(arguments[1], "client") == 0 ? ACTOR_CLIENT : ACTOR_SERVER;
    pump.port = arguments[2];
    pump.await = strtoul(arguments[3], NULL, 10);
    pump.closes = strcmp(arguments[4], "self") == 0;
    pump.scenario = scenario_new();
    pump.credentials = credentials_new();
    if (!scenario_set(pump.scenario, "seed", "pump", &diagnostic)) /* of ticket keys */
        give_up("option", diagnostic.text);
    set_options(pump.scenario, arguments + 5);
    pump.sessions = sessions_new(pump.scenario);
    read_words(&pump.words);
    int status = hold_connections(&pump);
    buffer_clear(&pump.words);
    sessions_free(pump.sessions);
    credentials_free(pump.credentials);
    scenario_free(pump.scenario);
    return status;
}
