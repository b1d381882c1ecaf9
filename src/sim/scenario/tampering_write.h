/* Rules of tampering (tampering.h) written for what somebody sees in a run: a message of a step, and how its bytes are
   to become others. */
#ifndef TLSTEPS_SIM_TAMPERING_WRITE_H
#define TLSTEPS_SIM_TAMPERING_WRITE_H

#include "sim/scenario/tampering.h"
#include "sim/timeline/timeline.h"

/* The step in which the sender put the message of `step` on the wire; NULL where nobody told of that. */
const Step *tampering_sent_step(const Timeline *timeline, const Step *step);

/* Appends "[cN.][client.|server.]NAME[#n]" for the message that the sender put on the wire in `sent`, with no more in
   front and behind than the run calls for. An attacker knows less of it than the sender does. False where it has no
   name that a rule may have. */
WARN_UNUSED bool tampering_write_target(Buffer *out, const Timeline *timeline, const Step *sent, TamperWho who);

/* Appends ":OFFSET:XOR", which turns `before` into `after` (of the same size), `offset` bytes into what the rule is
   for. False where the two are the same. */
WARN_UNUSED bool tampering_write_difference(Buffer *out, Bytes before, Bytes after, size_t offset);

#endif
