#include "net/visitor.h"

#include <poll.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "net/clock.h"
#include "net/socket.h"

/* Milliseconds that a client has to answer close_notify, or to read the last alert. */
enum { FAREWELL = 3000 };

struct Visitor {
    const ServerConfig *config;
    int number, socket;
    Buffer address;
    Live *live;         /* NULL until the first byte */
    Timeline *timeline; /* its own; NULL where it is recorded in the server's, and once connected */
    bool recorded;
    int64_t deadline;
    bool connected, answered, leaving, late, dismissed, gone;
    HttpRequest request;
    Buffer page; /* to be the answer */
};

Visitor *visitor_new(const ServerConfig *config, int socket, int number)
{
    Visitor *visitor = memory_new(sizeof *visitor);
    visitor->config = config;
    visitor->number = number;
    visitor->socket = socket;
    visitor->deadline = clock_moment() + config->handshake_time;
    socket_append_address(&visitor->address, socket, SOCKET_OTHER);
    text_finish(&visitor->address);
    return visitor;
}

void visitor_free(Visitor *visitor)
{
    if (visitor->live)
        live_free(visitor->live);
    else
        close(visitor->socket);
    timeline_free(visitor->timeline);
    buffer_clear(&visitor->address);
    buffer_clear(&visitor->page);
    memory_free(visitor);
}

int visitor_socket(const Visitor *visitor)
{
    return visitor->socket;
}

int64_t visitor_deadline(const Visitor *visitor)
{
    return visitor->deadline;
}

bool visitor_is_connected(const Visitor *visitor)
{
    return visitor->connected;
}

bool visitor_is_gone(const Visitor *visitor)
{
    return visitor->gone;
}

/* A client that does not take what it is sent is not listened to. */
short visitor_events(const Visitor *visitor)
{
    if (!visitor->live)
        return POLLIN;
    short events = live_events(visitor->live);
    bool pending = (events & POLLOUT) && !live_is_over(visitor->live);
    return (short)(pending ? events & ~POLLIN : events);
}

Visit visitor_end(Visitor *visitor)
{
    if (visitor->live)
        live_conclude(visitor->live);
    return (Visit){.number = visitor->number,
                   .address = (const char *)visitor->address.data,
                   .live = visitor->live,
                   .late = visitor->late,
                   .dismissed = visitor->dismissed,
                   .unrecorded = visitor->live && visitor->config->timeline && !visitor->recorded,
                   .request = visitor->request.over ? &visitor->request : NULL};
}

static Timeline *timeline_of(const Visitor *visitor)
{
    return visitor->recorded ? visitor->config->timeline : visitor->timeline;
}

/* Of the connection in that timeline. */
static int number_of(const Visitor *visitor)
{
    return visitor->recorded ? visitor->number : 1;
}

/* The first byte is there, or the stream's end. */
static void begin(Visitor *visitor)
{
    const ServerConfig *config = visitor->config;
    visitor->recorded = config->timeline && timeline_memory(config->timeline) < config->recorded_max;
    if (!visitor->recorded)
        visitor->timeline = timeline_new();
    PeerConfig peer = *config->peer;
    peer.no_records = !visitor->recorded;
    if (config->sessions)
        live_sessions_lend(config->sessions, &peer);
    if (!config->keeps_time)
        peer.now = clock_date() / 1000000;
    LiveConfig live = {&peer, visitor->socket, timeline_of(visitor), number_of(visitor), config->lies};
    visitor->live = live_new(&live);
}

/* What the page says is known now; then a timeline that nobody else reads has served. */
static void take_connection(Visitor *visitor)
{
    const ServerConfig *config = visitor->config;
    visitor->connected = true;
    if (!config->echo && config->response.size == 0)
        config->describe(config->context, &visitor->page, timeline_of(visitor), number_of(visitor));
    if (visitor->recorded)
        return;
    live_forget(visitor->live);
    timeline_free(visitor->timeline);
    visitor->timeline = NULL;
}

/* RFC 5246 §7.2.1: close_notify goes out, and the client's is waited for. */
static void answer(Visitor *visitor)
{
    Buffer response = BUFFER_EMPTY;
    visitor->answered = true;
    if (visitor->config->response.size)
        buffer_append(&response, visitor->config->response);
    else
        http_response_append(&response, &visitor->request, http_request_judge(&visitor->request),
                             buffer_bytes(&visitor->page));
    peer_write(live_peer(visitor->live), buffer_bytes(&response));
    peer_close(live_peer(visitor->live));
    buffer_clear(&response);
}

static void converse(Visitor *visitor)
{
    Peer *peer = live_peer(visitor->live);
    if (!visitor->connected && peer_state(peer) == PEER_CONNECTED)
        take_connection(visitor);
    Bytes came = peer_read(peer);
    if (came.size == 0)
        return;
    if (visitor->config->echo)
        peer_write(peer, came);
    else
        http_request_read(&visitor->request, came);
    peer_read_take(peer, came.size);
    if (visitor->request.over && !visitor->answered)
        answer(visitor);
}

/* As long as bytes come or go there is time; but not for the handshake, and not for the farewell. */
static void set_deadline(Visitor *visitor)
{
    bool leaves = visitor->answered || live_is_over(visitor->live);
    if (leaves && !visitor->leaving)
        visitor->deadline = clock_moment() + FAREWELL;
    else if (visitor->connected && !leaves)
        visitor->deadline = clock_moment() + visitor->config->idle_time;
    visitor->leaving = leaves;
}

static void advance(Visitor *visitor)
{
    do
        converse(visitor);
    while (live_step(visitor->live));
    live_send(visitor->live);
    visitor->gone = live_is_done(visitor->live);
}

/* Whoever is connected is told that nothing more is said; whoever is not has had time enough. */
static void run_out(Visitor *visitor)
{
    bool silent = visitor->connected && !visitor->leaving;
    visitor->late = visitor->late || !visitor->leaving;
    if (!silent) {
        visitor->gone = true;
        return;
    }
    visitor->answered = true; /* with nothing */
    peer_close(live_peer(visitor->live));
    advance(visitor);
    set_deadline(visitor);
}

static void take_in(Visitor *visitor, short happened)
{
    if (!visitor->live)
        begin(visitor);
    if (happened & (POLLIN | POLLHUP | POLLERR))
        live_receive(visitor->live);
    advance(visitor);
    set_deadline(visitor);
}

void visitor_work(Visitor *visitor, short happened)
{
    if (happened)
        take_in(visitor, happened);
    if (!visitor->gone && clock_until(visitor->deadline) == 0)
        run_out(visitor);
}

void visitor_dismiss(Visitor *visitor)
{
    visitor->dismissed = true;
    visitor->gone = true;
}
