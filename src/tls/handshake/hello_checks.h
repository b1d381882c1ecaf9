/* What of the two hellos is judged alike in every version: whose server it is, what protocol the application speaks,
   that nothing is answered that was not offered. */
#ifndef TLSTEPS_TLS_HELLO_CHECKS_H
#define TLSTEPS_TLS_HELLO_CHECKS_H

#include "tls/handshake/handshake.h"

/* Server: judges the form of the host that is asked for, and whether it is this one; notes whether to answer. */
WARN_UNUSED Error hello_check_server_name(Handshake *handshake, const Extensions *offered);
/* Server: takes one of the protocols offered into the agreement, where both sides have some. */
WARN_UNUSED Error hello_choose_protocol(Handshake *handshake, const ClientHello *hello);

/* Client: that there is no compression, that nothing is answered that was not offered, and that the protocol chosen is
   one that was. */
WARN_UNUSED Error hello_check_answered_compression(Handshake *handshake, const ServerHello *hello);
WARN_UNUSED Error hello_check_answered_extensions(Handshake *handshake, const Extensions *answered);
WARN_UNUSED Error hello_check_answered_protocol(Handshake *handshake, const Extensions *answered);

#endif
