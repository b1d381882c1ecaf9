/*
 * The messages of the handshake, decoded and encoded. One decoder serves everybody (peers, tracker, byte view, JSON):
 * it reads through the annotating cursor, so with a field tree attached it also names every byte.
 *
 * Decoded messages borrow: their Bytes point into the input.
 */
#ifndef TLSTEPS_TLS_MESSAGE_H
#define TLSTEPS_TLS_MESSAGE_H

#include "base/cursor.h"
#include "base/event.h"
#include "tls/registry/group.h"
#include "tls/registry/message_id.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"
#include "tls/registry/version.h"
#include "tls/wire/extensions.h"

/* RFC 5246 §6.2.1 */
typedef enum ContentType {
    CONTENT_CHANGE_CIPHER_SPEC = 20,
    CONTENT_ALERT = 21,
    CONTENT_HANDSHAKE = 22,
    CONTENT_APPLICATION_DATA = 23,
    CONTENT_SSL2_HELLO = 128, /* no type that a record may have: a hello that comes without one (ssl2_hello.h) */
} ContentType;
/* "change_cipher_spec"; NULL where no record may have the type */
const char *content_type_name(uint8_t type);

/* RFC 5246 §7.4 */
typedef enum HandshakeType {
#define HANDSHAKE_MESSAGE(NAME, value, name, meaning, source) HANDSHAKE_##NAME = value,
#include "tls/registry/messages.def"
#undef HANDSHAKE_MESSAGE
} HandshakeType;
const char *handshake_type_name(uint8_t type); /* "client_hello"; NULL where unknown */

/* RFC 5246 §7.2: a level and a description. */
enum { ALERT_SIZE = 2, ALERT_LEVEL_WARNING = 1, ALERT_LEVEL_FATAL = 2 };

/* Of a handshake message the first byte is looked at. */
MessageId message_id(uint8_t content_type, Bytes message);
/* The name of what message_id finds. */
const char *message_name(uint8_t content_type, Bytes message);

enum { RANDOM_SIZE = 32, MASTER_SECRET_SIZE = 48, HANDSHAKE_HEADER_SIZE = 4 };

/* The longest message body that is taken in, of the 2^24 - 1 bytes that the length could say: every ClientHello fits
   (the longest has 131,396 bytes), and so do chains of certificates that somebody uses. */
enum { HANDSHAKE_BODY_MAX = 1 << 18 };

/* Finds the handshake message at the front of `input`, the contents of handshake records one after the other: `message`
   (header and all) is empty where more input is needed. ERROR_DECODE_ERROR where its length is above
   HANDSHAKE_BODY_MAX. */
WARN_UNUSED Error handshake_message_parse(Bytes *message, Bytes input);

typedef struct ClientHello {
    uint16_t version;
    Bytes random, session_id;
    Bytes cipher_suites;       /* u16 each */
    Bytes compression_methods; /* u8 each */
    Extensions extensions;
} ClientHello;

typedef struct ServerHello {
    uint16_t version;
    Bytes random, session_id;
    uint16_t cipher_suite;
    uint8_t compression_method;
    Extensions extensions;
} ServerHello;

enum { CERTIFICATES_MAX = 10 };
/* A longer chain is refused with bad_certificate. */
typedef struct CertificateMessage {
    Bytes certificates[CERTIFICATES_MAX]; /* DER, the sender's own first */
    int count;
} CertificateMessage;

/* Explicit prime curve (RFC 4492 §5.4), as it stands on the wire */
typedef struct ExplicitCurve {
    Bytes p, a, b, base, order, cofactor;
} ExplicitCurve;

/* What of it there is depends on the suite. */
typedef struct ServerKeyExchange {
    Bytes psk_identity_hint; /* of suites with a pre-shared key; empty where there is no hint (RFC 4279 §3) */
    Bytes params;            /* the part that may be signed: ServerDHParams or ServerECDHParams, as they stand */
    Bytes dh_p, dh_g, dh_ys; /* DHE */
    uint8_t curve_type;      /* ECDHE: 3 named_curve, 1 explicit_prime */
    uint16_t named_curve;
    ExplicitCurve explicit_curve;
    Bytes ec_point;
    uint16_t signature_scheme; /* of suites that sign, like the signature; 0 before TLS 1.2, also below */
    Bytes signature;
} ServerKeyExchange;

typedef struct ClientKeyExchange {
    Bytes psk_identity;                /* of suites with a pre-shared key */
    Bytes encrypted_pre_master_secret; /* RSA */
    Bytes dh_yc;                       /* DHE */
    Bytes ec_point;                    /* ECDHE */
} ClientKeyExchange;

/* RFC 5246 §7.4.4, RFC 8422 §5.5: the types of which we have keys */
enum { CERTIFICATE_TYPE_RSA_SIGN = 1, CERTIFICATE_TYPE_ECDSA_SIGN = 64 };
const char *certificate_type_name(uint8_t type); /* "rsa_sign"; NULL where unknown */
const char *status_type_name(uint8_t type);      /* "ocsp"; NULL where unknown */

typedef struct CertificateRequest {
    Bytes certificate_types;    /* u8 each */
    Bytes signature_algorithms; /* u16 each; none before TLS 1.2 */
    Bytes authorities;          /* DistinguishedName vectors, each with its length of two bytes */
} CertificateRequest;

typedef struct CertificateVerify {
    uint16_t signature_scheme;
    Bytes signature;
} CertificateVerify;

typedef struct NewSessionTicket {
    uint32_t lifetime_hint; /* seconds */
    Bytes ticket;
} NewSessionTicket;

typedef struct CertificateStatus {
    uint8_t status_type;
    Bytes responses[CERTIFICATES_MAX]; /* DER, for the certificate at that place of the chain; empty: none for it */
    int count;                         /* of STATUS_TYPE_OCSP 1 */
} CertificateStatus;

typedef struct Message {
    uint8_t type; /* HandshakeType */
    union {
        ClientHello client_hello;
        ServerHello server_hello;
        CertificateMessage certificate;
        ServerKeyExchange server_key_exchange;
        ClientKeyExchange client_key_exchange;
        CertificateRequest certificate_request;
        CertificateVerify certificate_verify;
        NewSessionTicket new_session_ticket;
        CertificateStatus certificate_status;
        Bytes finished; /* verify_data */
    };
} Message;

/* What a decoder has to know besides the bytes: 0 before it is known. ServerKeyExchange and ClientKeyExchange cannot be
   read without the suite; signatures are read as those of TLS 1.2 as long as the version is not known. */
typedef struct DecodeContext {
    uint16_t version;
    const Suite *suite;
} DecodeContext;

/*
 * Decodes one handshake message with its header. Checked is the form: lengths and their limits, whole elements, nothing
 * left over, no extension twice, no body where none may be. What the values mean (is this version spoken, was this
 * offered?) is the caller's to judge. The error is the alert that a peer sends for it:
 *   decode_error        for most
 *   illegal_parameter   an extension or a host name twice, signature_algorithms or signature_algorithms_cert from a
 *                       server, a curve type that is none, a status that is no OCSP response, statuses of more than
 *                       CERTIFICATES_MAX certificates
 *   unexpected_message  a type that is none, and a key exchange message that the context's suite does not have
 *   bad_certificate     more certificates than CERTIFICATES_MAX
 * With `tree`, every byte is named there: also inside certificates and OCSP responses (whose own faults are noted in
 * the tree and do not change the result), and after a fault as "undecoded".
 */
WARN_UNUSED Error message_decode(Message *out, Bytes bytes, const DecodeContext *context, FieldTree *tree);
/* Names every byte of any message of any content type (alert, change_cipher_spec, application_data too). */
void message_annotate(FieldTree *tree, uint8_t content_type, Bytes bytes, const DecodeContext *context);
/* Names every byte of the block that a client encrypts for an RSA key exchange: a pre-master secret (RFC 5246
   §7.4.7.1) in its padding (RFC 8017 §7.2.1). All of it is "padded_pre_master_secret". */
void pre_master_block_annotate(FieldTree *tree, Bytes block);
/* Names every byte of a record's header and marks the rest as fragment; of a hello of SSL 2.0, which has none, every
 * byte.
 */
void record_annotate(FieldTree *tree, Bytes record);

/* Encoders append the whole message, header included. They write what they are given, also what is illegal. Content
   that its length field cannot hold leaves that field 0. */
void client_hello_encode(Buffer *out, const ClientHello *hello);
void server_hello_encode(Buffer *out, const ServerHello *hello);
void certificate_encode(Buffer *out, const Bytes *certificates, int count);
/* Of `exchange`: the hint, the params (as made by one of the three functions below, which append the params alone) and
   the signature, each where messages of the suite have it. The scheme is written where the version names it, here and
   below. */
void server_key_exchange_encode(Buffer *out, uint16_t version, const Suite *suite, const ServerKeyExchange *exchange);
void server_dh_params_encode(Buffer *out, const DhGroup *group, const mpz_t ys);
void server_ecdh_params_encode(Buffer *out, uint16_t named_curve, Bytes point);
void server_explicit_ecdh_params_encode(Buffer *out, const Curve *curve, Bytes point);
void hello_request_encode(Buffer *out);
void certificate_request_encode(Buffer *out, uint16_t version, const CertificateRequest *request);
void server_hello_done_encode(Buffer *out);
/* `exchange_keys` as it is: the encrypted pre-master secret, Yc or the point. Its length goes in front. With a
   pre-shared key `psk_identity` comes before it, and with nothing but such a key it is left out. */
void client_key_exchange_encode(Buffer *out, const Suite *suite, Bytes psk_identity, Bytes exchange_keys);
void certificate_verify_encode(Buffer *out, uint16_t version, uint16_t signature_scheme, Bytes signature);
void new_session_ticket_encode(Buffer *out, uint32_t lifetime_hint, Bytes ticket);
void certificate_status_encode(Buffer *out, const CertificateStatus *status);
void finished_encode(Buffer *out, Bytes verify_data);

/* Meaning and source of a field (of messages, records and, by way of x509, certificates); NULL where no list has it. */
const FieldInfo *tls_field_info(const char *parent, const char *name);

#endif
