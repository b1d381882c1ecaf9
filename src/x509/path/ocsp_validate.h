/*
 * Judging a stapled OCSP response (RFC 6960 §3.2): is it about this certificate, by somebody who may say so, and does
 * it say that the certificate is good? Each check is an event of its own (EVENT_CHECK_STATUS_…), and the first that
 * fails ends it. The alert is always bad_certificate_status_response, also where the certificate is revoked (RFC 6066
 * §8, RFC 6961 §2.2).
 *
 *   error                             check
 *   what ocsp_response_decode finds   form
 *   ERROR_STATUS_UNSUCCESSFUL         response status
 *   ERROR_STATUS_MISMATCH             certificate
 *   ERROR_STATUS_SIGNER               signer
 *   ERROR_STATUS_SIGNATURE            signature
 *   ERROR_STATUS_EXTENSION            extensions
 *   ERROR_STATUS_EXPIRED              time
 *   ERROR_STATUS_NOT_YET_VALID        time
 *   ERROR_STATUS_UNKNOWN              status
 *   ERROR_CERTIFICATE_REVOKED         status
 *
 * Our choices: signatures with SHA-1 do not verify; the responder's own certificate is not asked for its status, as
 * id-pkix-ocsp-nocheck would have it (RFC 6960 §4.2.2.2.1); and a response without nextUpdate is good for OCSP_AGE_MAX.
 */
#ifndef TLSTEPS_X509_OCSP_VALIDATE_H
#define TLSTEPS_X509_OCSP_VALIDATE_H

#include "base/event.h"
#include "x509/certificate/certificate.h"

enum { OCSP_AGE_MAX = 15 * 24 * 60 * 60 /* seconds */ };

typedef struct OcspRequest {
    Bytes response; /* DER */
    const Certificate *certificate, *issuer;
    int index;   /* of the certificate in its chain, for events */
    int64_t now; /* seconds since 1970 UTC */
} OcspRequest;

/* `observer` NULL: nothing is built for it. On error *alert is the one to send (else unchanged). `actor` is who asks,
   `handshake` its number. */
WARN_UNUSED Error ocsp_validate(const OcspRequest *request, const Observer *observer, Actor actor, int handshake,
                                Error *alert);

#endif
