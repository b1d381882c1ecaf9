/*
 * How a handshake begins, before anybody knows its version: the client offers, and as soon as a ServerHello was read
 * (by the client) or a version chosen (by the server), the handshake becomes one of that version and its table goes on
 * with the same message.
 */
#ifndef TLSTEPS_TLS_OPENING_H
#define TLSTEPS_TLS_OPENING_H

#include "tls/handshake/handshake_table.h"

extern const HandshakeVersion handshake_opening;

#endif
