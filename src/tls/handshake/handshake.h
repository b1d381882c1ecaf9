/*
 * One handshake: what a peer has to remember from its ClientHello to its Finished. A connection owns at most one at a
 * time and frees it when it is done; renegotiation is another one on the same connection. What outlives it (the
 * agreement) belongs to the peer.
 *
 * For client*.c, server*.c and handshake_*.c, which are the handlers of the handshake table, and for peer.c, which
 * drives them. A handler does all that belongs to one message and returns the alert that ends the handshake, or
 * ERROR_NONE.
 */
#ifndef TLSTEPS_TLS_HANDSHAKE_H
#define TLSTEPS_TLS_HANDSHAKE_H

#include "tls/handshake/config.h"
#include "tls/handshake/handshake_table.h"
#include "tls/handshake/offer.h"
#include "tls/record/connection.h"
#include "tls/secrets/agreement.h"
#include "tls/secrets/key_schedule.h"
#include "tls/secrets/key_share.h"
#include "tls/secrets/session.h"
#include "tls/secrets/transcript.h"
#include "tls/telling/telling.h"
#include "x509/path/validate.h"

/* By which extension the server says that a CertificateStatus may come: status_request (RFC 6066 §8), or
   status_request_v2 (RFC 6961 §2.2). */
typedef enum StatusAnswer { STATUS_NOT_ANSWERED, STATUS_ANSWERED, STATUS_ANSWERED_V2 } StatusAnswer;

typedef struct Handshake {
    const PeerConfig *config;
    const Teller *teller;
    Connection *connection;
    Agreement *agreement;
    const Agreement *previous; /* of the connection's handshake before this one; NULL in its first */
    HandshakeState state;
    Error cause; /* what exactly was wrong, where that says more than the alert */

    Transcript transcript;
    Buffer message;           /* the one being built */
    uint16_t offered_version; /* of the ClientHello (RFC 5246 §7.4.7.1) */

    Offer offer;           /* client */
    CertificateList chain; /* the other side's, as sent */
    X509Path path;         /* from its first certificate to a root, once it was validated; else empty */

    /* The own one chosen. A server's NULL where the suite has no certificate; a client's where it is not asked for one
       or has none that fits. */
    const Credential *credential;
    bool certificate_requested; /* the server asks who the client is */
    StatusAnswer status_answered;
    uint8_t status_type;               /* server: what it staples; client: what came, 0: nothing yet */
    bool has_status[CERTIFICATES_MAX]; /* client: a statement came that this certificate of the chain is good */
    const Psk *psk;                    /* the one in use, once it is chosen or found; else NULL */
    /* Server: which extensions to answer in the ServerHello. */
    bool answer_server_name, answer_point_formats, answer_renegotiation;

    /* The session that is offered (client) or asked for (server) as long as it may be resumed; otherwise the one that
       this handshake makes. */
    Session session;
    Buffer session_id; /* client: that it offers; server: that it answers */
    bool resuming;     /* both sides know that this handshake is an abbreviated one */
    bool by_ticket;    /* server: the session came out of a ticket */
    bool new_ticket;   /* a NewSessionTicket is to come: the server said session_ticket */

    KeyShare share;
    Buffer pre_master_secret;
    KeyBlock keys;
    bool client_finished, server_finished; /* that side's Finished has passed, and was good */
} Handshake;

/* Everything is borrowed; `previous` is NULL in a connection's first handshake. */
WARN_UNUSED Handshake *handshake_new(const PeerConfig *config, const Teller *teller, Connection *connection,
                                     Agreement *agreement, const Agreement *previous);
/* Wipes every secret; NULL is allowed. */
void handshake_free(Handshake *handshake);

/* True where the next thing to do is to send. */
bool handshake_sends(const Handshake *handshake);
/* True in an end state. */
bool handshake_is_done(const Handshake *handshake);
/* Runs the present row, which builds its message or takes `message` (NULL where it sends), and moves on. */
WARN_UNUSED Error handshake_run(Handshake *handshake, const MessageView *message);

/* Whether a state that the table lists as next has its turn in this handshake (handshake_route.c). */
bool handshake_is_due(const Handshake *handshake, HandshakeState state);

/* For handlers */

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

/* Both sides do these alike (handshake_keys.c). */

/* Draw the own random into the agreement; the server's after its version is chosen, by which its end may be a mark. */
void handshake_draw_client_random(Handshake *handshake);
void handshake_draw_server_random(Handshake *handshake);
/* The suite is chosen: tells where it leaves both sides without a proof who the other is. */
void handshake_tell_anonymity(const Handshake *handshake);
/* From the pre-master secret to the master secret, and on to the keys. The transcript holds all messages up to
   ClientKeyExchange. */
void handshake_derive_keys(Handshake *handshake);
/* From the master secret to the keys. */
void handshake_expand_keys(Handshake *handshake);
void handshake_send_change_cipher_spec(Handshake *handshake);
void handshake_receive_change_cipher_spec(Handshake *handshake, const MessageView *message);
void handshake_send_finished(Handshake *handshake);
WARN_UNUSED Error handshake_receive_finished(Handshake *handshake, const MessageView *message);

/* A side that sends ec_point_formats has to accept uncompressed points (RFC 8422 §5.1.2). */
WARN_UNUSED Error handshake_check_point_formats(Handshake *handshake, const Extensions *extensions);

/* How a handshake is bound to the one before it on the connection (handshake_binding.c). */

/* What renegotiation_info has to hold in a hello of `sender`: nothing in a first handshake. Points into what was agreed
   on before. */
Bytes handshake_binding(const Handshake *handshake, Actor sender);
/* Server: judges the offer by it, and notes whether to answer. Client: judges the answer. */
WARN_UNUSED Error handshake_check_offered_binding(Handshake *handshake, const ClientHello *hello);
WARN_UNUSED Error handshake_check_answered_binding(Handshake *handshake, const Extensions *answered);
/* A connection keeps its version (our choice; records of both handshakes stand side by side in it). */
WARN_UNUSED Error handshake_check_same_version(Handshake *handshake, uint16_t version);
/* And whether its master secret is extended (our choice). */
WARN_UNUSED Error handshake_check_same_master_secret(Handshake *handshake, bool extended);

/* And these with certificates (handshake_certificate.c). */

/* Sends a chain; NULL for an empty one. */
void handshake_send_certificate(Handshake *handshake, EventId id, const CertificateList *chain);
/* Takes a chain that came into the handshake, and tells of it. The error is for the first certificate that cannot be
   read; those before it are there. */
WARN_UNUSED Error handshake_take_chain(Handshake *handshake, const MessageView *message,
                                       const CertificateMessage *chain);
/* Whether all of it could be read, by what handshake_take_chain gave; the error is the alert. */
WARN_UNUSED Error handshake_check_chain_form(Handshake *handshake, const CertificateMessage *chain, Error form);
/* Follows the other side's chain to a trusted root, for its role in TLS. `host` may be NULL. By `schemes` (u16 each)
   its certificates may be signed; empty: by any (RFC 5246 §7.4.2, §7.4.4). */
WARN_UNUSED Error handshake_validate_chain(Handshake *handshake, const char *host, unsigned key_usage, Bytes schemes);

/* And these of an ephemeral key exchange (handshake_exchange.c). */

/* Makes the own key pair in the share's group. */
void handshake_generate_share(Handshake *handshake);
/* Takes and checks the other side's public value. */
WARN_UNUSED Error handshake_receive_share(Handshake *handshake, Bytes public_value);
/* Appends what the server signs: client_random ‖ server_random ‖ params (RFC 5246 §7.4.3). */
void handshake_append_signed(const Handshake *handshake, Buffer *out, Bytes params);
/* Computes the shared secret, which is the pre-master secret where no pre-shared key is added to it. */
WARN_UNUSED Error handshake_agree_share(Handshake *handshake);

/* And these of suites with a pre-shared key (handshake_psk.c). */

/* Server: tells its hint, of which it has one. */
void handshake_tell_psk_hint(Handshake *handshake);
/* Client: takes its first key. */
void handshake_choose_psk(Handshake *handshake);
/* Server: looks for the key of this identity. */
WARN_UNUSED Error handshake_find_psk(Handshake *handshake, Bytes identity);
/* Makes the pre-master secret out of the key and of what the key exchange gave, which stands in its place. */
void handshake_add_psk(Handshake *handshake);

/* What is stapled (handshake_status.c). Server: what of the wishes for it can be met. */
void server_choose_status(Handshake *handshake, const Extensions *offered);
/* Client: whether a stapled response came wherever there had to be one. */
WARN_UNUSED Error handshake_check_status_presence(Handshake *handshake);

/* The table's handlers. */
typedef Error HandshakeHandler(Handshake *handshake, const MessageView *message);
HandshakeHandler client_send_hello, client_receive_hello, client_receive_certificate, client_receive_certificate_status,
    client_receive_key_exchange, client_receive_certificate_request, client_receive_hello_done, client_send_certificate,
    client_send_key_exchange, client_send_certificate_verify, client_send_change_cipher_spec, client_send_finished,
    client_receive_new_session_ticket, client_receive_change_cipher_spec, client_receive_finished;
HandshakeHandler server_receive_hello, server_send_hello, server_send_certificate, server_send_certificate_status,
    server_send_key_exchange, server_send_certificate_request, server_send_hello_done, server_receive_certificate,
    server_receive_key_exchange, server_receive_certificate_verify, server_receive_change_cipher_spec,
    server_receive_finished, server_send_new_session_ticket, server_send_change_cipher_spec, server_send_finished;

#endif
