/*
 * Path validation (RFC 5280 §6): from a certificate that was sent, through the intermediates sent with it, to a root
 * that is trusted. The root counts as a name and a key; its own dates and extensions do not (§6.1.1 (d)), but for its
 * name constraints, which whoever trusts it will have meant (RFC 5937 §3.2). Where others might refuse it for what does
 * not count here, that is told (EVENT_CHECK_TRUST_ANCHOR).
 *
 * The checks go from the root down to the leaf, as in §6.1.3 to §6.1.5, each an event of its own (EVENT_CHECK_
 * CERTIFICATE_…), and end at the first that fails. Its error goes with one alert:
 *
 *   error                                  check                          alert
 *   ERROR_CERTIFICATE_NO_PATH              path                           unknown_ca
 *   ERROR_CERTIFICATE_SHORT_KEY            key size                       bad_certificate
 *   ERROR_CERTIFICATE_SCHEME               signature scheme               unsupported_certificate
 *   ERROR_BAD_SIGNATURE                    signature                      bad_certificate
 *   ERROR_UNSUPPORTED_ALGORITHM            signature, key                 unsupported_certificate
 *   ERROR_CERTIFICATE_EXPIRED              validity                       certificate_expired
 *   ERROR_CERTIFICATE_NOT_YET_VALID        validity                       certificate_expired
 *   ERROR_CERTIFICATE_REVOKED              revocation list                certificate_revoked
 *   ERROR_STATUS_SIGNER                    signer of a revocation list    certificate_unknown
 *   ERROR_STATUS_SIGNATURE                 its signature                  certificate_unknown
 *   ERROR_STATUS_EXTENSION                 its extensions                 certificate_unknown
 *   ERROR_STATUS_EXPIRED                   its time                       certificate_unknown
 *   ERROR_STATUS_NOT_YET_VALID             its time                       certificate_unknown
 *   ERROR_CERTIFICATE_NAME_CONSTRAINTS     name constraints               certificate_unknown
 *   ERROR_CERTIFICATE_CRITICAL_EXTENSION   extensions                     unsupported_certificate
 *   ERROR_CERTIFICATE_NOT_CA               basicConstraints of a CA       unknown_ca
 *   ERROR_CERTIFICATE_PATH_LENGTH          pathLenConstraint of a CA      unknown_ca
 *   ERROR_CERTIFICATE_KEY_USAGE            keyUsage, extKeyUsage          unsupported_certificate
 *   ERROR_CERTIFICATE_NAME_MISMATCH        host name                      certificate_unknown
 *   ERROR_UNSUPPORTED_KEY                  form: a curve in numbers       unsupported_certificate
 *   what else certificate_decode finds     form                           bad_certificate
 *
 * RFC 5246 §7.2.2 says what the alerts mean; certificate_expired is also for what is "not currently valid". The
 * alert for a signature scheme that was not named is the one that RFC 8446 §4.4.2.2 has for a chain that will not do:
 * our choice, as RFC 5246 names none. A revocation list is used for the certificates of its issuer. Where it cannot be
 * relied on, nothing is known, and the certificate is refused; where an issuer has none its certificates pass. Both are
 * our choice.
 */
#ifndef TLSTEPS_X509_VALIDATE_H
#define TLSTEPS_X509_VALIDATE_H

#include "base/event.h"
#include "x509/path/path.h"

/* Finds a path and checks it. Where several certificates could be an issuer, each way that was tried and left is told
   (EVENT_CHECK_CERTIFICATE_WAY), and the path is the first that is good; or where none is, the one whose fault is
   nearest to the leaf. `path` (may be NULL) gets it; empty where the chain is. `observer` NULL: nothing is built for
   it. On error *alert is the one to send (else unchanged). `actor` is who validates, `handshake` its number. */
WARN_UNUSED Error x509_validate(X509Path *path, const X509Request *request, const Observer *observer, Actor actor,
                                int handshake, Error *alert);

/* The alert that goes with an error of this room, by the table above: bad_certificate for any that is not in it. */
Error x509_alert(Error error);

#endif
