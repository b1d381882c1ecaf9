/* A page of HTML for the visitor of a server: their own handshake, as the server's timeline has it. No secret is on
   it. */
#ifndef TLSTEPS_REPORT_PAGE_H
#define TLSTEPS_REPORT_PAGE_H

#include "base/bytes.h"
#include "sim/timeline/timeline.h"

/* What a record of full size leaves for the page beside the header of its response (RFC 5246 §6.2.1): of long lists the
   beginning is told, and how much is left out. */
enum { REPORT_PAGE_MAX = 15 * 1024 };

void report_page(Buffer *out, const Timeline *timeline, int connection);

#endif
