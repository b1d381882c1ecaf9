/* What the eavesdropper tells of a message: the same facts that it tells the side that it is for. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_TELL_H
#define TLSTEPS_SIM_EAVESDROPPER_TELL_H

#include "sim/eavesdropper/eavesdropper_read.h"
#include "sim/eavesdropper/eavesdropper_state.h"

/* Once it is remembered: what was read, and what she stole that belongs to it. */
void eavesdropper_tell(const EavesdropperState *state, const Overheard *overheard);

#endif
