/* Who may speak for an authority, and about which certificate a response speaks. Private to the room: ocsp_validate
 * asks.
 */
#ifndef TLSTEPS_X509_OCSP_RESPONDER_H
#define TLSTEPS_X509_OCSP_RESPONDER_H

#include "x509/revocation/ocsp.h"

/* What hashes of a public key are made of: the contents of its BIT STRING (RFC 6960 §4.1.1). */
Bytes ocsp_key_octets(const Certificate *certificate);

/* True where serial number, issuer's name and issuer's key are the certificate's. */
bool ocsp_single_is_about(const OcspSingle *single, const Certificate *certificate, const Certificate *issuer);

/*
 * Whose key has to verify the response's signature (RFC 6960 §4.2.2.2): the issuer, where the response names it as its
 * responder; else the certificate that was sent along for the responder, where the issuer itself signed that for
 * OCSPSigning and it is valid now. NULL where it is neither, or where it was not found among the first whose signatures
 * were verified, X509_SIGNATURES_MAX of them (*given_up): very many certificates may come.
 */
const Certificate *ocsp_find_signer(const OcspResponse *response, const Certificate *issuer, int64_t now,
                                    bool *given_up);

#endif
