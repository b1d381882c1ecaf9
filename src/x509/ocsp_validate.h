/*
 * Judging a stapled OCSP response (RFC 6960 §3.2): is it about this certificate, by somebody who may say so, and does
 * it say that the certificate is good? Each check is an event of its own (EVENT_CHECK_STATUS_…), and the first that
 * fails ends it. The alert is bad_certificate_status_response (RFC 6066 §8), but for a certificate that is revoked:
 *
 *   error                             check              alert
 *   what ocsp_response_decode finds   form               bad_certificate_status_response
 *   ERROR_STATUS_UNSUCCESSFUL         response status    bad_certificate_status_response
 *   ERROR_STATUS_MISMATCH             certificate        bad_certificate_status_response
 *   ERROR_STATUS_SIGNER               signer             bad_certificate_status_response
 *   ERROR_STATUS_SIGNATURE            signature          bad_certificate_status_response
 *   ERROR_STATUS_EXTENSION            extensions         bad_certificate_status_response
 *   ERROR_STATUS_EXPIRED              time               bad_certificate_status_response
 *   ERROR_STATUS_NOT_YET_VALID        time               bad_certificate_status_response
 *   ERROR_STATUS_UNKNOWN              status             bad_certificate_status_response
 *   ERROR_CERTIFICATE_REVOKED         status             certificate_revoked (RFC 5246 §7.2.2)
 *
 * Our choices: signatures with SHA-1 do not verify; the responder's own certificate is not asked for its status, as
 * id-pkix-ocsp-nocheck would have it (RFC 6960 §4.2.2.2.1); and a response without nextUpdate is good for OCSP_AGE_MAX.
 */
#ifndef TLSTEPS_X509_OCSP_VALIDATE_H
#define TLSTEPS_X509_OCSP_VALIDATE_H

#include "base/event.h"
#include "x509/certificate.h"

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
