/* What a peer is made of, for the files that make it work: peer.c (its face), peer_step.c (what it does),
   peer_renegotiation.c (further handshakes), peer_alert.c (alerts and endings). */
#ifndef TLSTEPS_TLS_PEER_STATE_H
#define TLSTEPS_TLS_PEER_STATE_H

#include "tls/handshake/handshake.h"
#include "tls/peer/peer.h"

struct Peer {
    PeerConfig config; /* of the latest handshake */
    Teller teller;
    Connection connection;
    Agreement agreement;     /* of the latest handshake */
    Agreement previous;      /* of the one before it, while that goes on */
    Handshake *handshake;    /* NULL when it is done */
    const HandshakeRow *row; /* where the latest handshake ended; NULL in the first */
    Session session;         /* that it made or resumed; all zero before */
    bool renegotiation_wanted;
    size_t interleaved; /* bytes of application data that came during the present handshake */
    int warnings;       /* alerts of that level that came in a row */

    PeerState state;
    Error error, alert;
    bool alert_sent;

    Buffer to_send; /* application data */
    size_t to_send_start;
    Buffer received;
    bool input_ended;
    bool close_wanted, close_sent, close_received;
    bool close_in_clear; /* one of the two close_notify crossed unprotected */
};

/* Takes over a configuration for the handshake to come. */
void peer_use_config(Peer *peer, const PeerConfig *config);
/* Begins a handshake; `previous` is NULL for the connection's first. */
void peer_begin_handshake(Peer *peer, const Agreement *previous);
/* Runs a row of the handshake: sends, or takes a message. */
void peer_run_handshake(Peer *peer, const MessageView *message);
/* Tells of a message that came and brings no facts. */
void peer_tell_received(Peer *peer, EventId id, const MessageView *message);

/* Server: refuses a hello in the format of SSL 2.0. Refuses what another protocol begins with; false where nothing is
   recognised, or something has been read before. */
void peer_refuse_ssl2_hello(Peer *peer, const MessageView *message);
bool peer_refuse_foreign(Peer *peer);

/* Whether the message asks for a new handshake: a HelloRequest, or a ClientHello when there is one behind it. */
bool peer_is_asked_to_renegotiate(const Peer *peer, const MessageView *message);
/* Agrees to it, or declines. */
void peer_answer_renegotiation(Peer *peer, const MessageView *message);
/* What peer_renegotiate asked for, or a HelloRequest that was agreed to. */
void peer_start_renegotiation(Peer *peer);
/* Client: no_renegotiation came. Goes back to the connection as it was where that answers a ClientHello. */
void peer_take_no_renegotiation(Peer *peer);

/* Sends a message outside of a handshake. */
void peer_send(Peer *peer, const Teller *teller, EventId id, ContentType type, Bytes content);
/* Ends the connection because of `cause`, with a fatal alert unless close_notify was sent before. */
void peer_fail(Peer *peer, Error cause, Error alert);
/* Sends an alert that leaves the connection open. */
void peer_warn(Peer *peer, Error alert);
/* The level is a warning where nobody was told to lie about it. */
void peer_send_close_notify(Peer *peer, bool fatal);
/* An alert came: two bytes. */
void peer_receive_alert(Peer *peer, const MessageView *message);
/* The bytes ended. */
void peer_finish_input(Peer *peer);
/* Frees the handshake, and with it its secrets and those of the one before it. */
void peer_end_handshake(Peer *peer);

#endif
