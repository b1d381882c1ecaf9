#include "sim/outcome.h"

static Actor other_side(Actor actor)
{
    return actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

static void add_alert(Outcome *outcome, Actor from, const Event *event)
{
    if (outcome->alert_count < ALERTS_MAX)
        outcome->alerts[outcome->alert_count++] = (AlertOutcome){from, event->fatal, event->alert};
}

static void note_alert(OutcomeWatch *watch, const Event *event)
{
    Outcome *outcome = &watch->outcome;
    add_alert(outcome, event->actor, event);
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
    else if (watch->alone && (event->id == EVENT_RECEIVE_ALERT || event->id == EVENT_RECEIVE_CLOSE_NOTIFY))
        add_alert(&watch->outcome, other_side(event->actor), event);
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

Outcome outcome_finish_alone(const OutcomeWatch *watch, Actor role, PeerState state)
{
    Outcome outcome = watch->outcome;
    outcome.client = role == ACTOR_CLIENT ? state_name(state) : NULL;
    outcome.server = role == ACTOR_SERVER ? state_name(state) : NULL;
    outcome.connected = watch->connected[role];
    return outcome;
}
