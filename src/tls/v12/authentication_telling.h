/* What the messages by which a client proves who it is tell: CertificateRequest and CertificateVerify. */
#ifndef TLSTEPS_TLS_AUTHENTICATION_TELLING_H
#define TLSTEPS_TLS_AUTHENTICATION_TELLING_H

#include "tls/handshake/handshake.h"

/* Adds what a CertificateRequest asks for. */
void authentication_tell_lists(Telling *telling, DerivationId how, const CertificateRequest *request);
/* Adds scheme and signature of a CertificateVerify that was read. */
void authentication_tell_verify(Telling *telling, const CertificateVerify *verify);

/* Server: what it is going to ask for; a CertificateVerify came. */
void authentication_tell_request(const Handshake *handshake, const CertificateRequest *request);
void authentication_tell_verify_received(const Handshake *handshake, const MessageView *message,
                                         const CertificateVerify *verify);
/* Client: a CertificateRequest came; what it will be answered with; the signature over the messages so far. */
void authentication_tell_request_received(const Handshake *handshake, const MessageView *message,
                                          const CertificateRequest *request);
void authentication_tell_choice(const Handshake *handshake);
void authentication_tell_signature(const Handshake *handshake, Bytes messages, Bytes signature);

#endif
