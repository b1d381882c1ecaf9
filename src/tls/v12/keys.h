/* From the pre-master secret to the keys of both directions, ChangeCipherSpec which takes them into use, and Finished;
   alike on both sides. */
#ifndef TLSTEPS_TLS_KEYS_H
#define TLSTEPS_TLS_KEYS_H

#include "tls/handshake/handshake.h"

/* The suite is chosen: tells where it leaves both sides without a proof who the other is. */
void handshake_tell_anonymity(const Handshake *handshake);
/* From the pre-master secret to the master secret, and on to the keys. The transcript holds all messages up to
   ClientKeyExchange. */
void handshake_derive_keys(Handshake *handshake);
/* From the master secret to the keys. */
void handshake_expand_keys(Handshake *handshake);
void handshake_send_change_cipher_spec(Handshake *handshake);
void handshake_receive_change_cipher_spec(Handshake *handshake, const MessageView *message);
void handshake_send_finished(Handshake *handshake);
WARN_UNUSED Error handshake_receive_finished(Handshake *handshake, const MessageView *message);

#endif
