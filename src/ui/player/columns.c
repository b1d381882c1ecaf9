#include "ui/player/columns.h"

#include "base/memory.h"
#include "ui/content/words.h"

static bool is_named(const Player *player, const TimelineFact *fact)
{
    if (player->view == VIEW_LESSON)
        return reader_names(&player->reader, fact->bare);
    return sentence_names(player_step(player)->item->text, fact->bare);
}

/* Whether an actor holds the fact's value under its name at any time of the run. */
static bool is_ever_held(const Player *player, Actor actor, const TimelineFact *fact)
{
    for (int i = 0; i < timeline_fact_count(player->timeline); i++) {
        const TimelineFact *held = timeline_fact_at(player->timeline, i);
        if (held->actor == actor && held->connection == fact->connection && held->handshake == fact->handshake &&
            held->ref.id == fact->ref.id && held->ref.index == fact->ref.index && bytes_equal(held->value, fact->value))
            return true;
    }
    return false;
}

/* What the other of the two sides holds under the same name is something else, and not only the same earlier or later,
   as of what is counted. */
static bool is_different(const Player *player, const TimelineFact *fact)
{
    if (fact->actor != ACTOR_CLIENT && fact->actor != ACTOR_SERVER)
        return false;
    Actor other = fact->actor == ACTOR_CLIENT ? ACTOR_SERVER : ACTOR_CLIENT;
    const TimelineFact *twin = timeline_known(player->timeline, other, fact->name, player->step);
    return twin && !bytes_equal(twin->value, fact->value) && !is_ever_held(player, other, fact) &&
           !is_ever_held(player, fact->actor, twin);
}

static bool is_shown(const Player *player, const ColumnFact *item)
{
    const FactRef *ref = &item->fact->ref;
    FactRank rank = fact_item(ref->id)->rank;
    if (item->named || item->differs || player->depth == DEPTH_BYTES)
        return true;
    return rank < RANK_DETAIL ? ref->index == 0 : rank == RANK_DETAIL && item->fresh;
}

/* Whether the actor learned something else under that name later, by that step. */
static bool is_outdated(const Player *player, int index, bool by_full_name)
{
    const TimelineFact *fact = timeline_fact_at(player->timeline, index);
    for (int i = index + 1; i < timeline_fact_count(player->timeline); i++) {
        const TimelineFact *later = timeline_fact_at(player->timeline, i);
        if (later->step > player->step || later->connection > fact->connection)
            return false;
        if (later->actor == fact->actor && later->ref.id == fact->ref.id && later->ref.index == fact->ref.index &&
            (!by_full_name || later->handshake == fact->handshake))
            return true;
    }
    return false;
}

static int compare_worth(const void *left, const void *right)
{
    const ColumnFact *a = left, *b = right;
    if (a->differs != b->differs)
        return a->differs ? -1 : 1;
    if (a->fresh != b->fresh)
        return a->fresh ? -1 : 1;
    if (a->named != b->named)
        return a->named ? -1 : 1;
    FactRank rank_a = fact_item(a->fact->ref.id)->rank, rank_b = fact_item(b->fact->ref.id)->rank;
    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    return b->number - a->number;
}

static int compare_time(const void *left, const void *right)
{
    const ColumnFact *a = left, *b = right;
    return a->number - b->number;
}

/* One that came again counts once, as it was last: under its bare name in a column, which tells of one connection, and
   under its full one otherwise. */
static ColumnFact *collect(int *count, const Player *player, Actor actor, bool everything)
{
    int total = timeline_fact_count(player->timeline), connection = player_step(player)->connection;
    ColumnFact *out = memory_new_array((size_t)total, sizeof *out);
    *count = 0;
    for (int i = total - 1; i >= 0; i--) {
        const TimelineFact *fact = timeline_fact_at(player->timeline, i);
        bool here = everything || fact->connection == connection;
        if (fact->actor != actor || fact->step > player->step || !here || is_outdated(player, i, everything))
            continue;
        ColumnFact item = {fact, i, fact->step == player->step, is_named(player, fact), is_different(player, fact)};
        if (everything || is_shown(player, &item))
            out[(*count)++] = item;
    }
    return out;
}

ColumnFact *columns_facts(int *count, const Player *player, Actor actor)
{
    ColumnFact *out = collect(count, player, actor, false);
    memory_sort(out, (size_t)*count, sizeof *out, compare_worth);
    return out;
}

ColumnFact *columns_everything(int *count, const Player *player, Actor actor)
{
    ColumnFact *out = collect(count, player, actor, true);
    columns_sort_by_time(out, *count);
    return out;
}

/* Whether she has the value by this step, under whatever name, or has stolen it. */
static bool eve_has(const Player *player, const TimelineFact *secret)
{
    const Timeline *timeline = player->timeline;
    const TimelineFact *later = timeline_known(timeline, ACTOR_EAVESDROPPER, secret->name, 0);
    if (later && (later->step <= player->step || later->how.id == DERIVATION_STOLEN))
        return true;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->actor == ACTOR_EAVESDROPPER && fact->step <= player->step && bytes_equal(fact->value, secret->value))
            return true;
    }
    return false;
}

static bool is_in(const TimelineFact **facts, int count, const TimelineFact *fact)
{
    for (int i = 0; i < count; i++)
        if (facts[i]->ref.id == fact->ref.id || bytes_equal(facts[i]->value, fact->value))
            return true;
    return false;
}

const TimelineFact **columns_lacking(int *count, const Player *player)
{
    int total = timeline_fact_count(player->timeline), connection = player_step(player)->connection;
    const TimelineFact **out = memory_new_array((size_t)total, sizeof *out);
    *count = 0;
    if (!timeline_is_overheard(player->timeline))
        return out;
    for (int i = total - 1; i >= 0; i--) {
        const TimelineFact *fact = timeline_fact_at(player->timeline, i);
        bool side = fact->actor == ACTOR_CLIENT || fact->actor == ACTOR_SERVER;
        if (side && fact->connection == connection && fact->step <= player->step &&
            fact_item(fact->ref.id)->rank == RANK_SECRET && !is_in(out, *count, fact) && !eve_has(player, fact))
            out[(*count)++] = fact;
    }
    return out;
}

const char *columns_stolen(const Player *player)
{
    const Scenario *scenario = player_scenario(player);
    int connection = player_step(player)->connection;
    return scenario
               ? scenario_get(scenario, SCENARIO_EAVESDROPPER_HAS, ACTOR_EAVESDROPPER, connection ? connection : 1, 1)
               : NULL;
}

void columns_sort_by_time(ColumnFact *facts, int count)
{
    memory_sort(facts, (size_t)count, sizeof *facts, compare_time);
}
