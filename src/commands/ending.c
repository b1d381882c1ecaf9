#include "commands/ending.h"

#include "base/text.h"
#include "report/style.h"
#include "tls/message.h"

static void append_failure(Buffer *out, const Live *live)
{
    bool sent;
    Outcome outcome = live_outcome(live);
    Error alert = peer_alert(live_peer(live), &sent), cause = peer_error(live_peer(live));
    if (alert == ERROR_NONE) /* close_notify had been sent, after which nothing more is said */
        text_append(out, "failed in silence after close_notify");
    else
        style_print(out, "%s %s", sent ? "sent" : "received", error_name(alert));
    if (sent && outcome.caught_by)
        style_print(out, " (check: %s)", outcome.caught_by);
    style_print(out, ": %s", error_sentence(cause));
}

void ending_append(Buffer *out, const Live *live)
{
    if (live_hung_up(live)) {
        text_append(out, "hung up without a word, as it was told to");
        return;
    }
    switch (peer_state(live_peer(live))) {
    case PEER_HANDSHAKING:
        text_append(out, "the other side fell silent during the handshake");
        break;
    case PEER_CONNECTED:
        text_append(out, "the other side fell silent");
        break;
    case PEER_CLOSED:
        text_append(out, "closed");
        break;
    case PEER_FAILED:
        append_failure(out, live);
        break;
    case PEER_TRUNCATED:
        style_print(out, "cut off: %s", error_sentence(ERROR_TRUNCATED));
        break;
    }
}

static void append_part(Buffer *out, const char *before, const char *name)
{
    if (name)
        style_print(out, ", %s%s", before, name);
}

void ending_append_agreement(Buffer *out, const Live *live)
{
    PeerSummary agreed;
    peer_summary(live_peer(live), &agreed);
    if (!agreed.suite)
        return;
    style_print(out, "TLS %s", version_name(agreed.version));
    append_part(out, "", agreed.suite->name);
    append_part(out, "", agreed.group ? agreed.group->name : NULL);
    append_part(out, "", agreed.signature_scheme ? agreed.signature_scheme->name : NULL);
    append_part(out, "protocol ", agreed.protocol);
}
