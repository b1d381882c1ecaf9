/*
 * A peer: one end of a TLS connection, client or server. It has no I/O: it is given bytes and gives bytes.
 *
 *     peer = peer_new(&config);
 *     loop: peer_receive(peer, bytes that came); while (peer_step(peer)) send peer_output(peer);
 *
 * A peer is a connection (records, keys in force, alerts, closing) that owns at most one handshake (transcript,
 * secrets). Each peer_step runs one row of the handshake table: one message received or one message built. What it did
 * it tells the observer, one event for each single thing; without an observer that costs nothing.
 *
 * A peer that failed stays failed and remembers the first cause. The alert it sends for it is in its output.
 *
 * Random values are drawn by name, "h1." in front for the first handshake of the connection: client_random,
 * server_random, session_id, dh.client_private, dh.server_private, ecdh.client_private, ecdh.server_private,
 * pre_master_secret, rsa.padding, substitute_random, signature (each side's own), ticket.iv, and record.N.iv for the
 * Nth record (from 0) under the keys in force. The RSA part of an RSA_PSK secret has the names of an RSA key exchange.
 *
 * Where the RFCs leave a choice: close_notify closes, whatever its level; more than PEER_WARNINGS_MAX warnings in a row
 * end the connection with unexpected_message; a server refuses a host_name that is none, with illegal_parameter; a
 * server that was given a name refuses to answer to another; a handshake that begins with no word of RFC 5746 goes on;
 * renegotiation is declined with a warning unless the configuration allows it, and whoever asked and was declined goes
 * on with the keys there are; a client accepts also a finite field that it did not offer, of 1024 bits or more (RFC
 * 7919 §3.1); a session without extended master secret is resumed where the client does not offer that (RFC 7627 §5.3);
 * a client offers its session in a connection's first handshake alone; a server that is shown a client certificate ends
 * the handshake where that is not good, also where it would have gone on without one (RFC 5246 §7.4.6); a server says
 * so where it does not know a pre-shared key's identity, with unknown_psk_identity (RFC 4279 §2 would let it hide
 * that); a client reads an identity hint and goes by its own list all the same, whether its identity fits the hint or
 * not (RFC 4279 §5.2); whoever proves itself with a pre-shared key is not asked for a certificate, with RSA_PSK
 * neither.
 *
 * What stands in one record behind the last message of a flight, whose sender cannot know yet what to say next, is
 * refused. A further handshake on a connection keeps version and extended master secret of the one before.
 *
 * While a further handshake runs on the connection nothing of the application's is sent: it waits for the end of that.
 * What the other side's application said before its new keys is taken in as ever, PEER_INTERLEAVED_MAX bytes at most
 * (RFC 5246 §7.4.1.1 allows any; more than that is refused with unexpected_message). Its keys and its number are then
 * those of the handshake before.
 */
#ifndef TLSTEPS_TLS_PEER_H
#define TLSTEPS_TLS_PEER_H

#include "tls/handshake/config.h"
#include "tls/record/protection.h"
#include "tls/wire/message.h"

typedef enum PeerState {
    PEER_HANDSHAKING, /* also while a further handshake runs */
    PEER_CONNECTED,
    PEER_CLOSED,    /* close_notify was sent and received */
    PEER_FAILED,    /* a fatal alert was sent or received */
    PEER_TRUNCATED, /* the bytes ended without close_notify */
} PeerState;

typedef struct Peer Peer;
/* To be given to peer_free. The configuration is copied, what it points to is not. A peer tells its observer of its
   first credential at once: the key is older than the connection. */
WARN_UNUSED Peer *peer_new(const PeerConfig *config);
void peer_free(Peer *peer); /* wipes every secret; NULL allowed */

/* Bytes from the other side (copied). After peer_end no more come: what is there is still read, and then a peer that
   has not heard close_notify is PEER_TRUNCATED. A peer that is over ignores both. */
void peer_receive(Peer *peer, Bytes wire);
void peer_end(Peer *peer);

/* Runs one row: receives or builds one message, takes in or sends application data, an alert. False where nothing can
   be done until bytes come in or the application speaks. */
bool peer_step(Peer *peer);

/* Bytes for the other side, and that the first `size` of them were taken. */
Bytes peer_output(const Peer *peer);
void peer_output_take(Peer *peer, size_t size);

/* Application data: queued (copied) and sent by peer_step once connected, a record a step; what has arrived and was not
   taken. Nothing is queued after peer_close, after the other side's close_notify, or at the end. */
void peer_write(Peer *peer, Bytes data);
Bytes peer_read(const Peer *peer);
void peer_read_take(Peer *peer, size_t size);
/*
 * Asks for a new handshake on a connection that stands: the client begins one, the server sends a HelloRequest; both
 * behind the data written so far. Until it begins, and where it is declined, the connection goes on as it was. False,
 * and nothing is done, where the configuration does not allow it, the other side did not say renegotiation_info and it
 * has to, there were PEER_RENEGOTIATIONS_MAX already, a handshake is going on, or the connection is closing.
 */
bool peer_renegotiate(Peer *peer);

/* Queues close_notify behind the data written so far; during a handshake it waits for the end of that. The answer to
   the other side's close_notify needs no call: it goes out by itself, and what was still queued is dropped (RFC 5246
   §7.2.1). */
void peer_close(Peer *peer);

/* For somebody who goes on by himself under the connection's keys: gives them away, with their sequence numbers, and
   ends the peer without a word (PEER_CLOSED). What stands in its output was sent before. False, and nothing is done,
   unless it is connected; otherwise both are the caller's to free. */
WARN_UNUSED bool peer_release(Peer *peer, Protection **reading, Protection **writing);

PeerState peer_state(const Peer *peer);
/* The first cause of a failure, which may say more than the alert (ERROR_CERTIFICATE_NAME_MISMATCH), and the alert that
   was sent (or received: `sent` false); ERROR_NONE before, and for the alert also where close_notify had been sent,
   after which nothing more is said. An alert of an unknown number is that number. */
Error peer_error(const Peer *peer);
Error peer_alert(const Peer *peer, bool *sent);
/* The session of the latest handshake, for a later connection to offer: `out` is made a copy. False where none was
   completed, where the server does not keep it, and after a failure (RFC 5246 §7.2.2: then an earlier one that was
   offered must not be offered again either). */
WARN_UNUSED bool peer_session(const Peer *peer, Session *out);
/* Name of the state in the handshake table, for whoever shows it. */
const char *peer_state_name(const Peer *peer);

/* What was agreed on in the latest handshake; fields are 0, NULL or empty as long as they are unknown, and the master
   secret is empty again after a failure (RFC 5246 §7.2.2). Points into the peer. */
typedef struct PeerSummary {
    uint16_t version;
    const Suite *suite;
    const Group *group; /* NULL where nothing is ephemeral, and for parameters that belong to no named group */
    const SignatureScheme *signature_scheme;
    const SignatureScheme *client_signature_scheme; /* NULL where the client did not prove who it is */
    const char *protocol;                           /* ALPN */
    bool extended_master_secret, encrypt_then_mac;
    bool secure_renegotiation; /* both sides said renegotiation_info */
    bool resumed;              /* the latest handshake was an abbreviated one */
    Bytes client_random, server_random, master_secret;
} PeerSummary;
void peer_summary(const Peer *peer, PeerSummary *out);

#endif
