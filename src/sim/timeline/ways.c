#include "sim/timeline/ways.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { SURE_SIZE = 16 }; /* bytes from which on equal values are no chance */

/* Derivations that can be gone back: to one of their inputs, by who has the output and a key. */
static const struct {
    DerivationId id;
    FactId input, key; /* key FACT_COUNT: none is needed */
} backwards[] = {
    {DERIVATION_RSA_ENCRYPT, FACT_PADDED_PRE_MASTER_SECRET, FACT_SERVER_RSA_PRIVATE_EXPONENT},
    {DERIVATION_TICKET_SEAL, FACT_TICKET_STATE, FACT_TICKET_ENCRYPTION_KEY},
    {DERIVATION_SIGN, FACT_SIGNATURE_SALT, FACT_COUNT},
    {DERIVATION_SIGN, FACT_CLIENT_SIGNATURE_SALT, FACT_COUNT},
    {DERIVATION_SIGN, FACT_SERVER_EC_PRIVATE, FACT_SIGNATURE_NONCE},
    {DERIVATION_SIGN, FACT_SIGNATURE_NONCE, FACT_SERVER_EC_PRIVATE},
    {DERIVATION_SIGN, FACT_CLIENT_EC_PRIVATE, FACT_CLIENT_SIGNATURE_NONCE},
    {DERIVATION_SIGN, FACT_CLIENT_SIGNATURE_NONCE, FACT_CLIENT_EC_PRIVATE},
};

/* Derivations that write inputs one after the other, so that these stand in the output. */
static const DerivationId writing[] = {
    DERIVATION_VERSION_AND_RANDOM, DERIVATION_RSA_PAD,       DERIVATION_PSK_PRE_MASTER,
    DERIVATION_CONCATENATE,        DERIVATION_SESSION_STATE, DERIVATION_TICKET_SEAL,
};

/* Of a private RSA key each number gives the others, with the public ones (RFC 8017 §3.2). */
static const struct {
    FactId d, p, q, modulus, exponent;
} rsa_keys[] = {
    {FACT_SERVER_RSA_PRIVATE_EXPONENT, FACT_SERVER_RSA_PRIME_1, FACT_SERVER_RSA_PRIME_2,
     FACT_SERVER_CERTIFICATE_RSA_MODULUS, FACT_SERVER_CERTIFICATE_RSA_EXPONENT},
    {FACT_CLIENT_RSA_PRIVATE_EXPONENT, FACT_CLIENT_RSA_PRIME_1, FACT_CLIENT_RSA_PRIME_2, FACT_CLIENT_RSA_MODULUS,
     FACT_CLIENT_CERTIFICATE_RSA_EXPONENT},
};

/* Who has a certificate has its public key. */
static const struct {
    FactId part, whole;
} parts[] = {
    {FACT_SERVER_CERTIFICATE_RSA_MODULUS, FACT_SERVER_CERTIFICATE},
    {FACT_SERVER_CERTIFICATE_RSA_EXPONENT, FACT_SERVER_CERTIFICATE},
    {FACT_SERVER_CERTIFICATE_EC_PUBLIC, FACT_SERVER_CERTIFICATE},
    {FACT_CLIENT_CERTIFICATE_RSA_MODULUS, FACT_CLIENT_CERTIFICATE},
    {FACT_CLIENT_CERTIFICATE_RSA_EXPONENT, FACT_CLIENT_CERTIFICATE},
    {FACT_CLIENT_CERTIFICATE_EC_PUBLIC, FACT_CLIENT_CERTIFICATE},
    {FACT_CLIENT_RSA_MODULUS, FACT_CLIENT_CERTIFICATE},
};

/* --- values --- */

/* Whether a value may be another's like by chance: a short one, and what applications say. */
static bool goes_by_name(const TimelineFact *fact)
{
    FactId id = fact->ref.id;
    return fact->value.size < SURE_SIZE || id == FACT_CLIENT_APPLICATION_DATA || id == FACT_SERVER_APPLICATION_DATA;
}

static int compare(const TimelineFact *a, const TimelineFact *b)
{
    bool by_name = goes_by_name(a);
    int order = by_name - goes_by_name(b);
    if (order == 0 && by_name)
        order = strcmp(a->name, b->name);
    if (order == 0 && a->value.size != b->value.size)
        order = a->value.size < b->value.size ? -1 : 1;
    return order == 0 && a->value.size > 0 ? memcmp(a->value.data, b->value.data, a->value.size) : order;
}

static int compare_values(const void *a, const void *b)
{
    return compare(((const WayValue *)a)->fact, ((const WayValue *)b)->fact);
}

/* Of two facts of one value the one to name it by. */
static bool comes_first(const TimelineFact *a, const TimelineFact *b)
{
    bool of_a = a->actor == ACTOR_EAVESDROPPER, of_b = b->actor == ACTOR_EAVESDROPPER;
    return of_a != of_b ? of_b : a->step < b->step;
}

static void collect_values(Ways *ways)
{
    int count = timeline_fact_count(ways->timeline);
    ways->values = memory_new_array((size_t)count, sizeof *ways->values);
    for (int i = 0; i < count; i++)
        ways->values[i].fact = timeline_fact_at(ways->timeline, i);
    memory_sort(ways->values, (size_t)count, sizeof *ways->values, compare_values);
    for (int i = 0; i < count; i++) {
        const TimelineFact *fact = ways->values[i].fact;
        WayValue *last = ways->value_count > 0 ? &ways->values[ways->value_count - 1] : NULL;
        if (!last || compare(last->fact, fact) != 0)
            ways->values[ways->value_count++].fact = fact;
        else if (comes_first(fact, last->fact))
            last->fact = fact;
    }
}

int ways_value(const Ways *ways, const TimelineFact *fact)
{
    WayValue key = {.fact = fact};
    const WayValue *found =
        bsearch(&key, ways->values, (size_t)ways->value_count, sizeof *ways->values, compare_values);
    return (int)(found - ways->values);
}

/* --- steps --- */

static WayStep *add_step(Ways *ways, DerivationId id, const TimelineFact *output)
{
    ways->steps = memory_grown(ways->steps, ways->step_count, &ways->step_capacity, sizeof *ways->steps);
    WayStep *step = &ways->steps[ways->step_count++];
    *step = (WayStep){.id = id, .output = ways_value(ways, output)};
    return step;
}

static void add_input(Ways *ways, WayStep *step, const TimelineFact *input)
{
    if (input)
        step->inputs[step->input_count++] = ways_value(ways, input);
}

/* A fact of the connection, as either side had it at a step (0: at the end). */
static const TimelineFact *held(const Ways *ways, const TimelineFact *beside, int handshake, FactRef what, int step)
{
    Buffer name = BUFFER_EMPTY;
    text_print(&name, "c%d.h%d.", beside->connection, handshake);
    fact_append_name(&name, what);
    const TimelineFact *found = timeline_known(ways->timeline, ACTOR_SERVER, text_finish(&name), step);
    if (!found)
        found = timeline_known(ways->timeline, ACTOR_CLIENT, text_finish(&name), step);
    buffer_clear(&name);
    return found;
}

/* What was read in a further handshake crossed under the keys of the one before. */
static void add_keys_of_message(Ways *ways, WayStep *step, const TimelineFact *fact)
{
    const StepMessage *message = timeline_step(ways->timeline, fact->step)->message;
    if (fact->handshake < 2 || !message || !message->view.encrypted)
        return;
    FactId key = message->from == ACTOR_CLIENT ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY;
    add_input(ways, step, held(ways, fact, fact->handshake - 1, (FactRef){key, 0}, fact->step));
}

/* As the one who tells the fact had computed it by then. */
static const TimelineFact *finished_before(const Ways *ways, const TimelineFact *fact, FactId verify_data)
{
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, bytes_of(fact->name, (size_t)(fact->bare - fact->name)));
    fact_append_name(&name, (FactRef){verify_data, 0});
    const TimelineFact *found = timeline_known(ways->timeline, fact->actor, text_finish(&name), fact->step - 1);
    buffer_clear(&name);
    return found;
}

/* The messages that a hash or a signature covers crossed in the clear, but for those of a further handshake, which the
   keys of the one before hide, and the first of two Finished, which the second one covers. */
static void add_transcript(Ways *ways, WayStep *step, const TimelineFact *fact)
{
    static const FactId keys[] = {FACT_CLIENT_WRITE_KEY, FACT_SERVER_WRITE_KEY};
    static const FactId finished[] = {FACT_CLIENT_VERIFY_DATA, FACT_SERVER_VERIFY_DATA};
    for (size_t i = 0; i < COUNT_OF(keys) && fact->handshake > 1; i++)
        add_input(ways, step, held(ways, fact, fact->handshake - 1, (FactRef){keys[i], 0}, fact->step));
    for (size_t i = 0; i < COUNT_OF(finished); i++)
        add_input(ways, step, finished_before(ways, fact, finished[i]));
}

/* Whether nothing leads to the fact. What is chosen, counted or hashed of what crossed is no secret; nor is a text. */
static bool is_root(const TimelineFact *fact)
{
    DerivationId id = fact->how.id;
    return fact_item(fact->ref.id)->kind != VALUE_TEXT && (id == DERIVATION_RANDOM || id == DERIVATION_CONFIGURED ||
                                                           id == DERIVATION_APPLICATION || id == DERIVATION_REMEMBERED);
}

static void add_forward(Ways *ways, const TimelineFact *fact)
{
    WayStep *step = add_step(ways, fact->how.id, fact);
    for (int i = 0; i < fact->how.from_count; i++)
        add_input(ways, step, timeline_input(ways->timeline, fact, i));
    if (fact->how.id == DERIVATION_READ)
        add_keys_of_message(ways, step, fact);
    if (fact->how.transcript.last > 0)
        add_transcript(ways, step, fact);
    step->root = is_root(fact);
    ways->values[step->output].derived |= fact->how.from_count > 0;
}

static void add_backward(Ways *ways, const TimelineFact *fact)
{
    for (size_t i = 0; i < COUNT_OF(backwards); i++) {
        const TimelineFact *input = NULL, *key = NULL;
        if (backwards[i].id != fact->how.id)
            continue;
        for (int j = 0; j < fact->how.from_count && !input; j++)
            if (fact->how.from[j].id == backwards[i].input)
                input = timeline_input(ways->timeline, fact, j);
        bool keyed = backwards[i].key != FACT_COUNT;
        if (keyed && !(key = held(ways, fact, fact->handshake, (FactRef){backwards[i].key, 0}, 0)))
            continue;
        if (!input)
            continue;
        WayStep *step = add_step(ways, fact->how.id, input);
        step->back = true;
        add_input(ways, step, fact);
        add_input(ways, step, key);
    }
}

static bool writes_inputs(DerivationId id)
{
    for (size_t i = 0; i < COUNT_OF(writing); i++)
        if (writing[i] == id)
            return true;
    return false;
}

/* Whether a value stands in another one, and is no short one that may do so by chance. */
static bool stands_in(const TimelineFact *part, const TimelineFact *whole)
{
    Bytes value = part->value;
    for (size_t at = 0; !goes_by_name(part) && at + value.size <= whole->value.size; at++)
        if (memcmp(whole->value.data + at, value.data, value.size) == 0)
            return true;
    return false;
}

/* From the whole to the parts that it was put together from. */
static void add_inputs_within(Ways *ways, const TimelineFact *fact)
{
    for (int i = 0; writes_inputs(fact->how.id) && i < fact->how.from_count; i++) {
        const TimelineFact *input = timeline_input(ways->timeline, fact, i);
        if (!input || !stands_in(input, fact))
            continue;
        WayStep *step = add_step(ways, fact->how.id, input);
        step->back = step->part = true;
        add_input(ways, step, fact);
    }
}

static void add_part(Ways *ways, const TimelineFact *fact)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        FactRef whole = {parts[i].whole, fact->ref.index};
        const TimelineFact *found =
            parts[i].part == fact->ref.id ? held(ways, fact, fact->handshake, whole, fact->step) : NULL;
        if (found)
            add_input(ways, add_step(ways, DERIVATION_READ, fact), found);
    }
}

/* Between two numbers of a private RSA key. */
static void add_rsa_step(Ways *ways, const TimelineFact *output, const TimelineFact *input, const TimelineFact *modulus,
                         const TimelineFact *exponent)
{
    if (!output || !input || !modulus || !exponent)
        return;
    WayStep *step = add_step(ways, DERIVATION_NONE, output);
    add_input(ways, step, input);
    add_input(ways, step, modulus);
    add_input(ways, step, exponent);
}

static void add_rsa_key(Ways *ways, const TimelineFact *fact)
{
    for (size_t i = 0; i < COUNT_OF(rsa_keys); i++) {
        const FactId numbers[] = {rsa_keys[i].d, rsa_keys[i].p, rsa_keys[i].q};
        if (fact->ref.id != rsa_keys[i].d)
            continue;
        const TimelineFact *modulus = held(ways, fact, fact->handshake, (FactRef){rsa_keys[i].modulus, 0}, 0);
        const TimelineFact *exponent = held(ways, fact, fact->handshake, (FactRef){rsa_keys[i].exponent, 0}, 0);
        for (size_t j = 0; j < COUNT_OF(numbers); j++)
            for (size_t k = 0; k < COUNT_OF(numbers); k++)
                if (j != k)
                    add_rsa_step(ways, held(ways, fact, fact->handshake, (FactRef){numbers[j], 0}, 0),
                                 held(ways, fact, fact->handshake, (FactRef){numbers[k], 0}, 0), modulus, exponent);
    }
}

static int compare_outputs(const void *a, const void *b)
{
    return ((const WayStep *)a)->output - ((const WayStep *)b)->output;
}

static void sort_steps(Ways *ways)
{
    memory_sort(ways->steps, (size_t)ways->step_count, sizeof *ways->steps, compare_outputs);
    for (int i = ways->step_count - 1; i >= 0; i--)
        ways->values[ways->steps[i].output].first_step = i;
}

void ways_init(Ways *ways, const Timeline *timeline)
{
    *ways = (Ways){.timeline = timeline};
    collect_values(ways);
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->actor == ACTOR_EAVESDROPPER)
            continue;
        add_forward(ways, fact);
        add_backward(ways, fact);
        add_inputs_within(ways, fact);
        add_part(ways, fact);
        add_rsa_key(ways, fact);
    }
    sort_steps(ways);
}

void ways_clear(Ways *ways)
{
    memory_free(ways->values);
    memory_free(ways->steps);
    *ways = (Ways){0};
}

/* --- finding --- */

static bool is_part_of(const Way *part, const Way *whole)
{
    int found = 0;
    for (int i = 0; i < whole->count && found < part->count; i++)
        found += whole->roots[i] == part->roots[found];
    return found == part->count;
}

/* Adds a way, and drops those that need more. False where one that needs no more is there. */
static bool add_way(WayValue *value, const Way *way)
{
    int kept = 0;
    for (int i = 0; i < value->way_count; i++)
        if (is_part_of(&value->ways[i], way))
            return false;
    for (int i = 0; i < value->way_count; i++)
        if (!is_part_of(way, &value->ways[i]))
            value->ways[kept++] = value->ways[i];
    value->way_count = kept;
    if (kept == WAYS_MAX)
        return false;
    value->ways[value->way_count++] = *way;
    return true;
}

/* False where that would be more than a way holds. */
static bool join(Way *out, const Way *a, const Way *b)
{
    *out = (Way){.count = 0};
    for (int i = 0, j = 0; i < a->count || j < b->count;) {
        bool from_a = j == b->count || (i < a->count && a->roots[i] <= b->roots[j]);
        int root = from_a ? a->roots[i++] : b->roots[j++];
        if (out->count > 0 && out->roots[out->count - 1] == root)
            continue;
        if (out->count == WAY_ROOTS_MAX)
            return false;
        out->roots[out->count++] = root;
    }
    return true;
}

/* The ways to all inputs of a step together: `all` is a value that is only that. */
static void join_inputs(const Ways *ways, const WayStep *step, WayValue *all)
{
    *all = (WayValue){.way_count = 1};
    for (int i = 0; i < step->input_count && all->way_count > 0; i++) {
        const WayValue *input = &ways->values[step->inputs[i]];
        if (input->hers)
            continue;
        WayValue before = *all;
        *all = (WayValue){0};
        for (int j = 0; j < before.way_count; j++)
            for (int k = 0; k < input->way_count; k++) {
                Way both;
                if (join(&both, &before.ways[j], &input->ways[k]))
                    add_way(all, &both);
            }
    }
}

/* True where a step leads to a value in a way that was not known. */
static bool follow(Ways *ways, const WayStep *step, int until)
{
    WayValue *output = &ways->values[step->output], all;
    bool news = false;
    if (output->hers)
        return false;
    if (step->root) {
        Way itself = {{step->output}, 1};
        return !output->derived && output->fact->step <= until && add_way(output, &itself);
    }
    join_inputs(ways, step, &all);
    for (int i = 0; i < all.way_count; i++)
        news |= add_way(output, &all.ways[i]);
    return news;
}

static bool is_overheard(const Ways *ways, const TimelineFact *fact)
{
    const StepMessage *message = timeline_step(ways->timeline, fact->step)->message;
    return fact->how.id == DERIVATION_READ && message && !message->view.encrypted;
}

/* Steps lead in circles: one number of a private key gives another, and that one gives it back. So there is no order in
   which each value comes after what it follows from, and no walk back from a value that ends by itself; instead all
   ways grow together, round after round, until a round brings none that needs less than those there are. That comes to
   an end: each new way covers sets of roots that none did before, and there are only so many sets. */
static void find(Ways *ways, int step, bool overheard)
{
    int until = step ? step : timeline_step_count(ways->timeline);
    for (int i = 0; i < ways->value_count; i++) {
        ways->values[i].hers = NULL;
        ways->values[i].way_count = 0;
    }
    for (int i = 0; i < timeline_fact_count(ways->timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(ways->timeline, i);
        if (fact->actor != ACTOR_EAVESDROPPER || fact->step > until || (overheard && !is_overheard(ways, fact)))
            continue;
        WayValue *value = &ways->values[ways_value(ways, fact)];
        value->hers = value->hers ? value->hers : fact;
    }
    for (bool news = true; news;) {
        news = false;
        for (int i = 0; i < ways->step_count; i++)
            news |= follow(ways, &ways->steps[i], until);
    }
}

void ways_find_overheard(Ways *ways)
{
    find(ways, 0, true);
}

void ways_find(Ways *ways, int step)
{
    find(ways, step, false);
}
