/*
 * A capture file of the run (pcapng, draft-ietf-opsawg-pcapng): the records inside TCP over IPv4, from SYN to FIN, as
 * if it had been taken on a network. Written here because libpcap writes only the older pcap format.
 */
#ifndef TLSTEPS_REPORT_CAPTURE_H
#define TLSTEPS_REPORT_CAPTURE_H

#include "base/bytes.h"
#include "sim/timeline/timeline.h"

typedef enum CapturePlace { CAPTURE_AT_CLIENT, CAPTURE_AT_SERVER } CapturePlace;

/*
 * Appends the file. The server is 198.51.100.1 (RFC 5737), port 443. The client's address in 192.0.2.0/24 and its
 * ports, one for each connection, in 49152 to 65535, come from `seed` (NULL: none): captures of different runs can be
 * merged.
 */
void report_capture(Buffer *out, const Timeline *timeline, CapturePlace place, const char *seed);

#endif
