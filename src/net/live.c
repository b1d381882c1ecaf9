#include "net/live.h"

#include <poll.h>

#include "base/memory.h"
#include "base/text.h"
#include "net/link.h"
#include "sim/attacker/fault.h"
#include "tls/telling/telling.h"

struct Live {
    LiveConfig config;
    PeerConfig peer_config;
    Observer observer;
    Fault *fault; /* or NULL */
    Peer *peer;
    Link *link;
    OutcomeWatch watch;
    const EventItem *failed_check; /* the last one; NULL: none */
    Buffer expected, found;        /* by it */
    bool client_is_newer;
    uint16_t offered_version;
    Buffer block;                  /* that came */
    uint64_t data_seen, data_lost; /* bytes of application data in all, and of it not kept */
    bool other_ended;
};

/* Whether an event is kept: application data is up to a limit. */
static bool is_kept(Live *live, const Event *event)
{
    if (event->id != EVENT_SEND_APPLICATION_DATA && event->id != EVENT_RECEIVE_APPLICATION_DATA)
        return true;
    size_t size = event->message->bytes.size;
    live->data_seen += size;
    if (live->data_seen <= LIVE_DATA_KEPT)
        return true;
    live->data_lost += size;
    return false;
}

/* A text that was compared, as long as a line about it can be. */
static void keep_compared(Buffer *out, const Check *check, Bytes compared)
{
    enum { SHOWN_MAX = 100 };
    buffer_set(out, check->kind == VALUE_TEXT ? bytes_slice(compared, 0, SHOWN_MAX) : BYTES_EMPTY);
    text_finish(out);
}

static void note_failed_check(Live *live, const Event *event)
{
    live->failed_check = event_item(event->id);
    keep_compared(&live->expected, event->check, event->check->expected);
    keep_compared(&live->found, event->check, event->check->found);
}

/* supported_versions of a ClientHello: a list with its length in front. True where it has none of TLS 1.0 to 1.2. */
static bool is_newer(Bytes versions)
{
    if (versions.size < 3)
        return false;
    for (size_t i = 1; i + 1 < versions.size; i += 2) {
        uint64_t version = bytes_read_number(versions.data + i, 2);
        if (version >= VERSION_TLS_1_0 && version <= VERSION_TLS_1_2)
            return false;
    }
    return true;
}

static void note_versions(Live *live, Bytes hello)
{
    Message message;
    const DecodeContext context = {0, NULL};
    if (message_decode(&message, hello, &context, NULL))
        return;
    const Extensions *extensions = &message.client_hello.extensions;
    for (int i = 0; i < extensions->type_count; i++)
        if (extensions->types[i] == TLS_EXTENSION_SUPPORTED_VERSIONS)
            live->client_is_newer = is_newer(extensions->data[i]);
}

/* client_version stands behind the header of a message of the handshake (RFC 5246 §7.4.1.2). */
static void note_offer(Live *live, Bytes hello)
{
    enum { HEADER_SIZE = 4, VERSION_SIZE = 2 };
    if (hello.size >= HEADER_SIZE + VERSION_SIZE)
        live->offered_version = (uint16_t)bytes_read_number(hello.data + HEADER_SIZE, VERSION_SIZE);
}

/* The number of the event's step; 0 where it is not kept. */
static int keep(Live *live, const Event *event)
{
    Timeline *timeline = live->config.timeline;
    if (!timeline || !is_kept(live, event))
        return 0;
    timeline_record(timeline, live->config.number, event);
    return timeline_step_count(timeline);
}

static void observe(void *context, const Event *event)
{
    Live *live = context;
    outcome_watch(&live->watch, event, keep(live, event));
    if (event->check && !event->check->passed)
        note_failed_check(live, event);
    if (event->id == EVENT_RECEIVE_CLIENT_HELLO)
        note_versions(live, event->message->bytes);
    if (event->id == EVENT_SEND_CLIENT_HELLO)
        note_offer(live, event->message->bytes);
}

static void watch_link(void *context, const Segment *segment)
{
    Live *live = context;
    if (live->config.timeline && live->data_lost == 0)
        timeline_record_segment(live->config.timeline, segment);
}

/* Its rules are those of a first connection. */
static void add_fault(Live *live)
{
    Actor role = live->peer_config.role;
    FaultConfig config = {.scenario = live->config.lies, .connection = 1};
    config.observers[role] = &live->observer;
    live->fault = config.scenario ? fault_new(&config) : NULL;
    live->peer_config.fault = fault_of(live->fault, role);
}

Live *live_new(const LiveConfig *config)
{
    Live *live = memory_new(sizeof *live);
    LinkConfig link = {config->socket, config->number, config->peer->role, watch_link, live};
    live->config = *config;
    live->observer = (Observer){observe, live};
    live->peer_config = *config->peer;
    live->peer_config.observer = &live->observer;
    live->config.peer = &live->peer_config;
    live->watch.alone = true;
    add_fault(live);
    if (config->timeline)
        timeline_expect_one_side(config->timeline);
    live->link = link_new(&link);
    live->peer = peer_new(&live->peer_config);
    return live;
}

void live_free(Live *live)
{
    if (!live)
        return;
    peer_free(live->peer);
    fault_free(live->fault);
    link_free(live->link);
    buffer_clear(&live->block);
    buffer_clear(&live->expected);
    buffer_clear(&live->found);
    memory_free(live);
}

Peer *live_peer(const Live *live)
{
    return live->peer;
}

int live_socket(const Live *live)
{
    return link_socket(live->link);
}

bool live_step(Live *live)
{
    return peer_step(live->peer);
}

bool live_hung_up(const Live *live)
{
    return fault_ends_stream(live->fault, live->peer_config.role);
}

bool live_is_over(const Live *live)
{
    PeerState state = peer_state(live->peer);
    return state == PEER_CLOSED || state == PEER_FAILED || state == PEER_TRUNCATED || live_hung_up(live);
}

bool live_is_done(const Live *live)
{
    bool sent = peer_output(live->peer).size == 0 || link_is_broken(live->link);
    return live_is_over(live) && sent && live->other_ended;
}

/* Where the network is gone no more can come either. */
static void give_up(Live *live)
{
    live->other_ended = true;
    peer_end(live->peer);
}

void live_send(Live *live)
{
    size_t size;
    while ((size = link_send(live->link, peer_output(live->peer))) > 0)
        peer_output_take(live->peer, size);
    if (link_is_broken(live->link))
        give_up(live);
    else if (live_is_over(live) && peer_output(live->peer).size == 0)
        link_end(live->link);
}

void live_receive(Live *live)
{
    if (live->other_ended)
        return;
    buffer_truncate(&live->block, 0);
    if (!link_take(live->link, &live->block))
        give_up(live);
    else if (live->block.size)
        peer_receive(live->peer, buffer_bytes(&live->block));
}

short live_events(const Live *live)
{
    short events = live->other_ended ? 0 : POLLIN;
    return (short)(events | (peer_output(live->peer).size && !link_is_broken(live->link) ? POLLOUT : 0));
}

static const char *text_or_null(const Buffer *text)
{
    return text->size ? (const char *)text->data : NULL;
}

LiveFinding live_finding(const Live *live)
{
    return (LiveFinding){live->failed_check, text_or_null(&live->expected), text_or_null(&live->found)};
}

bool live_client_is_newer(const Live *live)
{
    return live->client_is_newer;
}

uint16_t live_offered_version(const Live *live)
{
    return live->offered_version;
}

Outcome live_outcome(const Live *live)
{
    return outcome_finish_alone(&live->watch, live->peer_config.role, peer_state(live->peer));
}

static void tell_lost(Live *live)
{
    Teller teller = {&live->observer, live->peer_config.role, 1};
    Telling telling;
    Buffer size = BUFFER_EMPTY;
    if (!telling_begin(&telling, &teller, EVENT_APPLICATION_DATA_COUNTED))
        return;
    text_append_decimal(&size, live->data_lost);
    telling_buffer(&telling, FACT_APPLICATION_DATA_COUNTED, DERIVATION_NONE, &size);
    telling_end(&telling);
}

void live_conclude(Live *live)
{
    if (!live->config.timeline)
        return;
    if (live->data_lost)
        tell_lost(live);
    Outcome outcome = live_outcome(live);
    Buffer undone = BUFFER_EMPTY;
    fault_append_undone(live->fault, &undone);
    if (undone.size)
        outcome.undone = text_finish(&undone);
    timeline_set_outcome(live->config.timeline, live->config.number, &outcome);
    buffer_clear(&undone);
}

void live_forget(Live *live)
{
    live->config.timeline = NULL;
}
