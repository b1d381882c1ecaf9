#include "commands/front/ending.h"

#include "base/text.h"
#include "report/tell/style.h"
#include "tls/wire/message.h"

LiveFinding ending_finding(const Live *live)
{
    Outcome outcome = live_outcome(live);
    LiveFinding finding = live_finding(live);
    bool ended = finding.check && outcome.caught_by == finding.check;
    return ended ? finding : (LiveFinding){NULL, NULL, NULL};
}

static void append_finding(Buffer *out, const LiveFinding *finding)
{
    if (finding->expected && finding->found)
        text_print(out, " Expected was %s; what was found is %s.", finding->expected, finding->found);
    else if (finding->found)
        text_print(out, " What was found is %s.", finding->found);
}

/* A server chooses any version that it speaks and that is no higher than the one offered (RFC 5246 §E.1): so one that
   has none speaks higher ones alone. */
static void append_wanted_version(Buffer *out, uint16_t offered)
{
    if (offered == VERSION_TLS_1_2)
        text_append(out, " This server seems to want TLS 1.3: the highest version that it was offered is TLS 1.2.");
    else if (version_name(offered))
        text_print(out, " This server seems to want a newer version than TLS %s, the highest that it was offered.",
                   version_name(offered));
}

/* Where versions may be why two sides have nothing in common. */
static void append_guess(Buffer *out, const Live *live, bool sent, Error alert)
{
    PeerSummary agreed;
    peer_summary(live_peer(live), &agreed);
    bool early = agreed.version == 0; /* the server has not chosen yet */
    if (early && sent && live_client_is_newer(live))
        text_append(out, " The client says that it speaks TLS 1.3 alone, which is not spoken here.");
    else if (early && !sent && alert == ERROR_PROTOCOL_VERSION)
        append_wanted_version(out, live_offered_version(live));
    else if (early && !sent && alert == ERROR_HANDSHAKE_FAILURE)
        text_append(out, " A server that speaks TLS 1.3 alone may answer like this, too.");
}

static void append_failure(Buffer *out, const Live *live)
{
    bool sent;
    Outcome outcome = live_outcome(live);
    LiveFinding finding = ending_finding(live);
    Error alert = peer_alert(live_peer(live), &sent), cause = peer_error(live_peer(live));
    if (alert == ERROR_NONE) /* close_notify had been sent, after which nothing more is said */
        text_append(out, "failed in silence after close_notify");
    else
        text_print(out, "%s %s", sent ? "sent" : "received", error_name(alert));
    if (sent && outcome.caught_by)
        text_print(out, " (check: %s)", outcome_caught_by(&outcome));
    text_print(out, ": %s", error_sentence(cause));
    append_finding(out, &finding);
    append_guess(out, live, sent, alert);
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
        text_append(out, live_outcome(live).connected ? "closed" : "closed during the handshake");
        break;
    case PEER_FAILED:
        append_failure(out, live);
        break;
    case PEER_TRUNCATED:
        text_print(out, "cut off: %s", error_sentence(ERROR_TRUNCATED));
        break;
    }
}

static void append_part(Buffer *out, const char *before, const char *name)
{
    if (name)
        text_print(out, ", %s%s", before, name);
}

void ending_append_agreement(Buffer *out, const Live *live)
{
    PeerSummary agreed;
    peer_summary(live_peer(live), &agreed);
    if (!agreed.suite)
        return;
    text_print(out, "TLS %s", version_name(agreed.version));
    append_part(out, "", agreed.suite->name);
    append_part(out, "", agreed.group ? agreed.group->name : NULL);
    append_part(out, "", agreed.signature_scheme ? agreed.signature_scheme->name : NULL);
    append_part(out, "protocol ", agreed.protocol);
}
