#include "commands/front/visits.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/text.h"
#include "commands/front/ending.h"
#include "net/socket.h"
#include "report/tell/style.h"
#include "tls/wire/message.h"

static const char *address_of(Buffer *out, int listener)
{
    socket_append_address(out, listener, SOCKET_OWN);
    return text_finish(out);
}

static void append_line(Buffer *out, json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);
    text_append(out, text);
    text_append(out, "\n");
    free(text);
    json_decref(object);
}

void visits_append_listening_text(Buffer *out, int listener)
{
    Buffer address = BUFFER_EMPTY;
    text_print(out, "Listening on %s\n", address_of(&address, listener));
    buffer_clear(&address);
}

void visits_append_listening_json(Buffer *out, int listener)
{
    Buffer address = BUFFER_EMPTY;
    append_line(
        out, json_pack("{s:s, s:i}", "listening", address_of(&address, listener), "port", (int)socket_port(listener)));
    buffer_clear(&address);
}

/* How it ended, in words. */
static void append_ending(Buffer *out, const Visit *visit)
{
    if (visit->dismissed)
        text_append(out, "dismissed");
    else if (!visit->live)
        text_append(out, "never said anything");
    else if (visit->late && peer_state(live_peer(visit->live)) == PEER_CLOSED)
        text_append(out, "closed after a silence");
    else
        ending_append(out, visit->live);
}

void visit_append_text(Buffer *out, const Visit *visit)
{
    text_print(out, "%d  %s  ", visit->number, visit->address);
    size_t start = out->size;
    if (visit->live)
        ending_append_agreement(out, visit->live);
    text_append(out, out->size > start ? "; " : "");
    if (visit->request)
        text_print(out, "%s; ", visit->request->line);
    append_ending(out, visit);
    text_append(out, "\n");
}

static json_t *text_or_null(const char *text)
{
    json_t *value = text ? json_string(text) : NULL; /* NULL also where it is no UTF-8 */
    return value ? value : json_null();
}

static json_t *new_alert(const Live *live)
{
    bool sent;
    Error alert = peer_alert(live_peer(live), &sent);
    if (alert == ERROR_NONE)
        return json_null();
    return json_pack("{s:s, s:s}", "from", sent ? "server" : "client", "name", error_name(alert));
}

static void set_connection(json_t *object, const Live *live)
{
    PeerSummary agreed;
    Outcome outcome = live_outcome(live);
    peer_summary(live_peer(live), &agreed);
    json_object_set_new(object, "state", json_string(ending_name(outcome.server)));
    json_object_set_new(object, "version", text_or_null(agreed.suite ? version_name(agreed.version) : NULL));
    json_object_set_new(object, "suite", text_or_null(agreed.suite ? agreed.suite->name : NULL));
    json_object_set_new(object, "group", text_or_null(agreed.group ? agreed.group->name : NULL));
    json_object_set_new(object, "signature_scheme",
                        text_or_null(agreed.signature_scheme ? agreed.signature_scheme->name : NULL));
    json_object_set_new(object, "protocol", text_or_null(agreed.protocol));
    json_object_set_new(object, "alert", new_alert(live));
    json_object_set_new(object, "caught_by", text_or_null(outcome_caught_by(&outcome)));
    LiveFinding finding = ending_finding(live);
    json_object_set_new(object, "expected", text_or_null(finding.expected));
    json_object_set_new(object, "found", text_or_null(finding.found));
}

void visit_append_json(Buffer *out, const Visit *visit)
{
    Buffer ending = BUFFER_EMPTY;
    append_ending(&ending, visit);
    json_t *object = json_pack("{s:i, s:s, s:s}", "connection", visit->number, "client", visit->address, "ending",
                               text_finish(&ending));
    if (visit->live)
        set_connection(object, visit->live);
    json_object_set_new(object, "request", text_or_null(visit->request ? visit->request->line : NULL));
    append_line(out, object);
    buffer_clear(&ending);
}
