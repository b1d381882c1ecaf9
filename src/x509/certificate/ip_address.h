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

/* A range of addresses as name constraints have it: an address and, just as long, its mask (RFC 5280 §4.2.1.10). Its
   ones have to stand before its zeros (RFC 4632 §5.1). */
bool ip_range_is_valid(Bytes range);
bool ip_range_contains(Bytes range, Bytes address);
/* Appends "192.0.2.0/24" for a valid range. */
void ip_range_append(Buffer *out, Bytes range);

#endif
