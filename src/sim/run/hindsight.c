#include "sim/run/hindsight.h"

#include "sim/eavesdropper/eavesdropper.h"
#include "sim/run/loot.h"

/* Who listens, and what to. */
typedef struct Hindsight {
    Timeline *timeline;
    int connection;
    Eavesdropper *eavesdropper;
} Hindsight;

static void observe(void *context, const Event *event)
{
    Hindsight *hindsight = context;
    timeline_record_overheard(hindsight->timeline, hindsight->connection, event,
                              eavesdropper_speaker(hindsight->eavesdropper));
}

void hindsight_steal(EavesdropperMemory *memory, const Scenario *scenario, const PeerConfig *server, int connection)
{
    EavesdropperConfig config = {.memory = memory};
    loot_take(&config, loot_of(scenario, connection).after & LOOT_TICKET_KEY, server);
}

bool hindsight_listen(EavesdropperMemory *memory, const Scenario *scenario, const PeerConfig *server, int connection,
                      Timeline *timeline)
{
    Hindsight hindsight = {timeline, connection, NULL};
    Observer observer = {observe, &hindsight};
    unsigned loot = loot_of(scenario, connection).after & (LOOT_SERVER_KEY | LOOT_PSK);
    EavesdropperConfig config = {.memory = memory, .connection = connection, .observer = &observer};
    if (!eavesdropper_memory_may_open(memory, connection, loot != 0))
        return false;
    config.limit = loot_search_limit(scenario);
    loot_take(&config, loot, server);
    hindsight.eavesdropper = eavesdropper_new(&config);
    eavesdropper_review(hindsight.eavesdropper);
    eavesdropper_free(hindsight.eavesdropper);
    return true;
}
