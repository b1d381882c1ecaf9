/* Addresses of IP version 4 and 6 as text. */
#ifndef TLSTEPS_X509_IP_ADDRESS_H
#define TLSTEPS_X509_IP_ADDRESS_H

#include "base/bytes.h"

enum { IP_ADDRESS_SIZE_MAX = 16 };

/* "192.0.2.1" or "2001:db8::1" (RFC 4291 §2.2) to 4 or 16 octets, which number is returned; 0 where the text is no
   address. */
size_t ip_address_parse(uint8_t out[IP_ADDRESS_SIZE_MAX], const char *text);
/* Appends the text form of 4 or 16 octets (RFC 5952: lower case, the longest run of zeros as ::). */
void ip_address_append(Buffer *out, Bytes address);

#endif
