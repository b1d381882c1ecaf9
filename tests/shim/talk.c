#include "tests/shim/talk.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "crypto/prf.h"
#include "net/clock.h"
#include "net/link.h"
#include "net/socket.h"
#include "tests/shim/expect.h"

/* The runner waits as long for a shim that says nothing. */
enum { SILENCE_MAX = 15000 /* milliseconds */, SHIM_ID_SIZE = 8, CONTEXT_HEADER_SIZE = 2 };

typedef struct Talk {
    const ShimFlags *flags;
    bool resumed;
    Peer *peer;
    Link *link;
    ShimWatch watch;
    Buffer heard;       /* that the peer has not been given yet */
    size_t heard_start; /* what of it has been */
    bool other_ended, greeted;
} Talk;

/* What the application says */

/* RFC 5705 §4: PRF(master_secret, label, client_random ‖ server_random [‖ length of context ‖ context]). */
static void say_exported(Talk *talk)
{
    const ShimFlags *flags = talk->flags;
    PeerSummary summary;
    peer_summary(talk->peer, &summary);
    Bytes context = bytes_of_text(flags->exporter_context ? flags->exporter_context : "");
    Buffer seed = BUFFER_EMPTY, out = BUFFER_EMPTY;
    buffer_append(&seed, summary.client_random);
    buffer_append(&seed, summary.server_random);
    if (flags->uses_exporter_context) {
        buffer_append_number(&seed, CONTEXT_HEADER_SIZE, context.size);
        buffer_append(&seed, context);
    }
    prf_stretch(suite_prf_hash(summary.suite, summary.version), summary.master_secret,
                flags->exporter_label ? flags->exporter_label : "", buffer_bytes(&seed),
                buffer_extend(&out, flags->exported_size), flags->exported_size);
    peer_write(talk->peer, buffer_bytes(&out));
    buffer_clear(&seed);
    buffer_clear(&out);
}

/* Sizes about those of a record. */
static void say_different_sizes(Talk *talk)
{
    static const size_t sizes[] = {1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        Buffer out = BUFFER_EMPTY;
        memset(buffer_extend(&out, sizes[i]), 'B', sizes[i]);
        peer_write(talk->peer, buffer_bytes(&out));
        buffer_clear(&out);
    }
}

static void greet(Talk *talk)
{
    const ShimFlags *flags = talk->flags;
    if (flags->exported_size)
        say_exported(talk);
    if (flags->writes_tls_unique)
        peer_write(talk->peer, buffer_bytes(&talk->watch.first_finished));
    if (flags->writes_first)
        peer_write(talk->peer, bytes_of_text("hello"));
    if (flags->writes_different_sizes)
        say_different_sizes(talk);
    if (flags->shuts_down || flags->writes_different_sizes)
        peer_close(talk->peer);
}

/* Each byte comes back with all its bits turned. */
static void echo(Talk *talk)
{
    Buffer out = BUFFER_EMPTY;
    Bytes data = peer_read(talk->peer);
    buffer_append(&out, bytes_slice(data, 0, talk->flags->read_size ? talk->flags->read_size : data.size));
    for (size_t i = 0; i < out.size; i++)
        out.data[i] ^= 0xff;
    peer_write(talk->peer, buffer_bytes(&out));
    peer_read_take(talk->peer, out.size);
    buffer_clear(&out);
}

/* False where the connection is not as the flags want it. */
static bool attend(Talk *talk, Diagnostic *diagnostic)
{
    if (peer_state(talk->peer) != PEER_CONNECTED)
        return true;
    if (!talk->greeted) {
        talk->greeted = true;
        if (!expect_connection(talk->flags, talk->peer, &talk->watch, talk->resumed, diagnostic))
            return false;
        greet(talk);
    }
    while (peer_read(talk->peer).size && !talk->flags->shuts_down)
        echo(talk);
    return expect_progress(talk->flags, &talk->watch, diagnostic);
}

/* Bytes */

static bool is_over(const Talk *talk)
{
    PeerState state = peer_state(talk->peer);
    return state == PEER_CLOSED || state == PEER_FAILED || state == PEER_TRUNCATED;
}

static bool is_sent(const Talk *talk)
{
    return peer_output(talk->peer).size == 0 || link_is_broken(talk->link);
}

/* Hands on what was heard: all of it, or a byte, as a slow network would. */
static bool hear(Talk *talk)
{
    Bytes rest = bytes_slice(buffer_bytes(&talk->heard), talk->heard_start, talk->flags->byte_by_byte ? 1 : SIZE_MAX);
    if (rest.size)
        peer_receive(talk->peer, rest);
    else if (talk->other_ended)
        peer_end(talk->peer);
    talk->heard_start += rest.size;
    return rest.size || (talk->other_ended && !is_over(talk));
}

static bool work(Talk *talk, Diagnostic *diagnostic)
{
    do
        do
            if (!attend(talk, diagnostic))
                return false;
        while (peer_step(talk->peer));
    while (hear(talk));
    return true;
}

static void send_output(Talk *talk)
{
    size_t size;
    while ((size = link_send(talk->link, peer_output(talk->peer))) > 0)
        peer_output_take(talk->peer, size);
    if (is_over(talk) && is_sent(talk))
        link_end(talk->link);
}

/* False where nobody says anything any more. */
static bool exchange(Talk *talk)
{
    struct pollfd item = {.fd = link_socket(talk->link)};
    send_output(talk);
    item.events = (short)((talk->other_ended ? 0 : POLLIN) | (is_sent(talk) ? 0 : POLLOUT));
    if (item.events && poll(&item, 1, SILENCE_MAX) <= 0)
        return false;
    send_output(talk);
    buffer_truncate(&talk->heard, 0);
    talk->heard_start = 0;
    if (!talk->other_ended && item.revents & ~POLLOUT)
        talk->other_ended = !link_take(talk->link, &talk->heard);
    return true;
}

static bool is_done(const Talk *talk)
{
    return is_over(talk) && is_sent(talk) && talk->other_ended;
}

static bool converse(Talk *talk, Diagnostic *diagnostic)
{
    while (work(talk, diagnostic) && !is_done(talk))
        if (!exchange(talk))
            return diagnostic_set(diagnostic, "nobody said anything for %d s", SILENCE_MAX / 1000);
    return diagnostic->text[0] == '\0' && expect_end(talk->flags, talk->peer, &talk->watch, diagnostic);
}

/* The connection */

static bool open_link(Talk *talk, Diagnostic *diagnostic)
{
    char port[8];
    uint8_t id[SHIM_ID_SIZE];
    LinkConfig config = {.socket = -1, .own = talk->flags->server ? ACTOR_SERVER : ACTOR_CLIENT};
    snprintf(port, sizeof port, "%u", (unsigned)(talk->flags->port % 65536));
    for (int i = 0; i < SHIM_ID_SIZE; i++)
        id[i] = (uint8_t)(talk->flags->shim_id >> 8 * i);
    if (!socket_connect(&config.socket, talk->flags->ipv6 ? "::1" : socket_loopback, port, SILENCE_MAX, diagnostic))
        return false;
    talk->link = link_new(&config);
    return link_send(talk->link, BYTES_OF_ARRAY(id)) == sizeof id || diagnostic_set(diagnostic, "the runner is gone");
}

static void keep_session(ShimState *state, const Peer *peer)
{
    session_clear(&state->session);
    if (!peer_session(peer, &state->session))
        session_clear(&state->session);
}

bool shim_talk(ShimState *state, const ShimSetup *setup, const ShimFlags *flags, bool resumed, Diagnostic *diagnostic)
{
    Talk talk = {.flags = flags, .resumed = resumed};
    Observer observer = {shim_watch, &talk.watch};
    PeerConfig config = setup->config;
    config.observer = &observer;
    config.next = &setup->later;
    bool good = open_link(&talk, diagnostic);
    if (good) {
        talk.peer = peer_new(&config);
        good = converse(&talk, diagnostic);
        keep_session(state, talk.peer);
    }
    peer_free(talk.peer);
    link_free(talk.link);
    shim_watch_clear(&talk.watch);
    buffer_clear(&talk.heard);
    return good;
}
