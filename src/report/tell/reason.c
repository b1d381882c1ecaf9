#include "report/tell/reason.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/tell/style.h"

enum { NEEDS_MAX = 6 };

/* Facts of the secret's own handshake go by their bare names. */
static void append_name(Buffer *out, const Secret *secret, const TimelineFact *fact)
{
    size_t prefix = (size_t)(secret->fact->bare - secret->fact->name);
    bool same = strncmp(secret->fact->name, fact->name, prefix) == 0;
    text_append(out, same ? fact->bare : fact->name);
}

static bool is_itself(const Secret *secret, const Need *need)
{
    return need->count == 1 && bytes_equal(need->facts[0]->value, secret->fact->value);
}

static void append_need(Buffer *out, const Secret *secret, const Need *need)
{
    for (int i = 0; i < need->count; i++) {
        text_append(out, i ? " and " : "");
        append_name(out, secret, need->facts[i]);
    }
}

/* "needs a and b, or c" */
static void append_needs(Buffer *out, const Secret *secret)
{
    int told = 0;
    for (int i = 0; i < secret->need_count; i++) {
        const Need *need = &secret->needs[i];
        if (is_itself(secret, need))
            continue;
        if (told == NEEDS_MAX) {
            text_append(out, ", or others like these");
            break;
        }
        bool several = need->count > 1 || (i > 0 && secret->needs[i - 1].count > 1);
        text_append(out, !told ? "needs " : several ? ", or " : " or ");
        append_need(out, secret, need);
        told++;
    }
}

/* Each of several values gives the others: the numbers of one private key. */
static bool is_one_of_several(const Secret *secret)
{
    bool same = secret->need_count > 1;
    for (int i = 0; i < secret->need_count; i++)
        same &= secret->needs[i].count == 1 && secret->needs[i].facts[0]->how.id == secret->fact->how.id;
    return same;
}

/* "any of a, b and c gives the others" */
static void append_several(Buffer *out, const Secret *secret)
{
    text_append(out, "any of ");
    for (int i = 0; i < secret->need_count; i++) {
        text_append(out, i == 0 ? "" : i + 1 < secret->need_count ? ", " : " and ");
        append_need(out, secret, &secret->needs[i]);
    }
    text_append(out, " gives the others");
}

/* What nothing leads to: where it comes from. */
static bool append_origin(Buffer *out, const Secret *secret)
{
    bool itself = false;
    for (int i = 0; i < secret->need_count; i++)
        itself |= is_itself(secret, &secret->needs[i]);
    if (itself)
        text_print(out, "would have to steal it: %s, and never sent in the clear",
                   derivation_item(secret->fact->how.id)->formula);
    return itself;
}

static void append_lack(Buffer *out, const Secret *secret)
{
    if (secret->need_count == 0) {
        text_append(out, "nothing that was sent leads to it");
        return;
    }
    if (secret->needs[0].count == 0) {
        text_append(out, "has all that it takes, and has not worked it out");
        return;
    }
    bool itself = append_origin(out, secret);
    if (itself && is_one_of_several(secret)) {
        text_append(out, "; ");
        append_several(out, secret);
        return;
    }
    if (itself && secret->need_count > 1)
        text_append(out, "; or ");
    append_needs(out, secret);
}

static void append_search(Buffer *out, const Secret *secret)
{
    if (!secret->search_cost)
        return;
    text_append(out, "; on an ordinary computer the best general search takes about ");
    buffer_append(out, secret->search_cost->value);
    text_append(out, " steps");
    if (secret->search_limit) {
        text_append(out, ", and she is ready for ");
        buffer_append(out, secret->search_limit->value);
    }
}

/* What would take long computing, and no theft. */
static void append_costs(Buffer *out, const Secret *secret)
{
    append_search(out, secret);
    if (secret->prime_cost)
        text_print(out,
                   "; the number field sieve, which is for long primes, takes as much work as to try about 2^%u keys "
                   "of a cipher",
                   secret->prime_cost);
    if (secret->factoring_cost)
        text_print(out,
                   "; on an ordinary computer it takes as much work to factor the modulus, which gives the private "
                   "key, as to try about 2^%u keys of a cipher",
                   secret->factoring_cost);
    if (secret->curve_cost)
        text_print(out,
                   "; on an ordinary computer the best search for the private number of the certificate's key takes "
                   "about 2^%u steps",
                   secret->curve_cost);
}

void reason_append(Buffer *out, const Timeline *timeline, const Secret *secret)
{
    const TimelineFact *known = secret->known[ACTOR_EAVESDROPPER];
    if (known) {
        int place = timeline_step(timeline, known->step)->place;
        if (place < 1)
            text_append(out, "has it since the set-up");
        else
            text_print(out, "has it since step %d", place);
        if (!bytes_equal(known->value, secret->fact->value)) {
            text_append(out, ", as a part of ");
            append_name(out, secret, known);
        }
        text_print(out, ": %s", timeline_step(timeline, known->step)->item->title);
        return;
    }
    append_lack(out, secret);
    for (int i = 0; i < secret->has_count; i++) {
        text_append(out, i ? ", " : "; has ");
        append_name(out, secret, secret->has[i]);
    }
    append_costs(out, secret);
}

/* Names of the secrets behind `first` that are lacked for the same reason; they are ticked off. */
static void append_companions(Buffer *out, const Secrets *secrets, int first, const char *reason, bool *told)
{
    Buffer other = BUFFER_EMPTY;
    for (int i = first; i < secrets->count; i++) {
        const Secret *secret = &secrets->items[i];
        if (told[i] || secret->known[ACTOR_EAVESDROPPER])
            continue;
        buffer_truncate(&other, 0);
        reason_append(&other, secrets->ways.timeline, secret);
        if (strcmp(text_finish(&other), reason) != 0)
            continue;
        text_append(out, out->size ? ", " : "");
        append_name(out, &secrets->items[0], secret->fact);
        told[i] = true;
    }
    buffer_clear(&other);
}

void reason_take_all(const Timeline *timeline, ReasonTaker *take, void *context)
{
    Secrets secrets;
    secrets_init(&secrets, timeline, 0);
    bool *told = memory_new_array((size_t)secrets.count, sizeof *told);
    for (int i = 0; secrets.overheard && i < secrets.count; i++) {
        Buffer names = BUFFER_EMPTY, reason = BUFFER_EMPTY;
        if (told[i] || secrets.items[i].known[ACTOR_EAVESDROPPER])
            continue;
        reason_append(&reason, timeline, &secrets.items[i]);
        append_companions(&names, &secrets, i, text_finish(&reason), told);
        take(context, text_finish(&names), text_finish(&reason));
        buffer_clear(&names);
        buffer_clear(&reason);
    }
    memory_free(told);
    secrets_clear(&secrets);
}
