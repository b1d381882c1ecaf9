#include "sim/timeline/outcome.h"

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
    if (!event->fatal || outcome->caught_by || watch->lies[event->actor] || event->alert == ERROR_NONE)
        return;
    const char *check = watch->last_check[event->actor];
    outcome->caught_by = check ? check : watch->last_receive[event->actor];
}

static bool is_sent_alert(EventId id)
{
    return id == EVENT_SEND_ALERT || id == EVENT_SEND_CLOSE_NOTIFY || id == EVENT_SEND_CLOSE_NOTIFY_IN_CLEAR;
}

/* What somebody read last is what made him send an alert, where no check of his failed. */
static bool is_reading(const EventItem *item, EventId id)
{
    return item->kind == KIND_RECEIVE || (item->kind == KIND_ALERT && !is_sent_alert(id));
}

/* A check that failed before did not end the connection: it has caught nothing. */
static void note_reading(OutcomeWatch *watch, const Event *event, const EventItem *item)
{
    watch->last_receive[event->actor] = item->what;
    watch->last_check[event->actor] = NULL;
    if (watch->alone && item->kind == KIND_ALERT)
        add_alert(&watch->outcome, other_side(event->actor), event);
}

static bool is_lie(EventId id)
{
    return id >= EVENT_FAULT_CHANGES && id <= EVENT_FAULT_ALERTS;
}

void outcome_watch(OutcomeWatch *watch, const Event *event)
{
    const EventItem *item = event_item(event->id);
    if (is_reading(item, event->id))
        note_reading(watch, event, item);
    else if (event->check && !event->check->passed)
        watch->last_check[event->actor] = item->what;
    else if (is_sent_alert(event->id))
        note_alert(watch, event);
    else if (event->id == EVENT_CONNECTED)
        watch->connected[event->actor] = true;
    else if (event->id == EVENT_TRUNCATED && !watch->outcome.caught_by)
        watch->outcome.caught_by = item->what;
    watch->lies[event->actor] = is_lie(event->id);
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

const AlertOutcome *outcome_fatal_alert(const Outcome *outcome)
{
    for (int i = 0; i < outcome->alert_count; i++)
        if (outcome->alerts[i].fatal && outcome->alerts[i].alert != ERROR_NONE)
            return &outcome->alerts[i];
    return NULL;
}
