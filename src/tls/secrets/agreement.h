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
    /* By ACTOR_CLIENT and ACTOR_SERVER: the most plaintext bytes that this side takes in a protected record; 0: as many
       as the protocol allows. Whatever is agreed on here is obeyed by the records under the handshake's keys. */
    size_t record_limit[2];
    bool resumed; /* by an abbreviated handshake */
    bool has_client_random, has_server_random;
    uint8_t client_random[RANDOM_SIZE], server_random[RANDOM_SIZE];
    SecretValue master_secret;
    /* What the next handshake on the connection is bound to (RFC 5746 §3.1): whether both sides said
       renegotiation_info, and the client's verify_data with the server's behind it. */
    bool secure_renegotiation;
    uint8_t verify_data[2 * VERIFY_DATA_MAX];
} Agreement;

/* How both sides come to a secret, and how they prove who they are, once there is a suite: up to TLS 1.2 the suite says
   it, and so these are answered by it (see suite.h). In a handshake the agreement is asked, for not in every version
   does a suite stand for all of this. */
KeyExchange agreement_key_exchange(const Agreement *agreement);
Authentication agreement_authentication(const Agreement *agreement);
bool agreement_has_certificate(const Agreement *agreement);
bool agreement_is_ephemeral(const Agreement *agreement);
bool agreement_signs(const Agreement *agreement);
bool agreement_uses_psk(const Agreement *agreement);
bool agreement_may_ask_client(const Agreement *agreement);
/* The hash of the transcript and of what secrets are derived with. */
HashId agreement_hash(const Agreement *agreement);
size_t agreement_verify_data_size(const Agreement *agreement);

#endif
