/* What a peer does next. */
#include "tls/message_telling.h"
#include "tls/peer_state.h"

/* Runs a row of the handshake: sends, or takes a message. */
static void run_handshake(Peer *peer, const MessageView *message)
{
    Handshake *handshake = peer->handshake;
    Error alert = handshake_run(handshake, message);
    if (alert) {
        peer_fail(peer, handshake->cause ? handshake->cause : alert, alert);
        return;
    }
    connection_note_progress(&peer->connection);
    if (!handshake_is_done(handshake))
        return;
    peer_end_handshake(peer);
    peer->state = PEER_CONNECTED;
    telling_state(&peer->teller, EVENT_CONNECTED);
}

static FactId application_data_of(Actor sender)
{
    return sender == ACTOR_CLIENT ? FACT_CLIENT_APPLICATION_DATA : FACT_SERVER_APPLICATION_DATA;
}

static bool has_data_to_send(const Peer *peer)
{
    return peer->state == PEER_CONNECTED && !peer->close_sent && peer->to_send_start < peer->to_send.size;
}

/* One record of application data. */
static void send_data(Peer *peer)
{
    Bytes data = bytes_slice(buffer_bytes(&peer->to_send), peer->to_send_start, peer->config.record_size);
    MessageView sent;
    Telling telling;
    connection_send(&peer->connection, CONTENT_APPLICATION_DATA, data, &sent);
    if (telling_begin_sent(&telling, &peer->teller, EVENT_SEND_APPLICATION_DATA, &sent, &peer->connection,
                           &peer->agreement)) {
        telling_bytes(&telling, application_data_of(peer->config.role), DERIVATION_APPLICATION, data);
        telling_end(&telling);
    }
    peer->to_send_start += data.size;
    if (peer->to_send_start < peer->to_send.size)
        return;
    buffer_truncate(&peer->to_send, 0);
    peer->to_send_start = 0;
}

/* True where close_notify is due: asked for, with all data sent and the handshake over, or as an answer. */
static bool has_close_to_send(const Peer *peer)
{
    if (peer->close_sent)
        return false;
    return peer->close_received || (peer->close_wanted && peer->state == PEER_CONNECTED);
}

static void refuse_record(Peer *peer, Error error)
{
    telling_check(&peer->teller, EVENT_CHECK_RECORD, error, compared_nothing());
    peer_fail(peer, error, error);
}

static void receive_data(Peer *peer, const MessageView *message)
{
    Actor sender = peer->config.role == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    Telling telling;
    if (telling_begin_received(&telling, &peer->teller, EVENT_RECEIVE_APPLICATION_DATA, message, &peer->connection,
                               &peer->agreement)) {
        Learned *data = telling_bytes(&telling, application_data_of(sender), DERIVATION_DECRYPTED, message->bytes);
        learned_from(data, sender == ACTOR_CLIENT ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
        telling_end(&telling);
    }
    buffer_append(&peer->received, message->bytes);
    /* An empty record is allowed: it hides how much is said (RFC 5246 §6.2.1). But not without end. */
    if (message->bytes.size > 0)
        connection_note_progress(&peer->connection);
    else if (connection_count_idle(&peer->connection))
        refuse_record(peer, ERROR_UNEXPECTED_MESSAGE);
}

static bool is_handshake(const MessageView *message, HandshakeType type)
{
    return message->content_type == CONTENT_HANDSHAKE && message->bytes.data[0] == type;
}

static void tell_received(Peer *peer, EventId id, const MessageView *message)
{
    Telling telling;
    if (telling_begin_received(&telling, &peer->teller, id, message, &peer->connection, &peer->agreement))
        telling_end(&telling);
}

/* The other side wants a new handshake on a connection that has one behind it. */
static bool asks_to_renegotiate(const Peer *peer, const MessageView *message)
{
    if (peer->config.role == ACTOR_CLIENT)
        return is_handshake(message, HANDSHAKE_HELLO_REQUEST);
    return !peer->handshake && is_handshake(message, HANDSHAKE_CLIENT_HELLO);
}

/* RFC 5246 §7.4.1.1: ignored during a handshake, otherwise declined; but not without end. */
static void decline_renegotiation(Peer *peer, const MessageView *message)
{
    bool client = peer->config.role == ACTOR_CLIENT;
    DecodeContext context = {.version = peer->agreement.version,
                             .suite = peer->agreement.suite,
                             .sender = client ? ACTOR_SERVER : ACTOR_CLIENT};
    Message decoded;
    tell_received(peer, client ? EVENT_RECEIVE_HELLO_REQUEST : EVENT_RECEIVE_RENEGOTIATION, message);
    Error error = message_decode(&decoded, message->bytes, &context, NULL);
    if (error)
        telling_check(&peer->teller, EVENT_CHECK_FORM, error, compared_nothing());
    else
        error = connection_count_idle(&peer->connection);
    if (error)
        peer_fail(peer, error, error);
    else if (!peer->handshake && !peer->close_sent) /* after close_notify this side says nothing more (§7.2.1) */
        peer_warn(peer, ERROR_NO_RENEGOTIATION);
}

static void refuse_message(Peer *peer, const MessageView *message)
{
    tell_received(peer, EVENT_RECEIVE_UNEXPECTED, message);
    telling_check(&peer->teller, EVENT_CHECK_ORDER, ERROR_UNEXPECTED_MESSAGE,
                  compared_text("application_data", message_name(message->content_type, message->bytes)));
    peer_fail(peer, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE);
}

static void take_message(Peer *peer, const MessageView *message)
{
    if (message->content_type == CONTENT_ALERT)
        peer_receive_alert(peer, message);
    else if (asks_to_renegotiate(peer, message))
        decline_renegotiation(peer, message);
    else if (peer->handshake)
        run_handshake(peer, message);
    else if (message->content_type == CONTENT_APPLICATION_DATA)
        receive_data(peer, message);
    else
        refuse_message(peer, message);
}

static bool receive(Peer *peer)
{
    MessageView message;
    bool found;
    Error error = connection_next(&peer->connection, &message, &found);
    if (error) {
        refuse_record(peer, error);
    } else if (found) {
        take_message(peer, &message);
    } else if (peer->input_ended) {
        peer_finish_input(peer);
    } else {
        return false;
    }
    return true;
}

bool peer_step(Peer *peer)
{
    if (peer->state != PEER_HANDSHAKING && peer->state != PEER_CONNECTED)
        return false;
    if (has_close_to_send(peer) && !has_data_to_send(peer))
        peer_send_close_notify(peer);
    else if (peer->handshake && handshake_sends(peer->handshake))
        run_handshake(peer, NULL);
    else if (has_data_to_send(peer))
        send_data(peer);
    else
        return receive(peer);
    return true;
}
