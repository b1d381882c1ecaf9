#include "sim/run/sessions.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/scenario/scenario_value.h"

enum { CACHE_DEFAULT_SIZE = 1000 };

typedef enum Resumption { RESUME_NOTHING, RESUME_BY_ID, RESUME_BY_TICKET } Resumption;

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

/* How many new ticket keys the server has made since the connection before. */
static int rotations(const Sessions *sessions, int connection)
{
    uint64_t count;
    const char *text = get(sessions, "rotate-ticket-key", ACTOR_SERVER, connection);
    return text && value_number(&count, text, 0, TICKET_ROTATIONS_MAX) ? (int)count : 0;
}

static Resumption wanted_resumption(const Sessions *sessions)
{
    const char *value = get(sessions, "resume", ACTOR_CLIENT, 1);
    if (!value)
        return RESUME_NOTHING;
    return strcmp(value, "ticket") == 0 ? RESUME_BY_TICKET : RESUME_BY_ID;
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
    sessions->resumption = wanted_resumption(sessions);
    sessions->cache = session_cache_new(sessions_cache_size(scenario));
    sessions->random = random_new_seeded(bytes_of_text(get(sessions, "seed", ACTOR_SERVER, 1)), "server");
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
    if (flag(sessions, "server-forgets", ACTOR_SERVER, connection))
        session_cache_empty(sessions->cache);
    for (int i = rotations(sessions, connection); i > 0; i--)
        rotate_ticket_key(sessions);
    if (flag(sessions, "damaged-ticket", ACTOR_CLIENT, connection))
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
