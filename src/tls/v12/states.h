/* The states of a handshake of TLS 1.0 to 1.2. The list is states.def. */
#ifndef TLSTEPS_TLS_V12_STATES_H
#define TLSTEPS_TLS_V12_STATES_H

#include "tls/handshake/handshake.h"

typedef enum V12State {
#define STATE(ID, name, role, kind, message, handler, source, ...) STATE_##ID,
#define END(ID, name, role, source)                                STATE_##ID,
#include "tls/v12/states.def"
#undef STATE
#undef END
} V12State;

/* Whether a state that the table lists as next has its turn in this handshake (route.c). */
bool route_is_due(const Handshake *handshake, HandshakeState state);

#endif
