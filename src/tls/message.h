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
#include "tls/group.h"
#include "tls/signature.h"
#include "tls/suite.h"

enum { VERSION_SSL_3_0 = 0x0300, VERSION_TLS_1_0 = 0x0301, VERSION_TLS_1_1 = 0x0302, VERSION_TLS_1_2 = 0x0303 };
/* "1.2"; "SSL 3.0"; NULL for an unknown one */
const char *version_name(uint16_t version);

/* RFC 5246 §6.2.1 */
typedef enum ContentType {
    CONTENT_CHANGE_CIPHER_SPEC = 20,
    CONTENT_ALERT = 21,
    CONTENT_HANDSHAKE = 22,
    CONTENT_APPLICATION_DATA = 23,
} ContentType;
const char *content_type_name(uint8_t type);

/* RFC 5246 §7.4; the list with names is messages.def. */
typedef enum HandshakeType {
    HANDSHAKE_HELLO_REQUEST = 0,
    HANDSHAKE_CLIENT_HELLO = 1,
    HANDSHAKE_SERVER_HELLO = 2,
    HANDSHAKE_NEW_SESSION_TICKET = 4,
    HANDSHAKE_CERTIFICATE = 11,
    HANDSHAKE_SERVER_KEY_EXCHANGE = 12,
    HANDSHAKE_CERTIFICATE_REQUEST = 13,
    HANDSHAKE_SERVER_HELLO_DONE = 14,
    HANDSHAKE_CERTIFICATE_VERIFY = 15,
    HANDSHAKE_CLIENT_KEY_EXCHANGE = 16,
    HANDSHAKE_FINISHED = 20,
    HANDSHAKE_CERTIFICATE_STATUS = 22,
} HandshakeType;
const char *handshake_type_name(uint8_t type); /* "client_hello"; NULL where unknown */

/* The name that steps, JSON and options use: "client_hello", "change_cipher_spec", "alert", "application_data". */
const char *message_name(uint8_t content_type, Bytes message);

enum { RANDOM_SIZE = 32, VERIFY_DATA_SIZE = 12, MASTER_SECRET_SIZE = 48, HANDSHAKE_HEADER_SIZE = 4 };

/* Extensions of both hellos. A flag `has_…` says that it was there. */
typedef struct Extensions {
    bool present; /* the block itself: a hello may end before it */
    bool has_server_name;
    Bytes server_name; /* host_name; empty in a ServerHello */
    bool has_supported_groups;
    Bytes supported_groups; /* u16 each */
    bool has_ec_point_formats;
    Bytes ec_point_formats; /* u8 each */
    bool has_signature_algorithms;
    Bytes signature_algorithms; /* u16 each */
    bool has_alpn;
    Bytes alpn; /* ProtocolName vectors, each with its length byte */
    bool has_extended_master_secret;
    bool has_encrypt_then_mac;
    bool has_renegotiation_info;
    Bytes renegotiated_connection;
    /* Numbers of all extensions in the order in which they came, for the check of what was offered: */
    uint16_t types[64];
    int type_count;
} Extensions;
bool extensions_have(const Extensions *extensions, uint16_t type);
const char *extension_name(uint16_t type); /* IANA's; NULL where unknown */

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
typedef struct CertificateMessage {
    Bytes certificates[CERTIFICATES_MAX]; /* DER, the sender's own first */
    int count;
} CertificateMessage;

/* Explicit prime curve (RFC 4492 §5.4), as it stands on the wire */
typedef struct ExplicitCurve {
    Bytes p, a, b, base, order, cofactor;
} ExplicitCurve;

typedef struct ServerKeyExchange {
    Bytes params;            /* the signed part: ServerDHParams or ServerECDHParams, as they stand */
    Bytes dh_p, dh_g, dh_ys; /* DHE */
    uint8_t curve_type;      /* ECDHE: 3 named_curve, 1 explicit_prime */
    uint16_t named_curve;
    ExplicitCurve explicit_curve;
    Bytes ec_point;
    uint16_t signature_scheme;
    Bytes signature;
} ServerKeyExchange;

typedef struct ClientKeyExchange {
    Bytes encrypted_pre_master_secret; /* RSA */
    Bytes dh_yc;                       /* DHE */
    Bytes ec_point;                    /* ECDHE */
} ClientKeyExchange;

typedef struct Message {
    uint8_t type; /* HandshakeType */
    union {
        ClientHello client_hello;
        ServerHello server_hello;
        CertificateMessage certificate;
        ServerKeyExchange server_key_exchange;
        ClientKeyExchange client_key_exchange;
        Bytes finished; /* verify_data */
    };
} Message;

/* What a decoder has to know besides the bytes: 0 before it is known. ServerKeyExchange and ClientKeyExchange cannot be
   read without the suite. */
typedef struct DecodeContext {
    uint16_t version;
    const Suite *suite;
    Actor sender; /* ACTOR_CLIENT or ACTOR_SERVER: extensions differ */
} DecodeContext;

/* Decodes one handshake message with its header. The error is the alert that a peer sends for it (mostly decode_error;
   unexpected_message for a type that is none). With `tree`, every byte read is named there. */
WARN_UNUSED Error message_decode(Message *out, Bytes bytes, const DecodeContext *context, FieldTree *tree);
/* Names every byte of any message of any content type (alert, change_cipher_spec, application_data too). */
void message_annotate(FieldTree *tree, uint8_t content_type, Bytes bytes, const DecodeContext *context);
/* Names every byte of a record's header and marks the rest as fragment. */
void record_annotate(FieldTree *tree, Bytes record);

/* Encoders append the whole message, header included. They write what they are given, also what is illegal. */
void client_hello_encode(Buffer *out, const ClientHello *hello);
void server_hello_encode(Buffer *out, const ServerHello *hello);
void certificate_encode(Buffer *out, const Bytes *certificates, int count);
/* `params` as made by one of the three functions below. */
void server_key_exchange_encode(Buffer *out, Bytes params, uint16_t signature_scheme, Bytes signature);
void server_dh_params_encode(Buffer *out, const DhGroup *group, const mpz_t ys);
void server_ecdh_params_encode(Buffer *out, uint16_t named_curve, Bytes point);
void server_explicit_ecdh_params_encode(Buffer *out, const Curve *curve, Bytes point);
void server_hello_done_encode(Buffer *out);
void client_key_exchange_encode(Buffer *out, const Suite *suite, Bytes exchange_keys);
void finished_encode(Buffer *out, Bytes verify_data);

/* Meaning and source of a field (of messages, records and, by way of x509, certificates); NULL where no list has it. */
const FieldInfo *tls_field_info(const char *parent, const char *name);

#endif
