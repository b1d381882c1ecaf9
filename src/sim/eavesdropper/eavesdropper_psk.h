/* What a pre-shared key adds to what the eavesdropper has, or lacks. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_PSK_H
#define TLSTEPS_SIM_EAVESDROPPER_PSK_H

#include "sim/eavesdropper/eavesdropper_state.h"

/* Puts the pre-master secret in place of what the key exchange gave, which she has if `exchanged`. False where that or
   the pre-shared key is missing; of the key she says so. */
bool eavesdropper_add_psk(const EavesdropperState *state, Buffer *secret, bool exchanged);

#endif
