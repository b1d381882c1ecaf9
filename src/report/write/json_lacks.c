/* What the eavesdropper lacks at the end, and what she would need to come to it. */
#include "report/write/json_parts.h"
#include "sim/eavesdropper/lacking.h"

static json_t *new_names(const TimelineFact *const *facts, int count)
{
    json_t *array = json_array();
    for (int i = 0; i < count; i++)
        json_array_append_new(array, json_new_name(facts[i]->name));
    return array;
}

static json_t *new_said(const TimelineFact *fact)
{
    return fact ? json_new_text(fact->value) : json_null();
}

/* "2^103"; null where there is nothing to compute. */
static json_t *new_power(unsigned cost)
{
    return cost ? json_sprintf("2^%u", cost) : json_null();
}

static json_t *new_lack(const Secret *secret)
{
    json_t *object = json_object(), *needs = json_array();
    for (int i = 0; i < secret->need_count; i++)
        json_array_append_new(needs, new_names(secret->needs[i].facts, secret->needs[i].count));
    json_object_set_new(object, "needs", needs);
    json_object_set_new(object, "has", new_names(secret->has, secret->has_count));
    json_object_set_new(object, "cost", new_said(secret->search_cost));
    json_object_set_new(object, "limit", new_said(secret->search_limit));
    json_object_set_new(object, "prime_cost", new_power(secret->prime_cost));
    json_object_set_new(object, "factoring_cost", new_power(secret->factoring_cost));
    json_object_set_new(object, "curve_cost", new_power(secret->curve_cost));
    return object;
}

json_t *json_new_lacks(const Timeline *timeline)
{
    json_t *object = json_object();
    Secrets secrets;
    secrets_init(&secrets, timeline, 0);
    for (int i = 0; secrets.overheard && i < secrets.count; i++)
        if (!secrets.items[i].known[ACTOR_EAVESDROPPER])
            json_object_set_new(object, secrets.items[i].fact->name, new_lack(&secrets.items[i]));
    secrets_clear(&secrets);
    return object;
}
