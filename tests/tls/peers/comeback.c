#include "comeback.h"

#include <string.h>

TicketKey ticket_key_of(uint8_t byte)
{
    TicketKey key;
    memset(&key, byte, sizeof key);
    return key;
}

/* What the two sides have for sessions, besides one. */
static void equip(const Comeback *comeback, Pair *pair)
{
    pair->client_config.extensions.has_session_ticket = comeback->by_ticket;
    pair->server_config.server.ticket_keys = comeback->by_ticket ? &comeback->keys : NULL;
    pair->server_config.server.sessions = comeback->cache;
}

static void meet(Comeback *comeback, void (*configure)(Pair *pair))
{
    Pair pair;
    pair_init(&pair);
    equip(comeback, &pair);
    if (configure)
        configure(&pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_not_resumed(&pair);
    assert_true(peer_session(pair.client, &comeback->session));
    pair_clear(&pair);
}

void comeback_init(Comeback *comeback, void (*configure)(Pair *pair))
{
    *comeback = (Comeback){.cache = session_cache_new(10)};
    meet(comeback, configure);
}

void comeback_init_ticket(Comeback *comeback, void (*configure)(Pair *pair))
{
    TicketKey key = ticket_key_of(1);
    *comeback = (Comeback){.cache = session_cache_new(10), .by_ticket = true};
    ticket_keys_rotate(&comeback->keys, &key);
    meet(comeback, configure);
}

void comeback_clear(Comeback *comeback)
{
    session_cache_free(comeback->cache);
    session_clear(&comeback->session);
}

/* Another connection draws other values. */
static void draw_anew(Random **random, PeerConfig *config, const char *scope)
{
    random_free(*random);
    config->random = *random = random_new_seeded(bytes_of_text("pair"), scope);
}

void comeback_lend(const Comeback *comeback, Pair *pair)
{
    draw_anew(&pair->client_random, &pair->client_config, "c2.client");
    draw_anew(&pair->server_random, &pair->server_config, "c2.server");
    equip(comeback, pair);
    pair->client_config.client.session = &comeback->session;
}

void comeback_restore(Comeback *comeback)
{
    session_cache_add(comeback->cache, &comeback->session);
}

static void assert_both(const Pair *pair, bool resumed)
{
    PeerSummary client, server;
    assert_connected(pair);
    peer_summary(pair->client, &client);
    peer_summary(pair->server, &server);
    assert_int_equal(client.resumed, resumed);
    assert_int_equal(server.resumed, resumed);
}

void assert_resumed(const Pair *pair)
{
    assert_both(pair, true);
}

void assert_not_resumed(const Pair *pair)
{
    assert_both(pair, false);
}
