/* From what the eavesdropper overheard and stole to the pre-master secret, or to the reason why not. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_BREAK_H
#define TLSTEPS_SIM_EAVESDROPPER_BREAK_H

#include "sim/eavesdropper/eavesdropper_state.h"

/* After the ClientKeyExchange; tells each step. True, and the pre-master secret is appended, where she comes to it.
   Otherwise `secret` may hold a part of it. The share gets the private value that she goes on with. */
bool eavesdropper_break(EavesdropperState *state, Buffer *secret);

#endif
