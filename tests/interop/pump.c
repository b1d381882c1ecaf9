/*
 * A peer on a TCP socket of the loopback interface, for other people's programs at the other end.
 *
 *     pump client PORT AWAIT CLOSER [KEY=VALUE…]     connects
 *     pump server PORT AWAIT CLOSER [KEY=VALUE…]     listens (port 0: any), says {"port": N}, takes one connection
 *     pump suites                                    lists the suites: {IANA's name: OpenSSL's name, …}
 *
 * KEY=VALUE are a scenario's options. The client says its standard input once it is connected, the server when AWAIT
 * bytes have come; whichever of the two, CLOSER "self" closes when it has spoken and AWAIT bytes have come, "other"
 * leaves that to the other side. What was agreed, how it ended and what was received is one line of JSON.
 *
 * The exit status is 0 where close_notify went both ways, 1 where the connection ended otherwise, 2 where there was
 * none.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>

#include "base/text.h"
#include "sim/endpoint.h"

enum { SECONDS_MAX = 20, STATUS_CLOSED = 0, STATUS_NOT_CLOSED = 1, STATUS_NO_CONNECTION = 2 };

typedef struct Pump {
    Endpoint endpoint;
    Peer *peer;
    int socket;
    size_t await;
    bool closes;
    Buffer words, received; /* to be said; heard */
    bool spoke, input_ended, broken, late;
    struct timespec end; /* of the time that all of it may take */
} Pump;

NO_RETURN static void give_up(const char *what, const char *why)
{
    fprintf(stderr, "pump: %s: %s\n", what, why);
    exit(STATUS_NO_CONNECTION);
}

/* Time */

static void set_end(struct timespec *out)
{
    clock_gettime(CLOCK_MONOTONIC, out);
    out->tv_sec += SECONDS_MAX;
}

static int milliseconds_left(const struct timespec *end)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t left = (int64_t)(end->tv_sec - now.tv_sec) * 1000 + (end->tv_nsec - now.tv_nsec) / 1000000;
    return left > 0 ? (int)left : 0;
}

/* False where nothing of `events` happened in time. */
static bool wait_for(const Pump *pump, int descriptor, short events)
{
    struct pollfd item = {.fd = descriptor, .events = events};
    return poll(&item, 1, milliseconds_left(&pump->end)) > 0;
}

/* The socket */

static struct sockaddr_in loopback(const char *port)
{
    char *rest;
    unsigned long number = strtoul(port, &rest, 10);
    if (*port == '\0' || *rest != '\0' || number > UINT16_MAX)
        give_up("no port", port);
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)number), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static int new_socket(void)
{
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0)
        give_up("socket", strerror(errno));
    return descriptor;
}

static int connect_to(const char *port)
{
    struct sockaddr_in address = loopback(port);
    int descriptor = new_socket();
    if (connect(descriptor, (const struct sockaddr *)&address, sizeof address))
        give_up("connect", strerror(errno));
    return descriptor;
}

static int accept_one(const Pump *pump, const char *port)
{
    struct sockaddr_in address = loopback(port);
    socklen_t size = sizeof address;
    int listener = new_socket();
    if (bind(listener, (const struct sockaddr *)&address, size) || listen(listener, 1) ||
        getsockname(listener, (struct sockaddr *)&address, &size))
        give_up("listen", strerror(errno));
    printf("{\"port\": %d}\n", (int)ntohs(address.sin_port));
    fflush(stdout);
    if (!wait_for(pump, listener, POLLIN))
        give_up("accept", "nobody came");
    int descriptor = accept(listener, NULL, NULL);
    if (descriptor < 0)
        give_up("accept", strerror(errno));
    close(listener);
    return descriptor;
}

static void open_socket(Pump *pump, const char *port)
{
    int at_once = 1;
    pump->socket = pump->endpoint.config.role == ACTOR_CLIENT ? connect_to(port) : accept_one(pump, port);
    fcntl(pump->socket, F_SETFL, fcntl(pump->socket, F_GETFL) | O_NONBLOCK);
    setsockopt(pump->socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
}

static bool must_wait(void)
{
    return errno == EAGAIN || errno == EINTR;
}

/* What the socket takes at once. */
static void send_output(Pump *pump)
{
    Bytes output;
    while (!pump->broken && (output = peer_output(pump->peer)).size) {
        ssize_t sent = send(pump->socket, output.data, output.size, MSG_NOSIGNAL);
        if (sent >= 0)
            peer_output_take(pump->peer, (size_t)sent);
        else if (must_wait())
            return;
        else
            pump->broken = true;
    }
}

static void receive_input(Pump *pump)
{
    uint8_t block[16384];
    ssize_t size = recv(pump->socket, block, sizeof block, 0);
    if (size > 0) {
        peer_receive(pump->peer, bytes_of(block, (size_t)size));
    } else if (size == 0 || !must_wait()) {
        pump->input_ended = true;
        peer_end(pump->peer);
    }
}

/* The conversation */

static void converse(Pump *pump)
{
    Bytes came = peer_read(pump->peer);
    buffer_append(&pump->received, came);
    peer_read_take(pump->peer, came.size);
    bool heard = pump->received.size >= pump->await;
    if (peer_state(pump->peer) != PEER_CONNECTED)
        return;
    if (!pump->spoke && (heard || pump->endpoint.config.role == ACTOR_CLIENT)) {
        peer_write(pump->peer, buffer_bytes(&pump->words));
        pump->spoke = true;
    }
    if (pump->spoke && heard && pump->closes)
        peer_close(pump->peer);
}

static void take_steps(Pump *pump)
{
    do
        converse(pump);
    while (peer_step(pump->peer));
    converse(pump);
}

static bool is_over(const Pump *pump)
{
    PeerState state = peer_state(pump->peer);
    bool ended = state != PEER_HANDSHAKING && state != PEER_CONNECTED;
    return pump->broken || (ended && peer_output(pump->peer).size == 0);
}

static void run(Pump *pump)
{
    for (;;) {
        take_steps(pump);
        send_output(pump);
        if (is_over(pump))
            return;
        short events = (short)(peer_output(pump->peer).size ? POLLIN | POLLOUT : POLLIN);
        pump->late = !wait_for(pump, pump->socket, events);
        if (pump->late)
            return;
        if (!pump->input_ended)
            receive_input(pump);
    }
}

/* A socket closed with unread bytes in it resets the connection, and the other side would miss our last alert. */
static void close_socket(Pump *pump)
{
    uint8_t block[4096];
    ssize_t size = 1;
    shutdown(pump->socket, SHUT_WR);
    while (size > 0 && !pump->input_ended && wait_for(pump, pump->socket, POLLIN))
        size = recv(pump->socket, block, sizeof block, 0);
    close(pump->socket);
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
    json_t *line = json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:s}", "state", state_name(pump),
                             "row", peer_state_name(pump->peer), "version", text_or_null(version_name(agreed.version)),
                             "error", text_or_null(error ? error_name(error) : NULL), "alert", alert_of(pump), "suite",
                             text_or_null(agreed.suite ? agreed.suite->name : NULL), "group",
                             text_or_null(agreed.group ? agreed.group->name : NULL), "scheme",
                             text_or_null(agreed.signature_scheme ? agreed.signature_scheme->name : NULL), "protocol",
                             text_or_null(agreed.protocol), "extended_master_secret", agreed.extended_master_secret,
                             "encrypt_then_mac", agreed.encrypt_then_mac, "received", text_finish(&hex));
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

/* The connection, from socket to report. */
static int hold_connection(Pump *pump, const char *port)
{
    pump->endpoint.config.random = random_new_system();
    read_words(&pump->words);
    set_end(&pump->end);
    open_socket(pump, port);
    pump->peer = peer_new(&pump->endpoint.config);
    run(pump);
    report(pump);
    int status = peer_state(pump->peer) == PEER_CLOSED ? STATUS_CLOSED : STATUS_NOT_CLOSED;
    close_socket(pump);
    peer_free(pump->peer);
    random_free(pump->endpoint.config.random);
    buffer_clear(&pump->words);
    buffer_clear(&pump->received);
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
    Actor role = strcmp(arguments[1], "client") == 0 ? ACTOR_CLIENT : ACTOR_SERVER;
    pump.await = strtoul(arguments[3], NULL, 10);
    pump.closes = strcmp(arguments[4], "self") == 0;
    Scenario *scenario = scenario_new();
    Credentials *credentials = credentials_new();
    set_options(scenario, arguments + 5);
    if (!endpoint_init(&pump.endpoint, scenario, credentials, role, 1, &diagnostic))
        give_up("scenario", diagnostic.text);
    int status = hold_connection(&pump, arguments[2]);
    endpoint_clear(&pump.endpoint);
    credentials_free(credentials);
    scenario_free(scenario);
    return status;
}
