/*
 * What a peer is set up with: who it is, what it offers and accepts, what it trusts, and how it behaves where the RFCs
 * leave a choice. Plain data, which everybody who sets a peer up fills in, and everything below the peer reads.
 */
#ifndef TLSTEPS_TLS_CONFIG_H
#define TLSTEPS_TLS_CONFIG_H

#include "base/event.h"
#include "crypto/random.h"
#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"
#include "tls/secrets/session_cache.h"
#include "tls/secrets/ticket.h"
#include "tls/wire/peer_fault.h"
#include "x509/path/validate.h"

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
/* Bytes of application data that may come during a further handshake: a thousand records of the greatest length, more
   than is on its way while hellos cross. There has to be some limit, or whoever never answers could go on for ever. */
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

/* What only a client reads. */
typedef struct PeerClientConfig {
    bool ssl2_hello;        /* the first hello is one of SSL 2.0, without extensions (RFC 5246 §E.2) */
    bool fallback_scsv;     /* says that it offers less than it could (RFC 7507 §4) */
    const Session *session; /* one to be resumed, offered whatever else is; NULL: none */
    bool require_status;    /* misses what is not stapled, where it asks for it */
} PeerClientConfig;

/* What only a server reads. */
typedef struct PeerServerConfig {
    const char *psk_hint;          /* which identity to use, sent where the suite has a pre-shared key; NULL: no hint */
    SessionCache *sessions;        /* where it keeps sessions; NULL: it keeps none and gives no session ID */
    uint32_t session_lifetime;     /* seconds for which a session can be resumed; 7200 by default */
    const TicketKeys *ticket_keys; /* seals sessions for clients that take tickets; NULL: it gives none */
    bool renew_tickets;            /* gives a new ticket also where it resumed from one; off by default */
    ClientCertificate client_certificate; /* CLIENT_CERTIFICATE_NONE by default */
    bool no_certificate_authorities;      /* asks without naming its roots, so that any client may answer */
} PeerServerConfig;

/* Plain data; what it points to is borrowed for the peer's life. peer_config_init sets defaults: every suite that goes
   by certificates alone, every group but the toys, every signature scheme (a client leaves out SHA-1), no names, no
   credentials, no pre-shared keys, no trust. `random` has no default. */
typedef struct PeerConfig {
    Actor role; /* ACTOR_CLIENT or ACTOR_SERVER */
    /* Of these the one that is the role's is looked at. */
    PeerClientConfig client;
    PeerServerConfig server;
    /* From VERSION_TLS_1_0 on, both VERSION_TLS_1_2 by default. A client may also have VERSION_SSL_3_0 for both, which
       it offers, without extensions, and does not accept. */
    uint16_t version_min, version_max;
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
    /* What the peer says in extensions, where its flag alone decides: a client offers it, a server goes along with it.
       By default extended_master_secret, encrypt_then_mac and renegotiation_info, both sides; session_ticket (takes
       tickets, and offers its session by one), status_request and status_request_v2 (asks for a stapled OCSP response,
       and for one for each certificate of the chain) are looked at in a client. Where other members say it, such as the
       lists above, nothing is looked at here. */
    Extensions extensions;
    Renegotiation renegotiation; /* RENEGOTIATION_NONE by default */
    /* Of the connection's next handshake; NULL: this one again. Its role, random, observer, fault and sessions are not
       looked at. */
    const struct PeerConfig *next;
    /* Server: several of different key kinds; chosen by suite and offer. Client: the first one that a server which asks
       for a certificate accepts. */
    const Credential *credentials;
    int credential_count;
    const Psk *psks; /* client: the first is used; server: it knows them all, by their identities */
    int psk_count;
    const CertificateList *trusted; /* roots, of a server for clients; NULL: none, so that no chain is accepted */
    /* What of the file that they stand in cannot be used, a line each; told at the start, of a server where it asks. */
    const char *const *trust_left_out;
    int trust_left_out_count;
    const CrlList *crls; /* what issuers have revoked; NULL: not asked for */
    int path_max;        /* certificates from the other side's to a root, both counted; 0: X509_PATH_MAX */
    int64_t now;         /* seconds since 1970, UTC */
    size_t record_size;  /* largest plaintext fragment, 1…16384 (default) */
    Random *random;
    const Observer *observer; /* NULL: nobody looks */
    bool no_records; /* who looks wants messages without their records: a message may come in very many of them */
    const PeerFault *fault; /* NULL: the peer does as the protocol says; somebody who makes it lie */
} PeerConfig;
void peer_config_init(PeerConfig *config, Actor role);

#endif
