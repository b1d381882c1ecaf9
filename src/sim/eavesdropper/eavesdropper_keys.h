/* From the pre-master secret to the keys: all that goes into them besides is public. */
#ifndef TLSTEPS_SIM_EAVESDROPPER_KEYS_H
#define TLSTEPS_SIM_EAVESDROPPER_KEYS_H

#include "sim/eavesdropper/eavesdropper_state.h"

/* Both tell what they derive. */
void eavesdropper_derive_master_secret(const EavesdropperState *state, SecretValue *out, Bytes pre_master_secret);
/* Makes this the master secret of the present handshake. */
void eavesdropper_derive_keys(EavesdropperState *state, const SecretValue *master_secret);

#endif
