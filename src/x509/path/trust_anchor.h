/*
 * Trust anchors (RFC 5280 §6.1.1 (d)): the certificates of a trust file. Whoever made the file vouches for them, so
 * that of each its name and its key count, and its name constraints, which whoever trusts it will have meant (RFC 5937
 * §3.2): certificate_can_be_anchor. Nothing else that it says of itself does: a certificate whose other fields cannot
 * be read is good enough.
 */
#ifndef TLSTEPS_X509_TRUST_ANCHOR_H
#define TLSTEPS_X509_TRUST_ANCHOR_H

#include "x509/certificate/certificate.h"

/* Appends every anchor of a file, PEM or one certificate in DER. An entry that cannot be used is handed to `tell` and
   left out; the refusal is valid during the call. Where no anchor is left the error is that of the first such entry; of
   a file that has none `refusal` (all zero at first, cleared by the caller) says why. */
typedef void TrustTell(void *context, const Refusal *refusal);
WARN_UNUSED Error trust_anchors_decode(CertificateList *list, Bytes file, TrustTell *tell, void *context,
                                       Refusal *refusal);

/* The certificate at a place of a chain that was sent: as certificate_decode; but where it is trusted itself, and not
   the first, name and key are enough. */
WARN_UNUSED Error trust_sent_decode(Certificate **out, Bytes der, int index, const CertificateList *roots);

/* Appends what about an anchor others might refuse, at that time, for a purpose (PURPOSE_… bit, or 0) and with so many
   authorities below it that are not self-issued: "notAfter 2015-12-31 23:59:59 UTC; keyUsage without keyCertSign".
   Nothing where nobody would. */
void trust_anchor_append_oddities(Buffer *out, const Certificate *anchor, int64_t now, unsigned purpose, int below);

#endif
