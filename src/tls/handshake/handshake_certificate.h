/* What both sides do alike with certificates: sending a chain, and judging the other side's. */
#ifndef TLSTEPS_TLS_HANDSHAKE_CERTIFICATE_H
#define TLSTEPS_TLS_HANDSHAKE_CERTIFICATE_H

#include "tls/handshake/handshake.h"

/* Sends a chain; NULL for an empty one. */
void handshake_send_certificate(Handshake *handshake, EventId id, const CertificateList *chain);
/* Takes a chain that came into the handshake, and tells of it. The error is for the first certificate that cannot be
   read; those before it are there. */
WARN_UNUSED Error handshake_take_chain(Handshake *handshake, const MessageView *message,
                                       const CertificateMessage *chain);
/* Whether all of it could be read, by what handshake_take_chain gave; the error is the alert. */
WARN_UNUSED Error handshake_check_chain_form(Handshake *handshake, const CertificateMessage *chain, Error form);
/* Follows the other side's chain to a trusted root, for its role in TLS. `host` may be NULL. By `schemes` (u16 each)
   its certificates may be signed; empty: by any (RFC 5246 §7.4.2, §7.4.4). */
WARN_UNUSED Error handshake_validate_chain(Handshake *handshake, const char *host, unsigned key_usage, Bytes schemes);

#endif
