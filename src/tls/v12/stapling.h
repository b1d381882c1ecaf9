/* What a server staples to its chain, and how a client judges it (RFC 6066 §8, RFC 6961). */
#ifndef TLSTEPS_TLS_STAPLING_H
#define TLSTEPS_TLS_STAPLING_H

#include "tls/handshake/handshake.h"

/* Server: what of the wishes for it can be met. */
void server_choose_status(Handshake *handshake, const Extensions *offered);
/* Client: whether a stapled response came wherever there had to be one. */
WARN_UNUSED Error handshake_check_status_presence(Handshake *handshake);

#endif
