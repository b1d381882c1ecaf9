/* TLS 1.0, 1.1 and 1.2 (RFC 2246, RFC 4346, RFC 5246), as a version of the handshake: all that a peer needs to know of
   this room. */
#ifndef TLSTEPS_TLS_V12_H
#define TLSTEPS_TLS_V12_H

#include "tls/handshake/handshake_table.h"

extern const HandshakeVersion handshake_v12;

#endif
