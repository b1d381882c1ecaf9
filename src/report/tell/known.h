/* What a step's actor knows at the step. */
#ifndef TLSTEPS_REPORT_KNOWN_H
#define TLSTEPS_REPORT_KNOWN_H

#include "sim/timeline/timeline.h"

/* A fact of the step's handshake, or of another on its connection; empty for nothing. */
Bytes known_in_handshake(const Timeline *timeline, const Step *step, FactId id);
Bytes known_in(const Timeline *timeline, const Step *step, int handshake, FactId id);
/* Whether a fact of a handshake that asks whether something is so says yes; false for nothing. */
bool known_flag(const Timeline *timeline, const Step *step, int handshake, FactId id);

#endif
