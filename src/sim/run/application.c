#include "sim/run/application.h"

#include <string.h>

#include "base/text.h"
#include "sim/scenario/scenario_value.h"

/* Where a side names its versions, others may be spoken. */
static const char default_body[] = "Hello from the other end of TLS 1.2.\n";
static const char body_of_any_version[] = "Hello from the other end of TLS.\n";

/* The last exchange says that it is the last. */
static void append_end(Buffer *out, bool last)
{
    text_append(out, last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
}

static void append_default_request(Buffer *out, const char *host, bool last)
{
    text_append(out, "GET / HTTP/1.1\r\nHost: ");
    text_append(out, host);
    append_end(out, last);
}

static void append_default_response(Buffer *out, const char *body, bool last)
{
    text_append(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ");
    text_append_decimal(out, strlen(body));
    append_end(out, last);
    text_append(out, body);
}

typedef struct Words {
    const Scenario *scenario;
    int connection;
    const char *body; /* of answers, where the scenario has none */
} Words;

static void add_exchange(Application *application, const Words *words, const char *host, bool last)
{
    int handshake = application->count + 1;
    Exchange *exchange = &application->exchanges[application->count++];
    if (!scenario_append_words(&exchange->request, words->scenario, SCENARIO_REQUEST, ACTOR_CLIENT, words->connection,
                               handshake))
        append_default_request(&exchange->request, host, last);
    if (!scenario_append_words(&exchange->response, words->scenario, SCENARIO_RESPONSE, ACTOR_SERVER, words->connection,
                               handshake))
        append_default_response(&exchange->response, words->body, last);
}

void application_init(Application *application, const Scenario *scenario, Actor role, int connection,
                      const Endpoint *client)
{
    Starter starter =
        (Starter)scenario_choice(scenario, SCENARIO_RENEGOTIATE, ACTOR_ATTACKER, connection, 1, STARTER_NOBODY);
    bool again = starter != STARTER_NOBODY;
    bool named = scenario_get(scenario, SCENARIO_VERSION, ACTOR_CLIENT, connection, 1) ||
                 scenario_get(scenario, SCENARIO_VERSION, ACTOR_SERVER, connection, 1);
    Words words = {scenario, connection, named ? body_of_any_version : default_body};
    *application = (Application){.role = role,
                                 .renegotiates = starter == (role == ACTOR_CLIENT ? STARTER_CLIENT : STARTER_SERVER)};
    for (const Endpoint *at = client; at && application->count < (again ? EXCHANGES_MAX : 1); at = at->next)
        add_exchange(application, &words, at->config.server_name, !again || application->count + 1 == EXCHANGES_MAX);
}

void application_clear(Application *application)
{
    for (int i = 0; i < application->count; i++) {
        buffer_clear(&application->exchanges[i].request);
        buffer_clear(&application->exchanges[i].response);
    }
    buffer_clear(&application->heard);
}

static void speak(Application *application, Peer *peer, const Buffer *what)
{
    application->spoken++;
    buffer_truncate(&application->heard, 0);
    if (what->size)
        peer_write(peer, buffer_bytes(what));
}

/* Has it come, behind whatever came before it? */
static bool has_heard(const Application *application, const Buffer *what)
{
    const Buffer *heard = &application->heard;
    return heard->size >= what->size &&
           bytes_equal(bytes_slice(buffer_bytes(heard), heard->size - what->size, what->size), buffer_bytes(what));
}

/* Speaks first, and again when it was answered. */
static bool client_turn(Application *application, Peer *peer)
{
    const Exchange *exchanges = application->exchanges;
    int next = application->spoken;
    if (next == application->count || (next > 0 && !has_heard(application, &exchanges[next - 1].response)))
        return false;
    if (next > 0 && application->renegotiates) {
        application->renegotiates = false;
        if (peer_renegotiate(peer))
            return true;
    }
    speak(application, peer, &exchanges[next].request);
    return true;
}

/* The request has a beginning that the client did not write. */
static void tell_request(const Application *application)
{
    Learned request = {
        .fact = {FACT_REQUEST, 0}, .value = buffer_bytes(&application->heard), .how = {.id = DERIVATION_STREAM}};
    Event event = {.id = EVENT_APPLICATION_HEARS, .actor = ACTOR_SERVER, .learned = &request, .learned_count = 1};
    if (application->observer)
        application->observer->observe(application->observer->context, &event);
}

static bool server_turn(Application *application, Peer *peer)
{
    const Exchange *exchanges = application->exchanges;
    int next = application->spoken;
    if (next == application->count || !has_heard(application, &exchanges[next].request))
        return false;
    if (application->heard.size > exchanges[next].request.size)
        tell_request(application);
    speak(application, peer, &exchanges[next].response);
    if (application->spoken == application->count)
        peer_close(peer);
    else if (application->renegotiates)
        (void)peer_renegotiate(peer);
    return true;
}

bool application_step(Application *application, Peer *peer)
{
    Bytes came = peer_read(peer);
    buffer_append(&application->heard, came);
    peer_read_take(peer, came.size);
    if (peer_state(peer) != PEER_CONNECTED)
        return false;
    return application->role == ACTOR_CLIENT ? client_turn(application, peer) : server_turn(application, peer);
}
