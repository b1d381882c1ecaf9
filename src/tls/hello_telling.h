/* What the two hellos tell: the facts that a side has in mind when it sends one, or learns when it reads one. */
#ifndef TLSTEPS_TLS_HELLO_TELLING_H
#define TLSTEPS_TLS_HELLO_TELLING_H

#include "tls/handshake.h"

/* Client: what it is going to offer. */
void hello_tell_offer(Handshake *handshake);
/* Server: a ClientHello came. */
void hello_tell_client(Handshake *handshake, const MessageView *message, const ClientHello *hello);
/* Client: a ServerHello came. */
void hello_tell_server(Handshake *handshake, const MessageView *message, const ServerHello *hello);

#endif
