/* Further handshakes on a connection: who asks for one, who agrees, who declines (RFC 5246 §7.4.1.1, RFC 5746). */
#include "base/memory.h"
#include "tls/peer/peer_state.h"
#include "tls/telling/message_telling.h"

/* RFC 7627 §5.4: what a handshake that resumed a session without extended master secret has in its Finished may stand
   in another's as well, and ties nothing to it. */
static bool is_bound(const Agreement *agreement)
{
    return agreement->secure_renegotiation && !(agreement->resumed && !agreement->extended_master_secret);
}

static bool is_allowed(const Peer *peer)
{
    switch (peer->config.renegotiation) {
    case RENEGOTIATION_NONE:
        return false;
    case RENEGOTIATION_BOUND:
        return is_bound(&peer->agreement);
    case RENEGOTIATION_ANY:
        return true;
    }
    return false;
}

static bool is_possible(const Peer *peer)
{
    bool closing = peer->close_wanted || peer->close_sent || peer->close_received;
    bool few = peer->teller.handshake <= PEER_RENEGOTIATIONS_MAX; /* the first handshake is none */
    return peer->state == PEER_CONNECTED && !closing && few && is_allowed(peer);
}

bool peer_renegotiate(Peer *peer)
{
    peer->renegotiation_wanted = is_possible(peer);
    return peer->renegotiation_wanted;
}

/* Beginning */

/* Another configuration, but still the one who has this connection, and what it keeps of sessions. */
static void use_next_config(Peer *peer)
{
    PeerConfig next = *peer->config.next;
    next.role = peer->config.role;
    next.random = peer->config.random;
    next.observer = peer->config.observer;
    next.fault = peer->config.fault;
    next.server.sessions = peer->config.server.sessions;
    next.extensions.has_session_ticket = peer->config.extensions.has_session_ticket;
    next.server.ticket_keys = peer->config.server.ticket_keys;
    peer_use_config(peer, &next);
}

static void begin_handshake(Peer *peer)
{
    peer->renegotiation_wanted = false;
    peer->interleaved = 0;
    peer->previous = peer->agreement;
    peer->agreement = (Agreement){0};
    if (peer->config.next)
        use_next_config(peer);
    peer->teller.handshake++;
    peer->state = PEER_HANDSHAKING;
    peer_begin_handshake(peer, &peer->previous);
}

/* It is no part of any handshake, and in no transcript (RFC 5246 §7.4.1.1). */
static void send_hello_request(Peer *peer)
{
    Buffer message = BUFFER_EMPTY;
    peer->renegotiation_wanted = false;
    hello_request_encode(&message);
    peer_send(peer, &peer->teller, EVENT_SEND_HELLO_REQUEST, CONTENT_HANDSHAKE, buffer_bytes(&message));
    buffer_clear(&message);
}

void peer_start_renegotiation(Peer *peer)
{
    if (peer->config.role == ACTOR_CLIENT)
        begin_handshake(peer);
    else
        send_hello_request(peer);
}

/* Being asked */

static bool is_handshake(const MessageView *message, HandshakeType type)
{
    return message->content_type == CONTENT_HANDSHAKE && message->bytes.data[0] == type;
}

bool peer_is_asked_to_renegotiate(const Peer *peer, const MessageView *message)
{
    if (peer->config.role == ACTOR_CLIENT)
        return is_handshake(message, HANDSHAKE_HELLO_REQUEST);
    return !peer->handshake && is_handshake(message, HANDSHAKE_CLIENT_HELLO);
}

/* What is asked has to be readable, and is not asked without end. */
static Error check_request(Peer *peer, const MessageView *message)
{
    DecodeContext context = {.version = peer->agreement.version, .suite = peer->agreement.suite};
    Message decoded;
    Error error = message_decode(&decoded, message->bytes, &context, NULL);
    if (error)
        message_tell_malformed(&peer->teller, message, &context, error);
    return error ? error : connection_count_idle(&peer->connection);
}

/* RFC 5246 §7.4.1.1: ignored during a handshake, otherwise declined. After close_notify this side says nothing more
   (§7.2.1). */
static void decline(Peer *peer, const MessageView *message)
{
    bool client = peer->config.role == ACTOR_CLIENT;
    peer_tell_received(peer, client ? EVENT_RECEIVE_HELLO_REQUEST : EVENT_RECEIVE_RENEGOTIATION, message);
    Error error = check_request(peer, message);
    if (error)
        peer_fail(peer, error, error);
    else if (!peer->handshake && !peer->close_sent)
        peer_warn(peer, ERROR_NO_RENEGOTIATION);
}

/* Client: begins once what is queued has left. */
static void agree(Peer *peer, const MessageView *message)
{
    peer_tell_received(peer, EVENT_AGREE_TO_RENEGOTIATE, message);
    Error error = check_request(peer, message);
    if (error)
        peer_fail(peer, error, error);
    else
        peer->renegotiation_wanted = true;
}

void peer_answer_renegotiation(Peer *peer, const MessageView *message)
{
    if (!is_possible(peer)) {
        decline(peer, message);
    } else if (peer->config.role == ACTOR_CLIENT) {
        agree(peer, message);
    } else {
        begin_handshake(peer);
        peer_run_handshake(peer, message);
    }
}

/* Being declined */

void peer_take_no_renegotiation(Peer *peer)
{
    if (!peer->handshake || !peer->handshake->previous || !handshake_is_unanswered(peer->handshake))
        return;
    const HandshakeRow *row = peer->row;
    peer->agreement = peer->previous;
    peer_end_handshake(peer);
    peer->row = row;
    peer->state = PEER_CONNECTED;
    telling_state(&peer->teller, EVENT_RENEGOTIATION_DECLINED);
    peer->teller.handshake--;
}
