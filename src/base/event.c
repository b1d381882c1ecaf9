#include "base/event.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What the kinds of the list come to. */
#define WRITTEN_BYTES   VALUE_BYTES, false
#define WRITTEN_NUMBER  VALUE_NUMBER, false
#define WRITTEN_TEXT    VALUE_TEXT, false
#define WRITTEN_COUNT   VALUE_TEXT, true
#define WRITTEN_ORDINAL VALUE_NUMBER, true

static const FactItem fact_items[] = {
#define FACT(ID, name, kind, rank, label, meaning, source)                                                             \
    [FACT_##ID] = {name, WRITTEN_##kind, RANK_##rank, label, meaning, source},
#include "base/facts.def"
#undef FACT
};

static const DerivationItem derivation_items[] = {
#define DERIVATION(ID, name, formula, source) [DERIVATION_##ID] = {name, formula, source},
#include "base/derivations.def"
#undef DERIVATION
};

/* What the traits of the list come to. */
#define TRAIT_COMPUTE        .kind = KIND_COMPUTE
#define TRAIT_SETUP          .kind = KIND_COMPUTE, .sets_up = true
#define TRAIT_LIE            .kind = KIND_COMPUTE, .lies = true
#define TRAIT_SEND           .kind = KIND_SEND, .sends = true
#define TRAIT_RECEIVE        .kind = KIND_RECEIVE
#define TRAIT_CHECK          .kind = KIND_CHECK
#define TRAIT_ALERT_SENT     .kind = KIND_ALERT, .sends = true
#define TRAIT_ALERT_RECEIVED .kind = KIND_ALERT
#define TRAIT_STATE          .kind = KIND_STATE

static const EventItem event_items[] = {
#define EVENT(ID, trait, what_, title_, why_, text_, source_)                                                          \
    [EVENT_##ID] = {TRAIT_##trait, .what = what_, .title = title_, .why = why_, .text = text_, .source = source_},
#include "base/events.def"
#undef EVENT
};

const char *actor_name(Actor actor)
{
    static const char *const names[] = {"client", "server", "eavesdropper", "attacker"};
    return names[actor];
}

const char *event_kind_name(EventKind kind)
{
    static const char *const names[] = {"compute", "send", "receive", "check", "alert", "state"};
    return names[kind];
}

const FactItem *fact_item(FactId id)
{
    return &fact_items[id];
}

const DerivationItem *derivation_item(DerivationId id)
{
    return &derivation_items[id];
}

const char *fact_source(FactId id, DerivationId how)
{
    const char *source = derivation_item(how)->source;
    return *source ? source : fact_item(id)->source;
}

const EventItem *event_item(EventId id)
{
    return &event_items[id];
}

void fact_append_name(Buffer *out, FactRef ref)
{
    const char *name = fact_items[ref.id].name;
    size_t before = strcspn(name, "%");
    buffer_append(out, bytes_of(name, before));
    if (name[before] == '\0')
        return;
    text_append_decimal(out, (uint64_t)ref.index);
    text_append(out, name + before + 1);
}

static bool name_matches(const char *pattern, const char *name, int *index)
{
    size_t before = strcspn(pattern, "%");
    *index = 0;
    if (pattern[before] == '\0')
        return strcmp(pattern, name) == 0;
    if (strncmp(pattern, name, before) != 0 || name[before] < '0' || name[before] > '9')
        return false;
    char *end;
    long value = strtol(name + before, &end, 10);
    if (value > 999 || strcmp(end, pattern + before + 1) != 0)
        return false;
    *index = (int)value;
    return true;
}

bool fact_find(const char *name, FactRef *out)
{
    for (int id = 0; id < FACT_COUNT; id++)
        if (name_matches(fact_items[id].name, name, &out->index)) {
            out->id = (FactId)id;
            return true;
        }
    return false;
}
