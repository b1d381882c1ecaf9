/*
 * A session: what two sides have to remember of a handshake so that a later connection can do without most of it (RFC
 * 5246 §F.1.4). Plain data; the client keeps it as it is, the server in its cache (session_cache.h) or sealed in a
 * ticket at the client's (ticket.h), both in the same encoding.
 */
#ifndef TLSTEPS_TLS_SESSION_H
#define TLSTEPS_TLS_SESSION_H

#include "tls/secrets/secret.h"
#include "tls/wire/message.h"

enum { SESSION_ID_MAX = 32 };

/* Starts as all zero. What the application protocol is, and whether CBC records are authenticated after encryption, is
   no part of a session: each handshake agrees on them anew. */
typedef struct Session {
    uint16_t version;
    const Suite *suite;
    SecretValue master_secret;
    bool extended_master_secret; /* the master secret is bound to its handshake (RFC 7627) */
    Buffer server_name;          /* that the client asked for, empty for none (RFC 6066 §3) */
    Buffer client_certificate;   /* DER of the certificate that the client has proved to own; empty for none */
    int64_t created;             /* seconds since 1970, UTC */

    Buffer id;                /* by which the server's cache knows it, up to SESSION_ID_MAX bytes; empty: it does not */
    Buffer ticket;            /* client: the server's sealed copy; empty: it has none */
    uint32_t ticket_lifetime; /* client: for how many seconds the server means to accept the ticket; 0: unsaid */
} Session;

/* Wipes it, and leaves it all zero. */
void session_clear(Session *session);
/* Makes `out`, which is clear or holds another session, a copy. */
void session_copy(Session *out, const Session *session);

/*
 * What the server has to remember, after StatePlaintext of RFC 5077 §4 (with 64 bits of time, and behind it what later
 * documents added):
 *
 *     struct {
 *         ProtocolVersion protocol_version;
 *         CipherSuite cipher_suite;
 *         CompressionMethod compression_method;              always null
 *         opaque master_secret[48];
 *         ClientIdentity client_identity;                    0: anonymous; 1: and opaque certificate<0..2^24-1>
 *         uint64 timestamp;
 *         uint8 extended_master_secret;                      0 or 1
 *         opaque server_name<0..2^16-1>;
 *     } StatePlaintext;
 */
void session_encode(Buffer *out, const Session *session);
/* Where these stand in the encoding, the certificate where there is one. */
enum { SESSION_MASTER_SECRET_OFFSET = 5, SESSION_CLIENT_CERTIFICATE_OFFSET = 57 };
/* Reads such an encoding into `out`, which is clear, and stays so where the error is ERROR_DECODE_ERROR. */
WARN_UNUSED Error session_decode(Session *out, Bytes state);

#endif
