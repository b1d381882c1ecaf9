/*
 * One handshake: what a peer has to remember from its ClientHello to its Finished. A connection owns at most one at a
 * time and frees it when it is done; renegotiation is another one on the same connection. What outlives it (the
 * agreement) belongs to the peer.
 *
 * The driver goes by a table of states (handshake_table.h), and knows of versions no more than that. For the handlers
 * of the tables (opening.c, v12), and for peer.c, which lets it run.
 */
#ifndef TLSTEPS_TLS_HANDSHAKE_H
#define TLSTEPS_TLS_HANDSHAKE_H

#include "tls/handshake/config.h"
#include "tls/handshake/handshake_table.h"
#include "tls/handshake/offer.h"
#include "tls/record/connection.h"
#include "tls/secrets/agreement.h"
#include "tls/secrets/key_share.h"
#include "tls/secrets/session.h"
#include "tls/secrets/transcript.h"
#include "tls/telling/telling.h"
#include "x509/path/validate.h"

/* What only one version has to remember; it alone knows what is in there. */
typedef struct V12Handshake V12Handshake;

struct Handshake {
    const PeerConfig *config;
    const Teller *teller;
    Connection *connection;
    Agreement *agreement;
    const Agreement *previous;               /* of the connection's handshake before this one; NULL in its first */
    const HandshakeVersion *const *versions; /* those that it may become, behind the opening; NULL-ended */
    const HandshakeVersion *version;         /* the one whose table it goes by: at first the opening */
    HandshakeState state;                    /* a row of that table */
    Error cause;                             /* what exactly was wrong, where that says more than the alert */

    Transcript transcript;
    Buffer message;           /* the one being built */
    uint16_t offered_version; /* of the ClientHello (RFC 5246 §7.4.7.1) */

    Offer offer;           /* client */
    CertificateList chain; /* the other side's, as sent */
    X509Path path;         /* from its first certificate to a root, once it was validated; else empty */

    /* The own one chosen. A server's NULL where the suite has no certificate; a client's where it is not asked for one
       or has none that fits. */
    const Credential *credential;
    bool certificate_requested;        /* the server asks who the client is */
    uint8_t status_type;               /* server: what it staples; client: what came, 0: nothing yet */
    bool has_status[CERTIFICATES_MAX]; /* client: a statement came that this certificate of the chain is good */
    const Psk *psk;                    /* the one in use, once it is chosen or found; else NULL */
    Extensions answer;                 /* server: what it will say in its hello */
    Buffer answered_protocol;          /* of these alpn */

    /* The session that is offered (client) or asked for (server) as long as it may be resumed; otherwise the one that
       this handshake makes. */
    Session session;

    KeyShare share;

    V12Handshake *v12; /* from its begin to its end */
};

/* Everything is borrowed; `previous` is NULL in a connection's first handshake. `versions` ends with NULL and begins
   with the opening. */
WARN_UNUSED Handshake *handshake_new(const PeerConfig *config, const Teller *teller, Connection *connection,
                                     Agreement *agreement, const Agreement *previous,
                                     const HandshakeVersion *const *versions);
/* Wipes every secret; NULL is allowed. */
void handshake_free(Handshake *handshake);

/* True where the next thing to do is to send. */
bool handshake_sends(const Handshake *handshake);
/* True in an end state. */
bool handshake_is_done(const Handshake *handshake);
/* Runs the present row, which builds its message or takes `message` (NULL where it sends), and moves on. */
WARN_UNUSED Error handshake_run(Handshake *handshake, const MessageView *message);

/* The present row; of what was its last one where the handshake has ended. */
const HandshakeRow *handshake_row(const Handshake *handshake);
/* Client: true while the answer to its ClientHello is to come. */
bool handshake_is_unanswered(const Handshake *handshake);
/* In an end state: keeps what is to outlive the handshake. */
void handshake_finish(Handshake *handshake);

/* For handlers */

/* The opening: the handshake is one of this version, which one of its versions has, and goes on by that one's table.
   The message that is being handled is handed on to the first row there. */
void handshake_become(Handshake *handshake, uint16_t version);

/* Notes the cause and returns the alert. */
Error handshake_refuse(Handshake *handshake, Error cause, Error alert);
/* Tells a check. Where it did not pass, `cause` is noted and told, and `alert` returned. */
WARN_UNUSED Error handshake_check(Handshake *handshake, EventId id, bool passed, Error cause, Error alert,
                                  Compared compared);
/* Decodes a message that came. The error is the alert. */
WARN_UNUSED Error handshake_decode(Handshake *handshake, Message *out, const MessageView *message);
/* Adds handshake->message to the transcript, sends it, tells of it and empties it. */
void handshake_send(Handshake *handshake, EventId id);
/* The same of another content type. */
void handshake_send_content(Handshake *handshake, EventId id, ContentType type, Bytes content);
/* Tells of a message that came and brings no facts. */
void handshake_tell_received(Handshake *handshake, EventId id, const MessageView *message);
/* Draws a value of the name "hN.NAME", N being the handshake's number. */
void handshake_draw(Handshake *handshake, const char *name, void *out, size_t size);
/* Appends "hN.NAME" and returns it. */
const char *handshake_draw_name(const Handshake *handshake, Buffer *out, const char *name);

#endif
