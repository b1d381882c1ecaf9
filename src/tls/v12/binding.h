/* How a handshake is bound to the one before it on the connection (RFC 5746). */
#ifndef TLSTEPS_TLS_BINDING_H
#define TLSTEPS_TLS_BINDING_H

#include "tls/handshake/handshake.h"

/* What renegotiation_info has to hold in a hello of `sender`: nothing in a first handshake. Points into what was agreed
   on before. */
Bytes handshake_binding(const Handshake *handshake, Actor sender);
/* Server: judges the offer by it, and notes whether to answer. Client: judges the answer. */
WARN_UNUSED Error handshake_check_offered_binding(Handshake *handshake, const ClientHello *hello);
WARN_UNUSED Error handshake_check_answered_binding(Handshake *handshake, const Extensions *answered);
/* A connection keeps whether its master secret is extended (our choice). */
WARN_UNUSED Error handshake_check_same_master_secret(Handshake *handshake, bool extended);

#endif
