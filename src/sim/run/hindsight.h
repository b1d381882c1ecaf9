/* What the eavesdropper does when all connections are over: with the loot that she has by then she goes through her
   recordings, the first connection's first. */
#ifndef TLSTEPS_SIM_HINDSIGHT_H
#define TLSTEPS_SIM_HINDSIGHT_H

#include "sim/eavesdropper/eavesdropper_memory.h"
#include "sim/scenario/scenario.h"
#include "sim/timeline/timeline.h"
#include "tls/handshake/config.h"

/* She steals what the scenario says that she steals after a connection, of the server as it is now. Before any of the
   recordings is heard: a ticket key opens them all. */
void hindsight_steal(EavesdropperMemory *memory, const Scenario *scenario, const PeerConfig *server, int connection);

/* Goes through the recording of a connection, and records in the timeline what she learns. False where nothing of it
   could open that did not before. */
bool hindsight_listen(EavesdropperMemory *memory, const Scenario *scenario, const PeerConfig *server, int connection,
                      Timeline *timeline);

#endif
