/*
 * A value of the run again, by other people's software: a line for sh that anybody can paste, with all that went into
 * the value written out in it. It takes openssl or python3, where openssl's command line has no word for it with
 * python3-cryptography, which calls OpenSSL.
 */
#ifndef TLSTEPS_REPORT_REPRODUCE_H
#define TLSTEPS_REPORT_REPRODUCE_H

#include "sim/timeline/timeline.h"

/*
 * Appends the line, without a newline; it prints the value as reports write it, in lower-case hex, a number with 0x in
 * front; openssl dgst puts " *stdin" behind. False, and nothing is appended, where nothing is computed (what was drawn,
 * read or copied), and where the actor did not know what the value came out of.
 */
WARN_UNUSED bool reproduce_append(Buffer *out, const Timeline *timeline, const TimelineFact *fact);

/* The same for a check of a signature: the line prints "verified", or ends in an error. False for every other step, and
   for keys and algorithms that are not known here. */
WARN_UNUSED bool reproduce_append_check(Buffer *out, const Timeline *timeline, const Step *step);

/* What such a line needs of the system that it is pasted into, with the version: "openssl 3.0+". A line for
   sh runs nothing else but printf, cut and tr. */
const char *reproduce_needs(const char *line);

/* Whether a value of such a derivation is computed, so that there is such a line. */
bool reproduce_has(DerivationId id);

#endif
