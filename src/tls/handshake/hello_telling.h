/* What the two hellos tell: the facts that a side has in mind when it sends one, or learns when it reads one. */
#ifndef TLSTEPS_TLS_HELLO_TELLING_H
#define TLSTEPS_TLS_HELLO_TELLING_H

#include "tls/handshake/handshake.h"
#include "tls/wire/ssl2_hello.h"

/* Adds the version, the lists and the host name of a ClientHello, which the client has from its configuration and
   whoever reads the message from there. */
void hello_tell_lists(Telling *telling, DerivationId how, const ClientHello *hello);
/* Adds the version and the suites of a hello in the format of SSL 2.0. */
void hello_tell_ssl2(Telling *telling, const Ssl2Hello *hello);
/* Adds what a ServerHello says, to somebody who reads it. */
void hello_tell_choice(Telling *telling, const ServerHello *hello);
/* Adds whether these two are agreed on, also where they are not. */
void hello_tell_bindings(Telling *telling, DerivationId how, bool extended_master_secret, bool encrypt_then_mac);

/* Client: what it is going to offer. */
void hello_tell_offer(Handshake *handshake);
/* Server: a ClientHello came. */
void hello_tell_client(Handshake *handshake, const MessageView *message, const ClientHello *hello);
/* Client: a ServerHello came. */
void hello_tell_server(Handshake *handshake, const MessageView *message, const ServerHello *hello);

#endif
