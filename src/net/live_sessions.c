#include "net/live_sessions.h"

#include "base/memory.h"
#include "net/clock.h"

struct LiveSessions {
    SessionCache *cache; /* or NULL */
    bool tickets;
    TicketKeys keys;
    int64_t drawn; /* the moment at which the first key was */
    Random *random;
};

static void draw_key(LiveSessions *sessions)
{
    TicketKey key = {{0}, {0}, {0}};
    random_fill(sessions->random, "ticket_key.name", key.name, sizeof key.name);
    random_fill(sessions->random, "ticket_key.encryption_key", key.encryption_key, sizeof key.encryption_key);
    random_fill(sessions->random, "ticket_key.mac_key", key.mac_key, sizeof key.mac_key);
    ticket_keys_rotate(&sessions->keys, &key);
    sessions->drawn = clock_moment();
    memory_wipe(&key, sizeof key);
}

LiveSessions *live_sessions_new(int cache_size, bool tickets, Random *random)
{
    LiveSessions *sessions = memory_new(sizeof *sessions);
    sessions->cache = cache_size ? session_cache_new(cache_size) : NULL;
    sessions->tickets = tickets;
    sessions->random = random;
    draw_key(sessions);
    return sessions;
}

void live_sessions_free(LiveSessions *sessions)
{
    if (!sessions)
        return;
    session_cache_free(sessions->cache);
    memory_wipe(sessions, sizeof *sessions);
    memory_free(sessions);
}

void live_sessions_lend(LiveSessions *sessions, PeerConfig *server)
{
    if (clock_moment() - sessions->drawn > (int64_t)server->server.session_lifetime * 1000)
        draw_key(sessions);
    server->server.sessions = sessions->cache;
    server->server.ticket_keys = sessions->tickets ? &sessions->keys : NULL;
}
