/* What a pre-shared key does in a handshake, on both sides (RFC 4279, RFC 5489). */
#ifndef TLSTEPS_TLS_PSK_H
#define TLSTEPS_TLS_PSK_H

#include "tls/handshake/handshake.h"

/* Server: tells its hint, of which it has one. */
void handshake_tell_psk_hint(Handshake *handshake);
/* Client: takes its first key. */
void handshake_choose_psk(Handshake *handshake);
/* Server: looks for the key of this identity. */
WARN_UNUSED Error handshake_find_psk(Handshake *handshake, Bytes identity);
/* Makes the pre-master secret out of the key and of what the key exchange gave, which stands in its place. */
void handshake_add_psk(Handshake *handshake);

#endif
