#include "commands/bench_pair.h"

#include <time.h>

#include "tls/peer/peer.h"

static void observe(void *context, const Event *event)
{
    timeline_record(context, 1, event);
}

/* Lets one side do all it can, and hands what it says to the other. False where it had nothing to do. */
static bool let_speak(Peer *peer, Peer *other)
{
    bool did = false;
    while (peer_step(peer))
        did = true;
    Bytes output = peer_output(peer);
    peer_receive(other, output);
    peer_output_take(peer, output.size);
    return did;
}

static bool tell_failure(const Suite *suite, const Peer *client, const Peer *server, Diagnostic *diagnostic)
{
    const Peer *failed = peer_state(client) == PEER_FAILED ? client : server;
    bool sent;
    return diagnostic_set(diagnostic, "%s: the handshake failed with %s: %s", suite->name,
                          error_name(peer_alert(failed, &sent)), error_sentence(peer_error(failed)));
}

static double now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* By turns, until neither has anything to do. */
static void let_talk(Peer *client, Peer *server, BenchShares *shares)
{
    BenchShares ignored = {0};
    shares = shares ? shares : &ignored;
    double before = now();
    for (bool did = true; did;) {
        did = let_speak(client, server);
        double between = now();
        did = let_speak(server, client) || did;
        double after = now();
        shares->client += between - before;
        shares->server += after - between;
        before = after;
    }
}

static bool check_resumed(const Peer *client, const Suite *suite, Diagnostic *diagnostic)
{
    PeerSummary summary;
    peer_summary(client, &summary);
    return summary.resumed || diagnostic_set(diagnostic, "%s: the session was not resumed", suite->name);
}

static bool connect_peers(BenchPair *pair, Timeline *timeline, BenchShares *shares, bool collects,
                          Diagnostic *diagnostic)
{
    Observer observer = {observe, timeline};
    pair->client.config.observer = pair->server.config.observer = timeline ? &observer : NULL;
    Peer *client = peer_new(&pair->client.config), *server = peer_new(&pair->server.config);
    let_talk(client, server, shares);
    bool connected = peer_state(client) == PEER_CONNECTED && peer_state(server) == PEER_CONNECTED;
    if (!connected)
        connected = tell_failure(pair->client.config.suites[0], client, server, diagnostic);
    else if (pair->sessions && collects)
        sessions_collect(pair->sessions, client);
    else if (pair->sessions)
        connected = check_resumed(client, pair->client.config.suites[0], diagnostic);
    peer_free(client);
    peer_free(server);
    return connected;
}

bool bench_pair_connect(BenchPair *pair, Timeline *timeline, BenchShares *shares, Diagnostic *diagnostic)
{
    return connect_peers(pair, timeline, shares, false, diagnostic);
}

static bool add_sides(BenchPair *pair, const Scenario *scenario, Credentials *credentials, Diagnostic *diagnostic)
{
    if (!endpoint_init(&pair->client, scenario, credentials, ACTOR_CLIENT, 1, diagnostic))
        return false;
    if (endpoint_init(&pair->server, scenario, credentials, ACTOR_SERVER, 1, diagnostic))
        return true;
    endpoint_clear(&pair->client);
    return false;
}

bool bench_pair_init(BenchPair *pair, const Scenario *scenario, Credentials *credentials, Diagnostic *diagnostic)
{
    if (!add_sides(pair, scenario, credentials, diagnostic))
        return false;
    pair->random = random_new_system();
    pair->client.config.random = pair->random;
    pair->server.config.random = pair->random;
    pair->sessions = scenario_get(scenario, SCENARIO_RESUME, ACTOR_CLIENT, 1, 1) ? sessions_new(scenario) : NULL;
    if (pair->sessions)
        sessions_lend(pair->sessions, &pair->client.config, &pair->server.config, 1);
    bool connected = connect_peers(pair, NULL, NULL, true, diagnostic);
    if (!connected)
        bench_pair_clear(pair);
    else if (pair->sessions)
        sessions_lend(pair->sessions, &pair->client.config, &pair->server.config, 2);
    return connected;
}

void bench_pair_clear(BenchPair *pair)
{
    sessions_free(pair->sessions);
    endpoint_clear(&pair->client);
    endpoint_clear(&pair->server);
    random_free(pair->random);
}
