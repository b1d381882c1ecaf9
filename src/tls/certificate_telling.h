/* What a certificate chain tells: each certificate, whom it is about, who signed it, and its public key. */
#ifndef TLSTEPS_TLS_CERTIFICATE_TELLING_H
#define TLSTEPS_TLS_CERTIFICATE_TELLING_H

#include "tls/handshake.h"

/* Adds what is told of one certificate of the server's chain, and of the private key behind the chain. */
void certificate_tell(Telling *telling, DerivationId how, int index, const Certificate *certificate);
void certificate_tell_key(Telling *telling, DerivationId how, const PrivateKey *key);

/* Server: a credential, private key and all, which it had before the connection. */
void certificate_tell_credential(const Teller *teller, const Credential *credential);
/* Client: the server's chain came. */
void certificate_tell_received(Handshake *handshake, const MessageView *message, const CertificateMessage *chain);

#endif
