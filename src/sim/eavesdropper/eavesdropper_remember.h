/* What stays of a message when it has passed: what the keys of its handshake will be made from. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_REMEMBER_H
#define TLSTEPS_SIM_EAVESDROPPER_REMEMBER_H

#include "sim/eavesdropper/eavesdropper_read.h"
#include "sim/eavesdropper/eavesdropper_state.h"

/* Takes over what she may need later. A hello begins a handshake, and the one before is forgotten. */
void eavesdropper_remember(EavesdropperState *state, const Overheard *overheard);

#endif
