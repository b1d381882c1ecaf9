/*
 * One side of a connection, set up as a scenario says: its PeerConfig with everything that this borrows, and that of
 * the handshake that follows on the connection, where one does. What the scenario leaves open gets its default here:
 *
 *   suites        all that go by certificates, in their order of preference; before them, where a pre-shared key is
 *                 set, those with one; where groups are named, those that can use one of them
 *   groups        x25519, secp256r1, secp384r1, secp521r1, ffdhe2048, ffdhe3072; the client also offers the curve of an
 *                 ECDSA certificate, after these
 *   schemes       all but those with SHA-1
 *   certificate   of the kind that the suites ask for: "rsa", "ecdsa", or both; "rsa" where no suite is named; none
 *                 where those that both sides name go without
 *   client        no certificate of its own, and a server that does not ask for one
 *   psk           none; where suites are named, and one of them needs one: "learner" with the key
 *                 00112233445566778899aabbccddeeff
 *   server name   server.tlsteps.example for the client; the server answers to every name
 *   renegotiation agreed to where a second handshake is to come, and tied to the first
 *   clock         2026-01-01 12:00:00 UTC
 *
 * A live server, whose clients are somebody else's, has the certificates "rsa" and "ecdsa".
 */
#ifndef TLSTEPS_SIM_ENDPOINT_H
#define TLSTEPS_SIM_ENDPOINT_H

#include "sim/assets/credentials.h"
#include "sim/scenario/scenario.h"

enum { ENDPOINT_CREDENTIALS_MAX = 8 };

typedef struct Endpoint {
    PeerConfig config; /* `random` and `observer` are the caller's to set */
    Credential credentials[ENDPOINT_CREDENTIALS_MAX];
    Psk psks[64]; /* as many as a list of an option has at most */
    Arena texts;
    struct Endpoint *next; /* of the connection's next handshake; NULL where none is to come */
} Endpoint;

/* Borrows from `credentials` alone. False and a diagnostic where the scenario cannot be met; then there is nothing to
   clear. */
WARN_UNUSED bool endpoint_init(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials, Actor role,
                               int connection, Diagnostic *diagnostic);
/* The same of a live endpoint. */
WARN_UNUSED bool endpoint_init_live(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials, Actor role,
                                    Diagnostic *diagnostic);
void endpoint_clear(Endpoint *endpoint);

/* The clock of an actor, or of the run itself (ACTOR_EAVESDROPPER): seconds since 1970. */
int64_t endpoint_now(const Scenario *scenario, Actor actor, int connection);

#endif
