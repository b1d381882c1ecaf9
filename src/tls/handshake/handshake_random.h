/* The randoms of both hellos, and that a connection keeps its version from one handshake to the next. */
#ifndef TLSTEPS_TLS_HANDSHAKE_RANDOM_H
#define TLSTEPS_TLS_HANDSHAKE_RANDOM_H

#include "tls/handshake/handshake.h"

/* Draw the own random into the agreement; the server's after its version is chosen, by which its end may be a mark. */
void handshake_draw_client_random(Handshake *handshake);
void handshake_draw_server_random(Handshake *handshake);
/* A connection keeps its version (our choice; records of both handshakes stand side by side in it). */
WARN_UNUSED Error handshake_check_same_version(Handshake *handshake, uint16_t version);

#endif
