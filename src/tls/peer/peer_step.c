/* What a peer does next. */
#include "base/text.h"
#include "tls/handshake/sending.h"
#include "tls/peer/peer_state.h"
#include "tls/record/record_fault.h"
#include "tls/telling/message_telling.h"

void peer_send(Peer *peer, const Teller *teller, EventId id, ContentType type, Bytes content)
{
    Sending sending = {peer->config.fault, teller, &peer->connection, &peer->agreement, NULL};
    sending_send(&sending, id, type, content);
}

static bool is_hello_request(const Peer *peer, Bytes bytes)
{
    static const uint8_t hello_request[HANDSHAKE_HEADER_SIZE] = {HANDSHAKE_HELLO_REQUEST};
    return peer->config.role == ACTOR_CLIENT &&
           bytes_equal(bytes_slice(bytes, 0, HANDSHAKE_HEADER_SIZE), BYTES_OF_ARRAY(hello_request));
}

/* Nothing stands behind the message that ends a flight of the other side's: it cannot know yet what to say next, and
   what it said beforehand would count as said under other keys, or in another handshake. The RFC leaves this open; our
   choice. During a handshake a HelloRequest is ignored wherever it stands (RFC 5246 §7.4.1.1). */
static Error check_flight_end(const Peer *peer)
{
    Handshake *handshake = peer->handshake;
    Bytes behind = connection_bytes_behind(&peer->connection);
    bool done = handshake_is_done(handshake);
    while (!done && is_hello_request(peer, behind))
        behind = bytes_slice(behind, HANDSHAKE_HEADER_SIZE, behind.size);
    if (behind.size == 0 || !(done || handshake_sends(handshake)))
        return ERROR_NONE;
    MessageId expected = done ? MESSAGE_APPLICATION_DATA : handshake_row(handshake)->message;
    return handshake_check(handshake, EVENT_CHECK_ORDER, false, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE,
                           compared_text(message_id_name(expected), message_name(CONTENT_HANDSHAKE, behind)));
}

void peer_run_handshake(Peer *peer, const MessageView *message)
{
    Handshake *handshake = peer->handshake;
    Error alert = handshake_run(handshake, message);
    if (!alert && message)
        alert = check_flight_end(peer);
    if (alert) {
        peer_fail(peer, handshake->cause ? handshake->cause : alert, alert);
        return;
    }
    connection_note_progress(&peer->connection);
    if (!handshake_is_done(handshake))
        return;
    handshake_finish(handshake);
    session_copy(&peer->session, &handshake->session);
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
    bool closing = peer->close_sent || peer->close_received;
    return peer->state == PEER_CONNECTED && !closing && peer->to_send_start < peer->to_send.size;
}

/* Application data belongs to the handshake whose keys protect it, though another may have begun. */
static Teller data_teller(const Peer *peer, int handshake)
{
    return (Teller){peer->teller.observer, peer->teller.actor, handshake};
}

/* One record of application data. */
static void send_data(Peer *peer)
{
    Teller teller = data_teller(peer, peer->connection.writing.keys.handshake);
    size_t size = connection_fragment_max(&peer->connection);
    Bytes data = bytes_slice(buffer_bytes(&peer->to_send), peer->to_send_start, size);
    peer_send(peer, &teller, EVENT_SEND_APPLICATION_DATA, CONTENT_APPLICATION_DATA, data);
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

/* After close_notify this side says nothing more (RFC 5246 §7.2.1). */
static bool has_handshake_to_send(const Peer *peer)
{
    return peer->handshake && handshake_sends(peer->handshake) && !peer->close_sent;
}

static void refuse_record(Peer *peer, Error error)
{
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    if (peer->teller.observer) {
        record_fault_describe(&peer->connection, error, &expected, &found);
        telling_check(&peer->teller, EVENT_CHECK_RECORD, error,
                      compared_text(text_finish(&expected), text_finish(&found)));
    }
    buffer_clear(&expected);
    buffer_clear(&found);
    peer_fail(peer, error, error);
}

/* Whether application data may come: there are keys, and during a further handshake they are still those of the one
   before (RFC 5246 §7.4.1.1, §7.4.9). */
static bool takes_data(const Peer *peer)
{
    int since = peer->connection.reader.epoch.keys.handshake;
    return since > 0 && (!peer->handshake || since < peer->teller.handshake);
}

/* More of it than a handshake can be waiting behind. */
static bool count_interleaved(Peer *peer, size_t size)
{
    peer->interleaved += peer->handshake ? size : 0;
    return peer->interleaved > PEER_INTERLEAVED_MAX;
}

static void receive_data(Peer *peer, const MessageView *message)
{
    Actor sender = peer->config.role == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    Teller teller = data_teller(peer, peer->connection.reader.epoch.keys.handshake);
    Telling telling;
    if (telling_begin_received(&telling, &teller, EVENT_RECEIVE_APPLICATION_DATA, message, &peer->agreement)) {
        Learned *data = telling_bytes(&telling, application_data_of(sender), DERIVATION_DECRYPTED, message->bytes);
        learned_from(data, sender == ACTOR_CLIENT ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
        telling_end(&telling);
    }
    buffer_append(&peer->received, message->bytes);
    /* An empty record is allowed: it hides how much is said (RFC 5246 §6.2.1). But not without end. */
    if (message->bytes.size > 0)
        connection_note_progress(&peer->connection);
    bool idle = message->bytes.size == 0 && connection_count_idle(&peer->connection);
    if (idle || count_interleaved(peer, message->bytes.size))
        refuse_record(peer, ERROR_UNEXPECTED_MESSAGE);
}

void peer_tell_received(Peer *peer, EventId id, const MessageView *message)
{
    Telling telling;
    if (telling_begin_received(&telling, &peer->teller, id, message, &peer->agreement))
        telling_end(&telling);
}

static void refuse_message(Peer *peer, const MessageView *message)
{
    peer_tell_received(peer, EVENT_RECEIVE_UNEXPECTED, message);
    telling_check(&peer->teller, EVENT_CHECK_ORDER, ERROR_UNEXPECTED_MESSAGE,
                  compared_text("application_data", message_name(message->content_type, message->bytes)));
    peer_fail(peer, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE);
}

static void take_message(Peer *peer, const MessageView *message)
{
    if (message->content_type == CONTENT_ALERT) {
        peer_receive_alert(peer, message);
        return;
    }
    peer->warnings = 0;
    if (message->content_type == CONTENT_SSL2_HELLO && peer->config.role == ACTOR_SERVER)
        peer_refuse_ssl2_hello(peer, message);
    else if (peer_is_asked_to_renegotiate(peer, message))
        peer_answer_renegotiation(peer, message);
    else if (message->content_type == CONTENT_APPLICATION_DATA && takes_data(peer))
        receive_data(peer, message);
    else if (peer->handshake)
        peer_run_handshake(peer, message);
    else
        refuse_message(peer, message);
}

static bool receive(Peer *peer)
{
    MessageView message;
    bool found;
    Error error = connection_next(&peer->connection, &message, &found);
    if (error) {
        if (!peer_refuse_foreign(peer))
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

/* What the peer would send next; MESSAGE_UNKNOWN where it has nothing to send. */
static MessageId next_message(const Peer *peer)
{
    if (has_close_to_send(peer) && !has_data_to_send(peer))
        return MESSAGE_ALERT;
    if (has_handshake_to_send(peer))
        return handshake_row(peer->handshake)->message;
    return has_data_to_send(peer) ? MESSAGE_APPLICATION_DATA : MESSAGE_UNKNOWN;
}

/* A peer that was told to: sends an alert that nothing has caused. */
static bool alert_for_nothing(Peer *peer)
{
    const PeerFault *fault = peer->config.fault;
    MessageId next = fault ? next_message(peer) : MESSAGE_UNKNOWN;
    Error alert;
    bool fatal;
    if (next == MESSAGE_UNKNOWN || !fault->alerts(fault->context, next, peer->teller.handshake, &alert, &fatal))
        return false;
    if (alert == ERROR_NONE)
        peer_send_close_notify(peer, fatal);
    else if (fatal)
        peer_fail(peer, alert, alert);
    else
        peer_warn(peer, alert);
    return true;
}

bool peer_step(Peer *peer)
{
    if (peer->state != PEER_HANDSHAKING && peer->state != PEER_CONNECTED)
        return false;
    if (alert_for_nothing(peer))
        return true;
    if (peer->renegotiation_wanted && !has_data_to_send(peer))
        peer_start_renegotiation(peer);
    else if (has_close_to_send(peer) && !has_data_to_send(peer))
        peer_send_close_notify(peer, false);
    else if (has_handshake_to_send(peer))
        peer_run_handshake(peer, NULL);
    else if (has_data_to_send(peer))
        send_data(peer);
    else
        return receive(peer);
    return true;
}
