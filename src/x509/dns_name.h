/* Host names of the DNS as certificates have them: compared without regard to case (RFC 4343 §3). */
#ifndef TLSTEPS_X509_DNS_NAME_H
#define TLSTEPS_X509_DNS_NAME_H

#include "base/bytes.h"

bool dns_name_equal(Bytes a, Bytes b);

/* True where a dNSName, which may begin with a wildcard, stands for `host` (RFC 9525 §6.3): a wildcard is the whole
   left-most label and matches exactly one, and two labels have to follow it. A dot at the end of either, which says
   that the name is complete, does not count. */
bool dns_name_matches(Bytes pattern, Bytes host);

/* True where `name` is `domain`, or any number of labels in front of it (RFC 5280 §4.2.1.10). */
bool dns_name_is_within(Bytes name, Bytes domain);
/* True where `name` is a label or more in front of `domain`. */
bool dns_name_is_below(Bytes name, Bytes domain);

/* What follows the first dot; empty where there is none. */
Bytes dns_name_parent(Bytes name);
bool dns_name_is_wildcard(Bytes name);

#endif
