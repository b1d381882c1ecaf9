#include "ui/content/secret_list.h"

#include <string.h>

void secret_list_clear(SecretList *state)
{
    if (state->step)
        secrets_clear(&state->secrets);
    *state = (SecretList){0};
}

const Secret *secret_list_selected(const SecretList *state)
{
    return state->selected < state->secrets.count ? &state->secrets.items[state->selected] : NULL;
}

static bool is_new(const Secret *secret, int step)
{
    for (int actor = 0; actor < ACTOR_COUNT; actor++)
        if (secret->known[actor] && secret->known[actor]->step == step)
            return true;
    return false;
}

static int find(const Secrets *secrets, const TimelineFact *fact)
{
    for (int i = 0; i < secrets->count; i++)
        if (strcmp(secrets->items[i].fact->name, fact->name) == 0 &&
            bytes_equal(secrets->items[i].fact->value, fact->value))
            return i;
    return -1;
}

/* What somebody has just come to; else what was selected before, and else the newest. */
static int choose(const Secrets *secrets, int step, const TimelineFact *before)
{
    for (int i = 0; i < secrets->count; i++)
        if (is_new(&secrets->items[i], step))
            return i;
    int kept = before ? find(secrets, before) : -1;
    int last = secrets->count > 0 ? secrets->count - 1 : 0;
    return kept >= 0 ? kept : last;
}

void secret_list_follow(SecretList *state, const Timeline *timeline, int step)
{
    int facts = timeline_fact_count(timeline);
    bool same = state->step && state->secrets.ways.timeline == timeline;
    if (same && state->step == step && state->facts == facts)
        return;
    const Secret *selected = same ? secret_list_selected(state) : NULL;
    const TimelineFact *before = selected ? selected->fact : NULL;
    secret_list_clear(state);
    secrets_init(&state->secrets, timeline, step);
    state->step = step;
    state->facts = facts;
    state->selected = choose(&state->secrets, step, before);
}
