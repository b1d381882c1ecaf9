/* Alerts and endings (RFC 5246 §7.2). */
#include "base/memory.h"
#include "tls/peer/peer_state.h"
#include "tls/telling/message_telling.h"

void peer_end_handshake(Peer *peer)
{
    if (peer->handshake)
        peer->row = handshake_row(peer->handshake);
    handshake_free(peer->handshake);
    peer->handshake = NULL;
    memory_wipe(&peer->previous, sizeof peer->previous);
}

static void end(Peer *peer, PeerState state, EventId id)
{
    peer->state = state;
    peer_end_handshake(peer);
    telling_state(&peer->teller, id);
}

/* Strikes a session from the server's cache. */
static void strike_session(const Peer *peer, const Session *session)
{
    SessionCache *cache = peer->config.server.sessions;
    if (cache && session_cache_remove(cache, buffer_bytes(&session->id)))
        telling_state(&peer->teller, EVENT_FORGET_SESSION);
}

/* RFC 5246 §7.2.2: after a fatal alert both sides forget the keys and secrets of the connection, and its session. */
static void end_in_failure(Peer *peer)
{
    if (peer->handshake)
        strike_session(peer, &peer->handshake->session);
    strike_session(peer, &peer->session);
    session_clear(&peer->session);
    connection_forget_keys(&peer->connection);
    secret_wipe(&peer->agreement.master_secret);
    end(peer, PEER_FAILED, EVENT_FAILED);
}

static void send_alert(Peer *peer, Error alert, bool fatal)
{
    EventId id = telling_event_of_sent_alert(alert == ERROR_NONE, epoch_is_encrypted(&peer->connection.writing));
    uint8_t content[ALERT_SIZE] = {fatal ? ALERT_LEVEL_FATAL : ALERT_LEVEL_WARNING, (uint8_t)alert};
    peer_send(peer, &peer->teller, id, CONTENT_ALERT, BYTES_OF_ARRAY(content));
}

/* After close_notify this side says nothing more (RFC 5246 §7.2.1), also not what is wrong. */
void peer_fail(Peer *peer, Error cause, Error alert)
{
    peer->error = cause;
    if (!peer->close_sent) {
        peer->alert = alert;
        peer->alert_sent = true;
        send_alert(peer, alert, true);
    }
    end_in_failure(peer);
}

void peer_warn(Peer *peer, Error alert)
{
    send_alert(peer, alert, false);
}

static void end_closed(Peer *peer)
{
    end(peer, PEER_CLOSED, peer->close_in_clear ? EVENT_CLOSED_IN_CLEAR : EVENT_CLOSED);
}

void peer_send_close_notify(Peer *peer, bool fatal)
{
    peer->close_sent = true;
    peer->close_in_clear |= !epoch_is_encrypted(&peer->connection.writing);
    send_alert(peer, ERROR_NONE, fatal);
    if (peer->close_received)
        end_closed(peer);
}

/* RFC 5246 §7.2.1: what was still to be said is dropped, and close_notify answered, with nothing else in front. That
   the level does not matter is our choice. */
static void receive_close_notify(Peer *peer, bool encrypted)
{
    peer->close_received = true;
    peer->close_in_clear |= !encrypted;
    peer->renegotiation_wanted = false;
    buffer_clear(&peer->to_send);
    peer->to_send_start = 0;
    if (peer->close_sent)
        end_closed(peer);
}

static void receive_fatal(Peer *peer, Error alert)
{
    peer->error = peer->alert = alert;
    peer->alert_sent = false;
    end_in_failure(peer);
}

/* How many in a row are too many no RFC says; that the fifth is, is our choice. */
static void receive_warning(Peer *peer, Error alert)
{
    if (++peer->warnings > PEER_WARNINGS_MAX || connection_count_idle(&peer->connection))
        peer_fail(peer, ERROR_UNEXPECTED_MESSAGE, ERROR_UNEXPECTED_MESSAGE);
    else if (alert == ERROR_NO_RENEGOTIATION)
        peer_take_no_renegotiation(peer);
}

void peer_receive_alert(Peer *peer, const MessageView *message)
{
    uint8_t level = message->bytes.data[0];
    Error alert = (Error)message->bytes.data[1];
    bool closing = alert == ERROR_NONE;
    Telling telling;
    EventId id = telling_event_of_received_alert(closing, message->encrypted);
    if (telling_begin_received(&telling, &peer->teller, id, message, &peer->agreement)) {
        telling.event.alert = alert;
        telling.event.fatal = level == ALERT_LEVEL_FATAL;
        telling_end(&telling);
    }

    if (level != ALERT_LEVEL_WARNING && level != ALERT_LEVEL_FATAL)
        peer_fail(peer, ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER);
    else if (closing)
        receive_close_notify(peer, message->encrypted);
    else if (level == ALERT_LEVEL_FATAL)
        receive_fatal(peer, alert);
    else
        receive_warning(peer, alert);
}

void peer_finish_input(Peer *peer)
{
    peer->error = ERROR_TRUNCATED;
    end(peer, PEER_TRUNCATED, EVENT_TRUNCATED);
}
