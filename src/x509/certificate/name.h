/* Is a certificate for the host that was asked for? (RFC 9525 §6, which follows RFC 6125.) */
#ifndef TLSTEPS_X509_NAME_H
#define TLSTEPS_X509_NAME_H

#include "x509/certificate/certificate.h"

/*
 * True where a subjectAltName fits `host`: a DNS name, without regard to case, against the dNSNames, or an address
 * ("127.0.0.1", "::1") against the iPAddresses. A wildcard stands for one whole left-most label, and needs two labels
 * after it. The subject's common name is never looked at.
 */
bool certificate_is_for_host(const Certificate *certificate, const char *host);

#endif
