/* What a certificate chain tells: each certificate, whom it is about, who signed it, and its public key. The facts are
   those of the chain's owner, client or server. */
#ifndef TLSTEPS_TLS_CERTIFICATE_TELLING_H
#define TLSTEPS_TLS_CERTIFICATE_TELLING_H

#include "tls/handshake/handshake.h"

/* Adds what is told of one certificate of the owner's chain, and of the private key behind the chain. */
void certificate_tell(Telling *telling, Actor owner, DerivationId how, int index, const Certificate *certificate);
void certificate_tell_key(Telling *telling, Actor owner, DerivationId how, const PrivateKey *key);
/* Adds a certificate of which nothing but its bytes can be read. */
void certificate_tell_unread(Telling *telling, Actor owner, DerivationId how, int index, Bytes der);
/* Adds the signature that the owner made in this handshake of `data`, which was told before, and what was drawn for it.
 */
void certificate_tell_signature(Telling *telling, Actor owner, const PrivateKey *key, const SignatureScheme *scheme,
                                Bytes data, Bytes signature);

/* A credential of the own side, private key and all, which it had before the connection. */
void certificate_tell_credential(const Teller *teller, const Credential *credential);
/* What of the trust file cannot be used, if anything. */
void certificate_tell_left_out(const Teller *teller, const PeerConfig *config);
/* The other side's chain came. */
void certificate_tell_received(const Handshake *handshake, const MessageView *message, const CertificateMessage *chain);

/* Tells whether the certificates of a chain that came could be read: how many were, and what of them is against the
   profile; or by `error` that the one behind those that were `read` could not be, and why. */
void certificate_tell_form(const Teller *teller, const CertificateMessage *chain, const CertificateList *read,
                           Error error);

/* Adds OCSP responses: that for the chain's first certificate, and those for the others, by their place. */
void certificate_tell_responses(Telling *telling, DerivationId how, const Bytes *responses, int count);
/* Client: stapled OCSP responses came. */
void certificate_tell_status(Handshake *handshake, const MessageView *message, const CertificateStatus *status);

#endif
