/* One connection of a test: from the first byte on the wire to the last, and what came of it. */
#ifndef TLSTEPS_TESTS_SHIM_TALK_H
#define TLSTEPS_TESTS_SHIM_TALK_H

#include "tests/shim/setup.h"

/* `resumed`: not the first connection of the test. False and a diagnostic with the reason where it does not go as the
   flags want it. The state is given the session that was made. */
WARN_UNUSED bool shim_talk(ShimState *state, const ShimSetup *setup, const ShimFlags *flags, bool resumed,
                           Diagnostic *diagnostic);

#endif
