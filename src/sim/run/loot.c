#include "sim/run/loot.h"

LootList loot_of(const Scenario *scenario, int connection)
{
    const SettingValue *value =
        scenario_value(scenario, SCENARIO_EAVESDROPPER_HAS, SETTING_LOOT, ACTOR_EAVESDROPPER, connection, 1);
    return value ? value->loot : (LootList){0, 0};
}

uint64_t loot_search_limit(const Scenario *scenario)
{
    return scenario_number(scenario, SCENARIO_EAVESDROPPER_LIMIT, ACTOR_EAVESDROPPER, 1, 1, EAVESDROPPER_DEFAULT_LIMIT);
}

/* As who copied the server's key files would have them. */
static void take_server_keys(EavesdropperConfig *config, const PeerConfig *server)
{
    int room = (int)COUNT_OF(config->server_keys);
    for (int i = 0; i < server->credential_count && i < room; i++)
        config->server_keys[config->server_key_count++] = server->credentials[i].key;
}

static void take_ticket_keys(EavesdropperMemory *memory, const TicketKeys *keys)
{
    for (int i = 0; keys && i < keys->count; i++)
        eavesdropper_memory_add_ticket_key(memory, &keys->keys[i]);
}

void loot_take(EavesdropperConfig *config, unsigned loot, const PeerConfig *server)
{
    if (loot & LOOT_SERVER_KEY)
        take_server_keys(config, server);
    if (loot & LOOT_PSK) {
        config->psks = server->psks;
        config->psk_count = server->psk_count;
    }
    if (loot & LOOT_TICKET_KEY)
        take_ticket_keys(config->memory, server->server.ticket_keys);
}
