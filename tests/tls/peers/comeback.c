#include "comeback.h"

void comeback_init(Comeback *comeback, void (*configure)(Pair *pair))
{
    Pair pair;
    *comeback = (Comeback){.cache = session_cache_new(10)};
    pair_init(&pair);
    pair.server_config.sessions = comeback->cache;
    if (configure)
        configure(&pair);
    pair_start(&pair);
    pair_run(&pair);
    assert_not_resumed(&pair);
    assert_true(peer_session(pair.client, &comeback->session));
    pair_clear(&pair);
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
    pair->client_config.session = &comeback->session;
    pair->server_config.sessions = comeback->cache;
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
