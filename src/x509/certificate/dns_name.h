/* Host names of the DNS as certificates have them: compared without regard to case (RFC 4343 §3). */
#ifndef TLSTEPS_X509_DNS_NAME_H
#define TLSTEPS_X509_DNS_NAME_H

#include "base/bytes.h"

/* True where the bytes are the name of a host, as server_name has it: in ASCII, labels of 1 to 63 letters, digits and
   hyphens with dots between (RFC 1123 §2.1), no dot at its end (RFC 6066 §3), 253 characters in all (of the 255 octets
   of RFC 1035 §2.3.4 each label's length and the root's take two more than the dots do). An underscore, which is met in
   names of hosts all the same, is let through, and an address written in digits is not looked for. */
bool dns_name_is_host(Bytes name);

bool dns_name_equal(Bytes a, Bytes b);

/* True where a dNSName, which may begin with a wildcard, stands for `host` (RFC 9525 §6.3): a wildcard is the whole
   left-most label and matches exactly one, and two labels have to follow it. A dot at the end of the host, which says
   that the name is complete, does not count. A dNSName has none (RFC 5280 §4.2.1.6: the preferred syntax of RFC 1034
   §3.5), and one that has stands for nothing. */
bool dns_name_matches(Bytes pattern, Bytes host);

/* True where `name` is `domain`, or any number of labels in front of it (RFC 5280 §4.2.1.10). */
bool dns_name_is_within(Bytes name, Bytes domain);
/* True where `name` is a label or more in front of `domain`. */
bool dns_name_is_below(Bytes name, Bytes domain);

/* What follows the first dot; empty where there is none. */
Bytes dns_name_parent(Bytes name);
bool dns_name_is_wildcard(Bytes name);

#endif
