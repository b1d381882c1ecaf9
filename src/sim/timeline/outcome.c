#include "sim/timeline/outcome.h"

#include <string.h>

static const char *const ending_names[] = {
#define ENDING(ID, name) [ENDING_##ID] = name,
#include "sim/timeline/endings.def"
#undef ENDING
};

const char *ending_name(Ending ending)
{
    return ending_names[ending];
}

bool ending_find(const char *name, Ending *out)
{
    for (int i = ENDING_UNKNOWN + 1; i < ENDING_COUNT; i++)
        if (strcmp(ending_names[i], name) == 0) {
            *out = (Ending)i;
            return true;
        }
    return false;
}

static Actor other_side(Actor actor)
{
    return actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

static void add_alert(Outcome *outcome, Actor from, const Event *event)
{
    if (outcome->alert_count < ALERTS_MAX)
        outcome->alerts[outcome->alert_count++] = (AlertOutcome){from, event->fatal, event->alert};
}

static void note_caught(Outcome *outcome, WatchedStep step)
{
    outcome->caught_by = step.item;
    outcome->caught_step = step.number;
}

static void note_alert(OutcomeWatch *watch, const Event *event)
{
    Outcome *outcome = &watch->outcome;
    add_alert(outcome, event->actor, event);
    if (!event->fatal || outcome->caught_by || watch->lies[event->actor] || event->alert == ERROR_NONE)
        return;
    const WatchedStep *check = &watch->last_check[event->actor];
    note_caught(outcome, check->item ? *check : watch->last_receive[event->actor]);
}

/* What somebody read last is what made him send an alert, where no check of his failed. */
static bool is_reading(const EventItem *item)
{
    return item->kind == KIND_RECEIVE || (item->kind == KIND_ALERT && !item->sends);
}

/* A check that failed before did not end the connection: it has caught nothing. */
static void note_reading(OutcomeWatch *watch, const Event *event, WatchedStep step)
{
    watch->last_receive[event->actor] = step;
    watch->last_check[event->actor] = (WatchedStep){NULL, 0};
    if (watch->alone && step.item->kind == KIND_ALERT)
        add_alert(&watch->outcome, other_side(event->actor), event);
}

void outcome_watch(OutcomeWatch *watch, const Event *event, int number)
{
    const WatchedStep step = {event_item(event->id), number};
    if (is_reading(step.item))
        note_reading(watch, event, step);
    else if (event->check && !event->check->passed)
        watch->last_check[event->actor] = step;
    else if (step.item->kind == KIND_ALERT)
        note_alert(watch, event);
    else if (event->id == EVENT_CONNECTED)
        watch->connected[event->actor] = true;
    else if (event->id == EVENT_TRUNCATED && !watch->outcome.caught_by)
        note_caught(&watch->outcome, step);
    watch->lies[event->actor] = step.item->lies;
}

/* A peer that is still connected, or on its way there, waits for what does not come. */
static Ending ending_of(PeerState state)
{
    switch (state) {
    case PEER_CLOSED:
        return ENDING_CLOSED;
    case PEER_FAILED:
        return ENDING_FAILED;
    case PEER_TRUNCATED:
        return ENDING_TRUNCATED;
    case PEER_HANDSHAKING:
    case PEER_CONNECTED:
        break;
    }
    return ENDING_STALLED;
}

Outcome outcome_finish(const OutcomeWatch *watch, PeerState client, PeerState server)
{
    Outcome outcome = watch->outcome;
    outcome.client = ending_of(client);
    outcome.server = ending_of(server);
    outcome.connected = watch->connected[ACTOR_CLIENT] && watch->connected[ACTOR_SERVER];
    return outcome;
}

Outcome outcome_finish_alone(const OutcomeWatch *watch, Actor role, PeerState state)
{
    Outcome outcome = watch->outcome;
    outcome.client = role == ACTOR_CLIENT ? ending_of(state) : ENDING_UNKNOWN;
    outcome.server = role == ACTOR_SERVER ? ending_of(state) : ENDING_UNKNOWN;
    outcome.connected = watch->connected[role];
    return outcome;
}

/* What is not known of is not held against anybody. */
static bool is_closed(Ending ending)
{
    return ending == ENDING_UNKNOWN || ending == ENDING_CLOSED;
}

bool outcome_is_well(const Outcome *outcome)
{
    return outcome->connected && is_closed(outcome->client) && is_closed(outcome->server) &&
           !outcome_fatal_alert(outcome);
}

bool outcome_has(const Outcome *outcome, Ending ending)
{
    return outcome->client == ending || outcome->server == ending;
}

const char *outcome_caught_by(const Outcome *outcome)
{
    return outcome->caught_by ? outcome->caught_by->what : NULL;
}

const AlertOutcome *outcome_fatal_alert(const Outcome *outcome)
{
    for (int i = 0; i < outcome->alert_count; i++)
        if (outcome->alerts[i].fatal && outcome->alerts[i].alert != ERROR_NONE)
            return &outcome->alerts[i];
    return NULL;
}
