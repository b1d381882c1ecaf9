#include "sim/run/sessions.h"

#include "base/memory.h"
#include "base/text.h"

enum { CACHE_DEFAULT_SIZE = 1000 };

struct Sessions {
    const Scenario *scenario;
    Resumption resumption;
    Session kept; /* by the client */
    bool has_kept;
    SessionCache *cache; /* the server's, as what follows */
    TicketKeys ticket_keys;
    Random *random; /* of ticket keys */
    int drawn;      /* ticket keys */
};

int sessions_cache_size(const Scenario *scenario)
{
    return (int)scenario_number(scenario, SCENARIO_SESSION_CACHE_SIZE, ACTOR_SERVER, 1, 1, CACHE_DEFAULT_SIZE);
}

static void draw(const Sessions *sessions, const char *part, void *out, size_t size)
{
    Buffer name = BUFFER_EMPTY;
    text_print(&name, "ticket_key.%d.%s", sessions->drawn, part);
    random_fill(sessions->random, text_finish(&name), out, size);
    buffer_clear(&name);
}

static void rotate_ticket_key(Sessions *sessions)
{
    TicketKey key = {{0}, {0}, {0}};
    draw(sessions, "name", key.name, sizeof key.name);
    draw(sessions, "encryption_key", key.encryption_key, sizeof key.encryption_key);
    draw(sessions, "mac_key", key.mac_key, sizeof key.mac_key);
    ticket_keys_rotate(&sessions->ticket_keys, &key);
    sessions->drawn++;
    memory_wipe(&key, sizeof key);
}

Sessions *sessions_new(const Scenario *scenario)
{
    Sessions *sessions = memory_new(sizeof *sessions);
    sessions->scenario = scenario;
    sessions->resumption = (Resumption)scenario_choice(scenario, SCENARIO_RESUME, ACTOR_CLIENT, 1, 1, RESUME_NOTHING);
    sessions->cache = session_cache_new(sessions_cache_size(scenario));
    sessions->random =
        random_new_seeded(bytes_of_text(scenario_get(scenario, SCENARIO_SEED, ACTOR_SERVER, 1, 1)), "server");
    rotate_ticket_key(sessions);
    return sessions;
}

void sessions_free(Sessions *sessions)
{
    if (!sessions)
        return;
    session_clear(&sessions->kept);
    session_cache_free(sessions->cache);
    random_free(sessions->random);
    memory_wipe(sessions, sizeof *sessions);
    memory_free(sessions);
}

/* One bit in what is encrypted; an empty ticket has none. */
static void damage_ticket(Sessions *sessions)
{
    enum { PLACE = TICKET_KEY_NAME_SIZE + TICKET_IV_SIZE + 2 };
    Buffer *ticket = &sessions->kept.ticket;
    if (ticket->size > PLACE)
        ticket->data[PLACE] ^= 1;
}

/* What has happened to both sides since the connection before. */
static void let_time_pass(Sessions *sessions, int connection)
{
    const Scenario *scenario = sessions->scenario;
    uint64_t rotations = scenario_number(scenario, SCENARIO_ROTATE_TICKET_KEY, ACTOR_SERVER, connection, 1, 0);
    if (scenario_flag(scenario, SCENARIO_SERVER_FORGETS, ACTOR_SERVER, connection, 1))
        session_cache_empty(sessions->cache);
    for (; rotations > 0; rotations--)
        rotate_ticket_key(sessions);
    if (scenario_flag(scenario, SCENARIO_DAMAGED_TICKET, ACTOR_CLIENT, connection, 1))
        damage_ticket(sessions);
}

void sessions_lend(Sessions *sessions, PeerConfig *client, PeerConfig *server, int connection)
{
    let_time_pass(sessions, connection);
    if (sessions->resumption == RESUME_NOTHING)
        return;
    client->client.session = sessions->has_kept ? &sessions->kept : NULL;
    client->extensions.has_session_ticket = sessions->resumption == RESUME_BY_TICKET;
    if (sessions->resumption == RESUME_BY_ID)
        server->server.sessions = sessions->cache;
    else
        server->server.ticket_keys = &sessions->ticket_keys;
}

void sessions_collect(Sessions *sessions, const Peer *client)
{
    bool completed = peer_session(client, &sessions->kept), failed = peer_state(client) == PEER_FAILED;
    if (failed)
        session_clear(&sessions->kept);
    sessions->has_kept = completed || (sessions->has_kept && !failed);
}
