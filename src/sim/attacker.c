#include "sim/attacker.h"

#include "base/memory.h"

struct Attacker {
    const Observer *observer;
};

Attacker *attacker_new(const Observer *observer)
{
    Attacker *attacker = memory_new(sizeof *attacker);
    attacker->observer = observer;
    return attacker;
}

void attacker_free(Attacker *attacker)
{
    memory_free(attacker);
}

void attacker_pass(Attacker *attacker, Buffer *out, Actor from, Bytes wire)
{
    EventId id = from == ACTOR_CLIENT ? EVENT_ATTACKER_PASSES_TO_SERVER : EVENT_ATTACKER_PASSES_TO_CLIENT;
    Event event = {.id = id, .actor = ACTOR_ATTACKER};
    buffer_append(out, wire);
    if (attacker->observer)
        attacker->observer->observe(attacker->observer->context, &event);
}
