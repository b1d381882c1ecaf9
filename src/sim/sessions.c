#include "sim/sessions.h"

#include <string.h>

#include "base/memory.h"
#include "sim/scenario_value.h"

enum { CACHE_DEFAULT_SIZE = 1000 };

struct Sessions {
    const Scenario *scenario;
    bool resume;
    Session kept; /* by the client */
    bool has_kept;
    SessionCache *cache; /* the server's */
};

static const char *get(const Sessions *sessions, const char *option, Actor actor, int connection)
{
    return scenario_get(sessions->scenario, option, actor, connection, 1);
}

static bool flag(const Sessions *sessions, const char *option, Actor actor, int connection)
{
    const char *value = get(sessions, option, actor, connection);
    return value && strcmp(value, "yes") == 0;
}

int sessions_cache_size(const Scenario *scenario)
{
    uint64_t size;
    const char *text = scenario_get(scenario, "session-cache-size", ACTOR_SERVER, 1, 1);
    return text && value_number(&size, text, 1, SESSION_CACHE_SIZE_MAX) ? (int)size : CACHE_DEFAULT_SIZE;
}

Sessions *sessions_new(const Scenario *scenario)
{
    Sessions *sessions = memory_new(sizeof *sessions);
    sessions->scenario = scenario;
    sessions->resume = get(sessions, "resume", ACTOR_SERVER, 1) != NULL;
    sessions->cache = session_cache_new(sessions_cache_size(scenario));
    return sessions;
}

void sessions_free(Sessions *sessions)
{
    if (!sessions)
        return;
    session_clear(&sessions->kept);
    session_cache_free(sessions->cache);
    memory_free(sessions);
}

void sessions_lend(Sessions *sessions, PeerConfig *client, PeerConfig *server, int connection)
{
    if (!sessions->resume)
        return;
    if (flag(sessions, "server-forgets", ACTOR_SERVER, connection))
        session_cache_empty(sessions->cache);
    client->session = sessions->has_kept ? &sessions->kept : NULL;
    server->sessions = sessions->cache;
}

void sessions_collect(Sessions *sessions, const Peer *client)
{
    bool completed = peer_session(client, &sessions->kept);
    if (peer_state(client) == PEER_FAILED)
        session_clear(&sessions->kept);
    sessions->has_kept = completed || (sessions->has_kept && peer_state(client) != PEER_FAILED);
}
