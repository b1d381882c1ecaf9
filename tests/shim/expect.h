/* What a test wants to come of a connection, compared with what came of it. */
#ifndef TLSTEPS_TESTS_SHIM_EXPECT_H
#define TLSTEPS_TESTS_SHIM_EXPECT_H

#include "tests/shim/flags.h"
#include "tests/shim/watch.h"
#include "tls/peer/peer.h"

/* After the first handshake. False and a diagnostic for the first thing that is not as the flags want it. */
WARN_UNUSED bool expect_connection(const ShimFlags *flags, const Peer *peer, const ShimWatch *watch, bool resumed,
                                   Diagnostic *diagnostic);

/* While it goes on: for what an application would not go on after. */
WARN_UNUSED bool expect_progress(const ShimFlags *flags, const ShimWatch *watch, Diagnostic *diagnostic);

/* When it is over, or nobody says anything any more: also for a connection that failed, whose reason the diagnostic
   gives as "sent (or received) ALERT: CAUSE, check CHECK". */
WARN_UNUSED bool expect_end(const ShimFlags *flags, const Peer *peer, const ShimWatch *watch, Diagnostic *diagnostic);

#endif
