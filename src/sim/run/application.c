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

static void add_exchange(Application *application, const char *request, const char *response, const char *host,
                         const char *body, bool last)
{
    Exchange *exchange = &application->exchanges[application->count++];
    if (!request || !value_unescape(&exchange->request, request))
        append_default_request(&exchange->request, host, last);
    if (!response || !value_unescape(&exchange->response, response))
        append_default_response(&exchange->response, body, last);
}

void application_init(Application *application, const Scenario *scenario, Actor role, int connection,
                      const Endpoint *client)
{
    const char *starter = scenario_get(scenario, "renegotiate", ACTOR_ATTACKER, connection, 1);
    *application = (Application){.role = role, .renegotiates = starter && strcmp(starter, actor_name(role)) == 0};
    bool named = scenario_get(scenario, "version", ACTOR_CLIENT, connection, 1) ||
                 scenario_get(scenario, "version", ACTOR_SERVER, connection, 1);
    bool again = starter && strcmp(starter, "none") != 0;
    for (const Endpoint *at = client; at && application->count < (again ? EXCHANGES_MAX : 1); at = at->next) {
        int handshake = application->count + 1;
        add_exchange(application, scenario_get(scenario, "request", ACTOR_CLIENT, connection, handshake),
                     scenario_get(scenario, "response", ACTOR_SERVER, connection, handshake), at->config.server_name,
                     named ? body_of_any_version : default_body, !again || handshake == EXCHANGES_MAX);
    }
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
