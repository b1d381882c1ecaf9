#include "sim/application.h"

#include "base/text.h"
#include "sim/scenario_value.h"

static const char default_body[] = "Hello from the other end of TLS 1.2.\n";

static void append_default_request(Buffer *out, const char *host)
{
    text_append(out, "GET / HTTP/1.1\r\nHost: ");
    text_append(out, host);
    text_append(out, "\r\nConnection: close\r\n\r\n");
}

static void append_default_response(Buffer *out)
{
    text_append(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ");
    text_append_decimal(out, sizeof default_body - 1);
    text_append(out, "\r\nConnection: close\r\n\r\n");
    text_append(out, default_body);
}

void application_init(Application *application, const Scenario *scenario, Actor role, int connection, const char *host)
{
    const char *request = scenario_get(scenario, "request", ACTOR_CLIENT, connection, 1);
    const char *response = scenario_get(scenario, "response", ACTOR_SERVER, connection, 1);
    *application = (Application){.role = role};
    if (!request || !value_unescape(&application->request, request))
        append_default_request(&application->request, host);
    if (!response || !value_unescape(&application->response, response))
        append_default_response(&application->response);
}

void application_clear(Application *application)
{
    buffer_clear(&application->request);
    buffer_clear(&application->response);
}

static bool speak(Application *application, Peer *peer, const Buffer *what)
{
    application->spoke = true;
    if (what->size)
        peer_write(peer, buffer_bytes(what));
    return true;
}

bool application_step(Application *application, Peer *peer)
{
    Bytes came = peer_read(peer);
    application->received += came.size;
    peer_read_take(peer, came.size);
    if (application->spoke || peer_state(peer) != PEER_CONNECTED)
        return false;
    if (application->role == ACTOR_CLIENT)
        return speak(application, peer, &application->request);
    if (application->received < application->request.size)
        return false;
    speak(application, peer, &application->response);
    peer_close(peer);
    return true;
}
