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

#include "base/event.h"
#include "tls/message.h"
#include "tls/peer_fault.h"
#include "tls/protection.h"
#include "tls/session_cache.h"
#include "tls/ticket.h"
#include "x509/validate.h"

/* A certificate chain and its key, borrowed. */
typedef struct Credential {
    const CertificateList *chain; /* the peer's own first; at least one */
    const PrivateKey *key;        /* belongs to it, unless somebody shows a certificate that is not his */
    /* Server: what it staples for a client that asks, in DER, for the certificate at that place; empty: nothing. */
    Bytes ocsp_responses[CERTIFICATES_MAX];
    int ocsp_count; /* up to the last that is not empty */
} Credential;

/* Whether a server asks a client who it is: not at all; and goes on without an answer; and does not. */
typedef enum ClientCertificate {
    CLIENT_CERTIFICATE_NONE,
    CLIENT_CERTIFICATE_REQUESTED,
    CLIENT_CERTIFICATE_REQUIRED,
} ClientCertificate;
/* A pre-shared key and what it is called, borrowed; each of 65535 bytes at most (RFC 4279 §2). */
typedef struct Psk {
    Bytes identity, key;
} Psk;

enum { PEER_LIST_MAX = 64 };
enum { PEER_INTERLEAVED_MAX = 1 << 24 };
/* Alerts of the level of a warning that may come in a row. */
enum { PEER_WARNINGS_MAX = 4 };
/* Further handshakes on one connection; more are declined. Each costs a server much more than the one who asks, and so
   many nobody needs. */
enum { PEER_RENEGOTIATIONS_MAX = 16 };

/* Further handshakes on a connection: which are begun and agreed to. */
typedef enum Renegotiation {
    RENEGOTIATION_NONE,
    RENEGOTIATION_BOUND, /* those that are bound to the handshake before, by RFC 5746 and RFC 7627 §5.4 */
    RENEGOTIATION_ANY,   /* also others, as before 2009: for showing what that leads to */
} Renegotiation;

/* Plain data; what it points to is borrowed for the peer's life. peer_config_init sets defaults: every suite that goes
   by certificates alone, every group but the toys, every signature scheme (a client leaves out SHA-1), no names, no
   credentials, no pre-shared keys, no trust. `random` has no default. */
typedef struct PeerConfig {
    Actor role; /* ACTOR_CLIENT or ACTOR_SERVER */
    /* From VERSION_TLS_1_0 on, both VERSION_TLS_1_2 by default. A client may also have VERSION_SSL_3_0 for both, which
       it offers, without extensions, and does not accept. */
    uint16_t version_min, version_max;
    bool ssl2_hello;    /* client: the first hello is one of SSL 2.0, without extensions (RFC 5246 §E.2) */
    bool fallback_scsv; /* client: says that it offers less than it could (RFC 7507 §4) */
    /* Server: marks its random where it has to choose less than TLS 1.2 and speaks that. Client: refuses such a random
       where it offered TLS 1.2 (RFC 8446 §4.1.3). On by default. */
    bool downgrade_sentinel;
    /* In order of preference. A client offers those that go with its highest version; a server takes its first one that
       goes with the version, that the client offers and that its credentials allow. A suite with a pre-shared key is
       offered and taken only by who has such a key. A group that is a toy, or has explicit parameters, is accepted only
       by a client whose list names it. */
    const Suite *suites[PEER_LIST_MAX];
    int suite_count;
    const Group *groups[PEER_LIST_MAX];
    int group_count;
    const SignatureScheme *signature_schemes[PEER_LIST_MAX];
    int signature_scheme_count;
    /* By which schemes the other side's certificates may be signed, where these are others; none by default. A client
       names them (RFC 8446 §4.2.3); a server, which cannot in TLS 1.2, goes by them all the same: our choice. */
    const SignatureScheme *certificate_schemes[PEER_LIST_MAX];
    int certificate_scheme_count;
    const char *server_name;  /* client: asked for and verified; server: the name it answers to, NULL for any */
    const char *protocols[8]; /* ALPN, in order of preference; none by default */
    int protocol_count;
    bool extended_master_secret, encrypt_then_mac, renegotiation_info; /* all on by default */
    Renegotiation renegotiation;                                       /* RENEGOTIATION_NONE by default */
    /* Of the connection's next handshake; NULL: this one again. Its role, random, observer, fault and sessions are not
       looked at. */
    const struct PeerConfig *next;
    /* Server: several of different key kinds; chosen by suite and offer. Client: the first one that a server which asks
       for a certificate accepts. */
    const Credential *credentials;
    int credential_count;
    const Psk *psks; /* client: the first is used; server: it knows them all, by their identities */
    int psk_count;
    const char *psk_hint; /* server: which identity to use, sent where the suite has a pre-shared key; NULL: no hint */
    const Session *session;         /* client: one to be resumed, offered whatever else is; NULL: none */
    bool session_tickets;           /* client: takes tickets, and offers its session by one; off by default */
    const TicketKeys *ticket_keys;  /* server: seals sessions for clients that take tickets; NULL: it gives none */
    bool renew_tickets;             /* server: gives a new ticket also where it resumed from one; off by default */
    SessionCache *sessions;         /* server: where it keeps sessions; NULL: it keeps none and gives no session ID */
    uint32_t session_lifetime;      /* server: seconds for which a session can be resumed; 7200 by default */
    const CertificateList *trusted; /* roots, of a server for clients; NULL: none, so that no chain is accepted */
    /* What of the file that they stand in cannot be used, a line each; told at the start, of a server where it asks. */
    const char *const *trust_left_out;
    int trust_left_out_count;
    bool status_request;    /* client: asks for a stapled OCSP response (RFC 6066 §8) */
    bool status_request_v2; /* client: asks for one for each certificate of the chain (RFC 6961) */
    bool require_status;    /* client: misses what is not stapled, where it asks for it */
    const CrlList *crls;    /* what issuers have revoked; NULL: not asked for */
    int path_max;           /* certificates from the other side's to a root, both counted; 0: X509_PATH_MAX */
    ClientCertificate client_certificate; /* server */
    bool no_certificate_authorities;      /* server: asks without naming its roots, so that any client may answer */
    int64_t now;                          /* seconds since 1970, UTC */
    size_t record_size;                   /* largest plaintext fragment, 1…16384 (default) */
    Random *random;
    const Observer *observer; /* NULL: nobody looks */
    bool no_records; /* who looks wants messages without their records: a message may come in very many of them */
    const PeerFault *fault; /* NULL: the peer does as the protocol says; somebody who makes it lie */
} PeerConfig;
void peer_config_init(PeerConfig *config, Actor role);

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
