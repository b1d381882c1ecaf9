#include "net/relay.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "net/clock.h"

/* How long a socket is kept after the last byte was sent, for the other side to read it. */
enum { LINGER = 2000 };

typedef struct Relay {
    const RelayConfig *config;
    Live *live;
    Peer *peer;
    int input; /* -1: has ended */
    bool connected, heard;
    int64_t end; /* of the time that there is */
} Relay;

static void restart_clock(Relay *relay)
{
    relay->end = clock_moment() + (relay->connected ? relay->config->idle_time : relay->config->handshake_time);
}

static void begin_to_speak(Relay *relay)
{
    relay->connected = true;
    restart_clock(relay);
    if (relay->config->words.size)
        peer_write(relay->peer, relay->config->words);
}

/* Hands over what has come, and says what is to be said. */
static void converse(Relay *relay)
{
    Bytes came = peer_read(relay->peer);
    if (came.size) {
        relay->heard = relay->heard && relay->config->hear(relay->config->context, came);
        peer_read_take(relay->peer, came.size);
    }
    if (!relay->connected && peer_state(relay->peer) == PEER_CONNECTED)
        begin_to_speak(relay);
    if (relay->connected && relay->input < 0 && relay->config->closes)
        peer_close(relay->peer);
}

static void take_steps(Relay *relay)
{
    do
        converse(relay);
    while (live_step(relay->live));
}

/* Not more than the socket takes: what is read waits nowhere else. */
static bool wants_input(const Relay *relay)
{
    return relay->input >= 0 && relay->connected && !live_is_over(relay->live) && peer_output(relay->peer).size == 0;
}

static void read_input(Relay *relay)
{
    uint8_t block[16384];
    ssize_t size = read(relay->input, block, sizeof block);
    if (size > 0)
        peer_write(relay->peer, bytes_of(block, (size_t)size));
    else if (size == 0 || errno != EINTR)
        relay->input = -1;
}

/* Waits, and takes what came; false where nothing did in time. */
static bool wait(Relay *relay)
{
    struct pollfd items[2] = {{.fd = live_socket(relay->live), .events = live_events(relay->live)},
                              {.fd = wants_input(relay) ? relay->input : -1, .events = POLLIN}};
    int ready = poll(items, 2, clock_until(relay->end));
    if (ready <= 0)
        return ready < 0 && errno == EINTR;
    if (relay->connected)
        restart_clock(relay);
    if (items[0].revents & (POLLIN | POLLHUP | POLLERR))
        live_receive(relay->live);
    if (items[1].revents)
        read_input(relay);
    return true;
}

/* The other side reads the alert, and ends its stream: a socket closed before could take the alert back. */
static void linger(Relay *relay)
{
    relay->end = clock_moment() + LINGER;
    relay->connected = false; /* nothing lengthens it */
    while (!live_is_done(relay->live) && wait(relay))
        live_send(relay->live);
}

RelayEnd relay_run(const RelayConfig *config)
{
    Relay relay = {
        .config = config, .live = config->live, .peer = live_peer(config->live), .input = config->input, .heard = true};
    bool in_time = true;
    restart_clock(&relay);
    while (in_time && relay.heard) {
        take_steps(&relay);
        live_send(relay.live);
        if (live_is_over(relay.live))
            break;
        in_time = wait(&relay);
    }
    if (!relay.heard)
        return RELAY_UNHEARD;
    if (!in_time)
        return RELAY_LATE;
    if (peer_state(relay.peer) == PEER_FAILED)
        linger(&relay);
    return RELAY_OVER;
}
