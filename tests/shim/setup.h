/* A peer's configuration, as the flags of one connection want it. */
#ifndef TLSTEPS_TESTS_SHIM_SETUP_H
#define TLSTEPS_TESTS_SHIM_SETUP_H

#include "tests/shim/flags.h"
#include "tls/peer/peer.h"

/* What the connections of one test share, and what a server or client keeps from one to the next. */
typedef struct ShimState {
    Random *random;
    SessionCache *sessions;
    TicketKeys ticket_keys;
    Session session; /* client: to be resumed; all zero: none */
} ShimState;

/* `seed` NULL: the system's randomness. */
void shim_state_init(ShimState *state, const char *seed);
/* The randomness of connection `number`, from 1. */
void shim_state_draw_anew(ShimState *state, const char *seed, uint64_t number);
void shim_state_clear(ShimState *state);

/* A configuration with what it borrows. The observer is the caller's to set. */
typedef struct ShimSetup {
    PeerConfig config, later; /* `later`: of further handshakes on the connection */
    Credential credentials[1 + SHIM_CREDENTIALS_MAX];
    CertificateList chains[1 + SHIM_CREDENTIALS_MAX], trusted;
    PrivateKey keys[1 + SHIM_CREDENTIALS_MAX];
    Buffer staples[1 + SHIM_CREDENTIALS_MAX];
    Arena texts;
    Psk psk;
} ShimSetup;

/* SHIM_UNIMPLEMENTED and a diagnostic where a peer of ours cannot be what the flags want, 1 where a file cannot be
   used, otherwise 0. To be cleared in any case. */
WARN_UNUSED int shim_setup_init(ShimSetup *setup, ShimState *state, const ShimFlags *flags, Diagnostic *diagnostic);
void shim_setup_clear(ShimSetup *setup);

#endif
