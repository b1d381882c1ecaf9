#include "commands/bench_pair.h"

bool bench_pair_init(BenchPair *pair, const Scenario *scenario, Credentials *credentials, Diagnostic *diagnostic)
{
    if (!endpoint_init(&pair->client, scenario, credentials, ACTOR_CLIENT, 1, diagnostic))
        return false;
    if (!endpoint_init(&pair->server, scenario, credentials, ACTOR_SERVER, 1, diagnostic)) {
        endpoint_clear(&pair->client);
        return false;
    }
    pair->random = random_new_system();
    pair->client.config.random = pair->random;
    pair->server.config.random = pair->random;
    return true;
}

void bench_pair_clear(BenchPair *pair)
{
    endpoint_clear(&pair->client);
    endpoint_clear(&pair->server);
    random_free(pair->random);
}

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

bool bench_pair_connect(BenchPair *pair, Timeline *timeline, Diagnostic *diagnostic)
{
    Observer observer = {observe, timeline};
    pair->client.config.observer = pair->server.config.observer = timeline ? &observer : NULL;
    Peer *client = peer_new(&pair->client.config), *server = peer_new(&pair->server.config);
    while (let_speak(client, server) || let_speak(server, client))
        ;
    bool connected = peer_state(client) == PEER_CONNECTED && peer_state(server) == PEER_CONNECTED;
    if (!connected)
        tell_failure(pair->client.config.suites[0], client, server, diagnostic);
    peer_free(client);
    peer_free(server);
    return connected;
}
