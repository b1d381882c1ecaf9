/* Is a certificate for the host that was asked for? (RFC 9525 §6, which follows RFC 6125.) */
#ifndef TLSTEPS_X509_NAME_H
#define TLSTEPS_X509_NAME_H

#include "x509/certificate.h"

/*
 * True where a subjectAltName fits `host`: a DNS name, without regard to case, against the dNSNames, or an address
 * ("127.0.0.1", "::1") against the iPAddresses. A wildcard stands for one whole left-most label, and needs two labels
 * after it. The subject's common name is never looked at.
 */
bool certificate_is_for_host(const Certificate *certificate, const char *host);

/* "192.0.2.1" or "2001:db8::1" to 4 or 16 octets; 0 where the text is no address. */
size_t ip_address_parse(uint8_t out[16], const char *text);
/* Appends the text form of 4 or 16 octets (RFC 5952). */
void ip_address_append(Buffer *out, Bytes address);

#endif
