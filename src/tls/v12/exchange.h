/* What both sides do alike in an ephemeral key exchange. */
#ifndef TLSTEPS_TLS_EXCHANGE_H
#define TLSTEPS_TLS_EXCHANGE_H

#include "tls/handshake/handshake.h"

/* Makes the own key pair in the share's group. */
void handshake_generate_share(Handshake *handshake);
/* Takes and checks the other side's public value. */
WARN_UNUSED Error handshake_receive_share(Handshake *handshake, Bytes public_value);
/* Appends what the server signs: client_random ‖ server_random ‖ params (RFC 5246 §7.4.3). */
void handshake_append_signed(const Handshake *handshake, Buffer *out, Bytes params);
/* Computes the shared secret, which is the pre-master secret where no pre-shared key is added to it. */
WARN_UNUSED Error handshake_agree_share(Handshake *handshake);

/* A side that sends ec_point_formats has to accept uncompressed points (RFC 8422 §5.1.2). */
WARN_UNUSED Error handshake_check_point_formats(Handshake *handshake, const Extensions *extensions);

#endif
