#include "sim/attacker/attacker.h"

#include "base/memory.h"
#include "sim/attacker/attacker_kind.h"
#include "sim/scenario/attacker_names.h"

static const AttackerKind *const kinds[] = {
#define ATTACKER(id, name) [ATTACKER_##id] = &attacker_##name,
#include "sim/scenario/attackers.def"
#undef ATTACKER
    [ATTACKER_NONE] = NULL,
};

/* One who is to tamper needs no other name. */
static const AttackerKind *wanted_kind(const AttackerConfig *config)
{
    const Scenario *scenario = config->scenario;
    int connection = config->connection;
    if (scenario_get(scenario, SCENARIO_TAMPER, ACTOR_ATTACKER, connection, 1))
        return &attacker_tamper;
    return kinds[scenario_choice(scenario, SCENARIO_ATTACKER, ACTOR_ATTACKER, connection, 1, ATTACKER_NONE)];
}

Attacker *attacker_new(const AttackerConfig *config)
{
    const AttackerKind *kind = wanted_kind(config);
    if (!kind)
        return NULL;
    Attacker *attacker = kind->make(config);
    attacker->kind = kind;
    attacker->config = *config;
    return attacker;
}

void attacker_free(Attacker *attacker)
{
    if (!attacker)
        return;
    if (attacker->kind->clear)
        attacker->kind->clear(attacker);
    memory_free(attacker);
}

void attacker_output_clear(AttackerOutput *output)
{
    buffer_clear(&output->bytes[ACTOR_CLIENT]);
    buffer_clear(&output->bytes[ACTOR_SERVER]);
}

/* Nothing follows the end of a stream, and that comes once. */
static void end_once(Attacker *attacker, AttackerOutput *out, Actor to)
{
    if (attacker->ended[to]) {
        buffer_truncate(&out->bytes[to], 0);
        out->ended[to] = false;
    }
    attacker->ended[to] = attacker->ended[to] || out->ended[to];
}

void attacker_hear(Attacker *attacker, AttackerOutput *out, Actor from, Bytes wire)
{
    if (wire.size)
        attacker->kind->hear(attacker, out, from, wire);
    else
        attacker->kind->hear_end(attacker, out, from);
    end_once(attacker, out, ACTOR_CLIENT);
    end_once(attacker, out, ACTOR_SERVER);
}

void attacker_tell_pass(const Attacker *attacker, Actor from)
{
    const Observer *observer = attacker->config.observer;
    EventId id = from == ACTOR_CLIENT ? EVENT_ATTACKER_PASSES_TO_SERVER : EVENT_ATTACKER_PASSES_TO_CLIENT;
    Event event = {.id = id, .actor = ACTOR_ATTACKER};
    if (observer)
        observer->observe(observer->context, &event);
}

void attacker_append_undone(Attacker *attacker, Buffer *out)
{
    if (attacker->kind->append_undone)
        attacker->kind->append_undone(attacker, out);
}

Actor attacker_other_side(Actor actor)
{
    return actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
}

void attacker_pass_end(Attacker *attacker, AttackerOutput *out, Actor from)
{
    (void)attacker;
    out->ended[attacker_other_side(from)] = true;
}
