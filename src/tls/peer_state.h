/* What a peer is made of, for the files that make it work: peer.c (its face), peer_step.c (what it does), peer_alert.c
   (alerts and endings). */
#ifndef TLSTEPS_TLS_PEER_STATE_H
#define TLSTEPS_TLS_PEER_STATE_H

#include "tls/handshake.h"

struct Peer {
    PeerConfig config;
    Teller teller;
    Connection connection;
    Agreement agreement;
    Handshake *handshake; /* NULL when it is done */
    HandshakeState row;   /* where the latest handshake ended */

    PeerState state;
    Error error, alert;
    bool alert_sent;

    Buffer to_send; /* application data */
    size_t to_send_start;
    Buffer received;
    bool input_ended;
    bool close_wanted, close_sent, close_received;
};

/* Ends the connection with a fatal alert, because of `cause`. */
void peer_fail(Peer *peer, Error cause, Error alert);
/* Sends an alert that leaves the connection open. */
void peer_warn(Peer *peer, Error alert);
void peer_send_close_notify(Peer *peer);
/* An alert came: two bytes. */
void peer_receive_alert(Peer *peer, const MessageView *message);
/* The bytes ended. */
void peer_finish_input(Peer *peer);
/* Frees the handshake, and with it its secrets. */
void peer_end_handshake(Peer *peer);

#endif
