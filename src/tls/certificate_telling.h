/* What a certificate chain tells: each certificate, whom it is about, who signed it, and its public key. */
#ifndef TLSTEPS_TLS_CERTIFICATE_TELLING_H
#define TLSTEPS_TLS_CERTIFICATE_TELLING_H

#include "tls/handshake.h"

/* Server: a credential, private key and all, which it had before the connection. */
void certificate_tell_credential(const Teller *teller, const Credential *credential);
/* Client: the server's chain came. */
void certificate_tell_received(Handshake *handshake, const MessageView *message, const CertificateMessage *chain);

#endif
