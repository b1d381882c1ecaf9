#include "tls/peer/peer.h"

#include "base/memory.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/opening.h"
#include "tls/peer/peer_state.h"
#include "tls/telling/message_telling.h"
#include "tls/v12/v12.h"

void peer_use_config(Peer *peer, const PeerConfig *config)
{
    peer->config = *config;
    peer->connection.record_size = peer->config.record_size;
}

/* Life */

void peer_begin_handshake(Peer *peer, const Agreement *previous)
{
    static const HandshakeVersion *const versions[] = {&handshake_opening, &handshake_v12, NULL};
    peer->handshake =
        handshake_new(&peer->config, &peer->teller, &peer->connection, &peer->agreement, previous, versions);
}

Peer *peer_new(const PeerConfig *config)
{
    Peer *peer = memory_new(sizeof *peer);
    peer->teller = (Teller){.observer = config->observer, .actor = config->role, .handshake = 1};
    connection_init(&peer->connection, config->random, RECORD_PLAINTEXT_MAX, config->observer && !config->no_records);
    peer_use_config(peer, config);
    peer_begin_handshake(peer, NULL);
    if (config->credential_count > 0)
        certificate_tell_credential(&peer->teller, &config->credentials[0]);
    if (config->role == ACTOR_CLIENT || config->server.client_certificate != CLIENT_CERTIFICATE_NONE)
        certificate_tell_left_out(&peer->teller, config);
    return peer;
}

void peer_free(Peer *peer)
{
    if (!peer)
        return;
    handshake_free(peer->handshake);
    connection_clear(&peer->connection);
    session_clear(&peer->session);
    buffer_clear(&peer->to_send);
    buffer_clear(&peer->received);
    memory_wipe(peer, sizeof *peer);
    memory_free(peer);
}

/* Bytes in and out */

static bool is_over(const Peer *peer)
{
    return peer->state == PEER_CLOSED || peer->state == PEER_FAILED || peer->state == PEER_TRUNCATED;
}

void peer_receive(Peer *peer, Bytes wire)
{
    if (!is_over(peer) && !peer->input_ended)
        connection_receive(&peer->connection, wire);
}

void peer_end(Peer *peer)
{
    peer->input_ended = true;
}

Bytes peer_output(const Peer *peer)
{
    return buffer_bytes(&peer->connection.output);
}

void peer_output_take(Peer *peer, size_t size)
{
    connection_take_output(&peer->connection, size);
}

void peer_write(Peer *peer, Bytes data)
{
    if (!is_over(peer) && !peer->close_wanted && !peer->close_received)
        buffer_append(&peer->to_send, data);
}

Bytes peer_read(const Peer *peer)
{
    return buffer_bytes(&peer->received);
}

void peer_read_take(Peer *peer, size_t size)
{
    buffer_consume(&peer->received, size);
}

void peer_close(Peer *peer)
{
    peer->close_wanted = true;
}

bool peer_release(Peer *peer, Protection **reading, Protection **writing)
{
    if (peer->state != PEER_CONNECTED)
        return false;
    connection_release_keys(&peer->connection, reading, writing);
    peer->state = PEER_CLOSED;
    return true;
}

/* Looking at it */

PeerState peer_state(const Peer *peer)
{
    return peer->state;
}

Error peer_error(const Peer *peer)
{
    return peer->error;
}

Error peer_alert(const Peer *peer, bool *sent)
{
    *sent = peer->alert_sent;
    return peer->alert;
}

bool peer_session(const Peer *peer, Session *out)
{
    if (peer->session.id.size == 0 && peer->session.ticket.size == 0)
        return false;
    session_copy(out, &peer->session);
    return true;
}

const char *peer_state_name(const Peer *peer)
{
    return (peer->handshake ? handshake_row(peer->handshake) : peer->row)->name;
}

void peer_summary(const Peer *peer, PeerSummary *out)
{
    const Agreement *agreement = &peer->agreement;
    *out = (PeerSummary){.version = agreement->version,
                         .suite = agreement->suite,
                         .group = agreement->group,
                         .signature_scheme = agreement->signature_scheme,
                         .client_signature_scheme = agreement->client_signature_scheme,
                         .protocol = agreement->protocol[0] ? agreement->protocol : NULL,
                         .extended_master_secret = agreement->extended_master_secret,
                         .encrypt_then_mac = agreement->encrypt_then_mac,
                         .secure_renegotiation = agreement->secure_renegotiation,
                         .resumed = agreement->resumed};
    if (agreement->has_client_random)
        out->client_random = BYTES_OF_ARRAY(agreement->client_random);
    if (agreement->has_server_random)
        out->server_random = BYTES_OF_ARRAY(agreement->server_random);
    out->master_secret = secret_bytes(&agreement->master_secret);
}
