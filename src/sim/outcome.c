#include "sim/outcome.h"

static void note_alert(OutcomeWatch *watch, const Event *event)
{
    Outcome *outcome = &watch->outcome;
    if (outcome->alert_count < ALERTS_MAX)
        outcome->alerts[outcome->alert_count++] = (AlertOutcome){event->actor, event->fatal, event->alert};
    bool without_cause = watch->told_to_alert[event->actor];
    watch->told_to_alert[event->actor] = false;
    if (!event->fatal || outcome->caught_by || without_cause || event->alert == ERROR_NONE)
        return;
    const char *check = watch->last_check[event->actor];
    outcome->caught_by = check ? check : watch->last_receive[event->actor];
}

void outcome_watch(OutcomeWatch *watch, const Event *event)
{
    const EventItem *item = event_item(event->id);
    if (event->id == EVENT_FAULT_ALERTS)
        watch->told_to_alert[event->actor] = true;
    else if (item->kind == KIND_RECEIVE)
        watch->last_receive[event->actor] = item->what;
    else if (event->check && !event->check->passed)
        watch->last_check[event->actor] = item->what;
    else if (event->id == EVENT_SEND_ALERT || event->id == EVENT_SEND_CLOSE_NOTIFY)
        note_alert(watch, event);
    else if (event->id == EVENT_CONNECTED)
        watch->connected[event->actor] = true;
    else if (event->id == EVENT_TRUNCATED && !watch->outcome.caught_by)
        watch->outcome.caught_by = item->what;
}

/* A peer that is still connected, or on its way there, waits for what does not come. */
static const char *state_name(PeerState state)
{
    switch (state) {
    case PEER_CLOSED:
        return "closed";
    case PEER_FAILED:
        return "failed";
    case PEER_TRUNCATED:
        return "truncated";
    case PEER_HANDSHAKING:
    case PEER_CONNECTED:
        break;
    }
    return "stalled";
}

Outcome outcome_finish(const OutcomeWatch *watch, PeerState client, PeerState server)
{
    Outcome outcome = watch->outcome;
    outcome.client = state_name(client);
    outcome.server = state_name(server);
    outcome.connected = watch->connected[ACTOR_CLIENT] && watch->connected[ACTOR_SERVER];
    return outcome;
}
