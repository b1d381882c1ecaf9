/*
 * What of a scenario holds for a live connection: the options of our side. The other side is somebody else's, the wire
 * is a real one, the randomness and the clock are the system's.
 */
#ifndef TLSTEPS_NET_LIVE_SCENARIO_H
#define TLSTEPS_NET_LIVE_SCENARIO_H

#include "sim/run/endpoint.h"

/* False and a diagnostic for a setting that means nothing to a live peer in that role. */
WARN_UNUSED bool live_scenario_check(const Scenario *scenario, Actor role, Diagnostic *diagnostic);
/* Our side as the scenario has it, with the system's clock; `random` and `observer` stay the caller's to set. */
WARN_UNUSED bool live_scenario_endpoint(Endpoint *endpoint, const Scenario *scenario, Credentials *credentials,
                                        Actor role, Diagnostic *diagnostic);

#endif
