/* What the eavesdropper steals of what lies at the server before a connection begins, or when all is over. */
#ifndef TLSTEPS_SIM_LOOT_H
#define TLSTEPS_SIM_LOOT_H

#include "sim/eavesdropper/eavesdropper.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/scenario_value.h"

/* What the scenario says that she steals on a connection. */
LootList loot_of(const Scenario *scenario, int connection);

/* How many values she tries when she searches. */
uint64_t loot_search_limit(const Scenario *scenario);

/* Adds it to what she has: `loot` is bits of Loot. Ticket keys go to config->memory, which is not NULL; the rest is
   borrowed from the server's configuration. */
void loot_take(EavesdropperConfig *config, unsigned loot, const PeerConfig *server);

#endif
