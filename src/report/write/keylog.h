/* The key log that Wireshark and tshark read (NSS key log format): a line for each client random of the run. */
#ifndef TLSTEPS_REPORT_KEYLOG_H
#define TLSTEPS_REPORT_KEYLOG_H

#include "base/bytes.h"
#include "sim/timeline/timeline.h"

/* Appends "CLIENT_RANDOM <client random> <master secret>" for every handshake in which the two came to be known, by the
   client, or by the server where the client failed before or an attacker led another's handshake to it. */
void report_keylog(Buffer *out, const Timeline *timeline);

#endif
