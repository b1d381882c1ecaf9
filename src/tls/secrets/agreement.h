/* What both sides have agreed on, growing as the handshake goes on, and staying when it is over. */
#ifndef TLSTEPS_TLS_AGREEMENT_H
#define TLSTEPS_TLS_AGREEMENT_H

#include "tls/secrets/secret.h"
#include "tls/wire/message.h"

typedef struct Agreement {
    uint16_t version;                        /* 0 before it is known */
    const Suite *suite;                      /* NULL before it is known */
    const Group *group;                      /* NULL where nothing is ephemeral, and for parameters of no named group */
    const SignatureScheme *signature_scheme; /* NULL where the server signs nothing */
    const SignatureScheme *client_signature_scheme; /* NULL where the client did not prove who it is */
    char protocol[256];                             /* ALPN; empty for none */
    bool extended_master_secret, encrypt_then_mac;
    bool resumed; /* by an abbreviated handshake */
    bool has_client_random, has_server_random;
    uint8_t client_random[RANDOM_SIZE], server_random[RANDOM_SIZE];
    SecretValue master_secret;
    /* What the next handshake on the connection is bound to (RFC 5746 §3.1): whether both sides said
       renegotiation_info, and the client's verify_data with the server's behind it. */
    bool secure_renegotiation;
    uint8_t verify_data[2 * VERIFY_DATA_SIZE];
} Agreement;

#endif
