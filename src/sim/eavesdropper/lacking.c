#include "sim/eavesdropper/lacking.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/eavesdropper/logarithm.h"
#include "sim/eavesdropper/sieve.h"

/* What belongs to the secret at hand is gathered by walking from it against the derivations. */
typedef struct Gathering {
    Secrets *secrets;
    Secret *secret;
    int step;
    bool *seen; /* for each value: it was come by */
} Gathering;

static void add_has(Gathering *gathering, int value)
{
    const WayValue *known = &gathering->secrets->ways.values[value];
    bool told = fact_item(known->fact->ref.id)->kind != VALUE_TEXT;
    if (!gathering->seen[value] && known->hers && told)
        gathering->secret->has[gathering->secret->has_count++] = known->fact;
    gathering->seen[value] = true;
}

/* Gathers what she has of what leads to a value. */
static void gather(Gathering *gathering, int value)
{
    const Ways *ways = &gathering->secrets->ways;
    gathering->seen[value] = true;
    for (int i = ways->values[value].first_step; i < ways->step_count && ways->steps[i].output == value; i++) {
        const WayStep *step = &ways->steps[i];
        if (step->back && ways->values[value].derived)
            continue;
        for (int j = 0; j < step->input_count; j++) {
            bool walk = !gathering->seen[step->inputs[j]] && !ways->values[step->inputs[j]].hers;
            if (walk)
                gather(gathering, step->inputs[j]);
            else
                add_has(gathering, step->inputs[j]);
        }
    }
}

/* The public value of a private one, from which it can be searched for. */
static bool is_one_way(DerivationId id)
{
    return id == DERIVATION_MODEXP_PUBLIC || id == DERIVATION_POINT_PUBLIC || id == DERIVATION_X25519_PUBLIC;
}

static const TimelineFact *said(const Gathering *gathering, const TimelineFact *about, FactId what)
{
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, bytes_of(about->name, (size_t)(about->bare - about->name)));
    fact_append_name(&name, (FactRef){what, 0});
    const TimelineFact *fact =
        timeline_known(gathering->secrets->ways.timeline, ACTOR_EAVESDROPPER, text_finish(&name), gathering->step);
    buffer_clear(&name);
    return fact;
}

static bool takes(const WayStep *step, int value)
{
    for (int i = 0; i < step->input_count; i++)
        if (step->inputs[i] == value)
            return true;
    return false;
}

static size_t bits_of(const TimelineFact *number)
{
    mpz_t value;
    mpz_init(value);
    number_from_bytes(value, number->value);
    size_t bits = mpz_sizeinbase(value, 2);
    mpz_clear(value);
    return bits;
}

static unsigned least(unsigned cost, unsigned other)
{
    return cost == 0 || (other > 0 && other < cost) ? other : cost;
}

/* What a search for a value that she needs could start from, and what it would cost. */
static void gather_search(Gathering *gathering, int root)
{
    const Ways *ways = &gathering->secrets->ways;
    Secret *secret = gathering->secret;
    for (int i = 0; i < ways->step_count; i++) {
        const WayStep *step = &ways->steps[i];
        if (step->back || !is_one_way(step->id) || !takes(step, root) || !ways->values[step->output].hers)
            continue;
        add_has(gathering, step->output);
        for (int j = 0; j < step->input_count; j++)
            if (step->inputs[j] != root)
                add_has(gathering, step->inputs[j]);
        const TimelineFact *cost = said(gathering, ways->values[root].fact, FACT_SEARCH_COST);
        if (cost) {
            secret->search_cost = cost;
            secret->search_limit = said(gathering, ways->values[root].fact, FACT_SEARCH_LIMIT);
            const TimelineFact *prime = said(gathering, ways->values[root].fact, FACT_DH_P);
            secret->prime_cost = least(secret->prime_cost, prime ? sieve_cost(bits_of(prime)) : 0);
        }
    }
}

/* A private RSA key can be computed from the modulus, once that is factored. */
static void gather_factoring(Gathering *gathering, const TimelineFact *root)
{
    static const FactId keys[][2] = {{FACT_SERVER_RSA_PRIVATE_EXPONENT, FACT_SERVER_CERTIFICATE_RSA_MODULUS},
                                     {FACT_SERVER_RSA_PRIME_1, FACT_SERVER_CERTIFICATE_RSA_MODULUS},
                                     {FACT_SERVER_RSA_PRIME_2, FACT_SERVER_CERTIFICATE_RSA_MODULUS},
                                     {FACT_CLIENT_RSA_PRIVATE_EXPONENT, FACT_CLIENT_CERTIFICATE_RSA_MODULUS},
                                     {FACT_CLIENT_RSA_PRIME_1, FACT_CLIENT_CERTIFICATE_RSA_MODULUS},
                                     {FACT_CLIENT_RSA_PRIME_2, FACT_CLIENT_CERTIFICATE_RSA_MODULUS}};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const TimelineFact *modulus = keys[i][0] == root->ref.id ? said(gathering, root, keys[i][1]) : NULL;
        if (!modulus)
            continue;
        add_has(gathering, ways_value(&gathering->secrets->ways, modulus));
        gathering->secret->factoring_cost = least(gathering->secret->factoring_cost, sieve_cost(bits_of(modulus)));
    }
}

static const Curve *find_curve(Bytes name)
{
    Buffer text = BUFFER_EMPTY;
    buffer_append(&text, name);
    const Curve *curve = curve_find(text_finish(&text));
    buffer_clear(&text);
    return curve;
}

/* The private number of a key on a curve can be searched for from the public point. */
static void gather_curve_key(Gathering *gathering, const TimelineFact *root)
{
    bool of_client = root->ref.id == FACT_CLIENT_EC_PRIVATE;
    if (!of_client && root->ref.id != FACT_SERVER_EC_PRIVATE)
        return;
    const TimelineFact *name =
        said(gathering, root, of_client ? FACT_CLIENT_CERTIFICATE_EC_GROUP : FACT_SERVER_CERTIFICATE_EC_GROUP);
    const TimelineFact *point =
        said(gathering, root, of_client ? FACT_CLIENT_CERTIFICATE_EC_PUBLIC : FACT_SERVER_CERTIFICATE_EC_PUBLIC);
    const Curve *curve = name ? find_curve(name->value) : NULL;
    if (!curve || !point)
        return;
    add_has(gathering, ways_value(&gathering->secrets->ways, point));
    gathering->secret->curve_cost = least(gathering->secret->curve_cost, logarithm_curve_cost(curve));
}

static int compare_facts(const void *a, const void *b)
{
    const TimelineFact *one = *(const TimelineFact *const *)a, *other = *(const TimelineFact *const *)b;
    return one->step != other->step ? one->step - other->step : strcmp(one->name, other->name);
}

/* What is least comes first, and then what was there first. */
static int compare_needs(const void *a, const void *b)
{
    const Need *one = a, *other = b;
    int order = one->count - other->count;
    for (int i = 0; i < one->count && order == 0; i++)
        order = compare_facts(&one->facts[i], &other->facts[i]);
    return order;
}

static void set_needs(Gathering *gathering, const WayValue *wanted)
{
    const Ways *ways = &gathering->secrets->ways;
    Secret *secret = gathering->secret;
    secret->need_count = wanted->way_count;
    for (int i = 0; i < wanted->way_count; i++) {
        Need *need = &secret->needs[i];
        need->count = wanted->ways[i].count;
        for (int j = 0; j < need->count; j++) {
            need->facts[j] = ways->values[wanted->ways[i].roots[j]].fact;
            gather_search(gathering, wanted->ways[i].roots[j]);
            gather_factoring(gathering, need->facts[j]);
            gather_curve_key(gathering, need->facts[j]);
        }
        memory_sort(need->facts, (size_t)need->count, sizeof need->facts[0], compare_facts);
    }
    memory_sort(secret->needs, (size_t)secret->need_count, sizeof secret->needs[0], compare_needs);
}

static void explain(Secrets *secrets, Secret *secret, int step)
{
    const Ways *ways = &secrets->ways;
    int value = ways_value(ways, secret->fact);
    bool *seen = memory_new_array((size_t)ways->value_count, sizeof *seen);
    Gathering gathering = {secrets, secret, step, seen};
    secret->has = arena_new(&secrets->arena, (size_t)ways->value_count * sizeof *secret->has);
    gather(&gathering, value);
    set_needs(&gathering, &ways->values[value]);
    memory_free(seen);
}

/* As an actor knows this very value under its name. */
static const TimelineFact *known_as(const Timeline *timeline, Actor actor, const TimelineFact *fact, int step)
{
    const TimelineFact *known = timeline_known(timeline, actor, fact->name, step);
    return known && bytes_equal(known->value, fact->value) ? known : NULL;
}

/* As an actor knows a longer value that it stands in. */
static const TimelineFact *known_within(const Ways *ways, Actor actor, const TimelineFact *fact, int step)
{
    int value = ways_value(ways, fact);
    for (int i = ways->values[value].first_step; i < ways->step_count && ways->steps[i].output == value; i++) {
        const TimelineFact *known =
            ways->steps[i].part ? known_as(ways->timeline, actor, ways->values[ways->steps[i].inputs[0]].fact, step)
                                : NULL;
        if (known)
            return known;
    }
    return NULL;
}

/* Both sides have most of them; and what is older than a connection is the same in the next one. */
static bool is_listed(const Secrets *secrets, const TimelineFact *fact)
{
    for (int i = 0; i < secrets->count; i++) {
        const TimelineFact *listed = secrets->items[i].fact;
        bool same = listed->ref.id == fact->ref.id && listed->ref.index == fact->ref.index &&
                    (fact->how.id == DERIVATION_CONFIGURED ||
                     (listed->connection == fact->connection && listed->handshake == fact->handshake));
        if (same && bytes_equal(listed->value, fact->value))
            return true;
    }
    return false;
}

/* Whether it is a secret to who only listens: not there, and not to be had from what is. What was said is told as its
   messages, and not once more as their hash. */
static bool is_secret(const Ways *ways, const TimelineFact *fact)
{
    const WayValue *value = &ways->values[ways_value(ways, fact)];
    bool follows = value->way_count > 0 && value->ways[0].count == 0;
    return fact->how.transcript.last == 0 && fact_item(fact->ref.id)->kind != VALUE_TEXT && fact->value.size > 0 &&
           !value->hers && !follows;
}

static void list(Secrets *secrets, int step)
{
    const Timeline *timeline = secrets->ways.timeline;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        bool of_side = fact->actor == ACTOR_CLIENT || fact->actor == ACTOR_SERVER;
        if (!of_side || !known_as(timeline, fact->actor, fact, step) || !is_secret(&secrets->ways, fact) ||
            (step && fact->step > step) || is_listed(secrets, fact))
            continue;
        Secret *secret = &secrets->items[secrets->count++];
        secret->fact = fact;
        for (int actor = 0; actor < ACTOR_COUNT; actor++) {
            const TimelineFact *known = known_as(timeline, (Actor)actor, fact, step);
            secret->known[actor] = known ? known : known_within(&secrets->ways, (Actor)actor, fact, step);
        }
    }
}

void secrets_init(Secrets *secrets, const Timeline *timeline, int step)
{
    *secrets = (Secrets){.step = step, .overheard = timeline_is_overheard(timeline)};
    ways_init(&secrets->ways, timeline);
    secrets->items = arena_new(&secrets->arena, (size_t)timeline_fact_count(timeline) * sizeof *secrets->items);
    ways_find_overheard(&secrets->ways);
    list(secrets, step);
    ways_find(&secrets->ways, step);
    for (int i = 0; i < secrets->count; i++) {
        Secret *secret = &secrets->items[i];
        const TimelineFact *hers = secrets->ways.values[ways_value(&secrets->ways, secret->fact)].hers;
        secret->known[ACTOR_EAVESDROPPER] =
            hers ? hers : known_within(&secrets->ways, ACTOR_EAVESDROPPER, secret->fact, step);
        if (!secret->known[ACTOR_EAVESDROPPER])
            explain(secrets, secret, step);
    }
}

void secrets_clear(Secrets *secrets)
{
    arena_clear(&secrets->arena);
    ways_clear(&secrets->ways);
    *secrets = (Secrets){0};
}

Grasp secrets_grasp(const Secrets *secrets, Actor actor, const TimelineFact *fact)
{
    const Ways *ways = &secrets->ways;
    const WayValue *value = &ways->values[ways_value(ways, fact)];
    bool eavesdropper = actor == ACTOR_EAVESDROPPER, secret = fact_item(fact->ref.id)->kind != VALUE_TEXT;
    if (known_as(ways->timeline, actor, fact, secrets->step) || (eavesdropper && value->hers))
        return GRASP_KNOWN;
    if (known_within(ways, actor, fact, secrets->step))
        return GRASP_PART;
    bool follows = secret && fact->value.size > 0 && value->way_count > 0 && value->ways[0].count == 0;
    return eavesdropper && secrets->overheard && follows ? GRASP_FOLLOWS : GRASP_NONE;
}
