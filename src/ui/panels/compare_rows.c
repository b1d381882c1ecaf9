#include "ui/panels/compare_rows.h"

#include "base/memory.h"
#include "base/text.h"
#include "report/tell/verdict.h"
#include "sim/timeline/outcome.h"

static const Step *step_of(const StepPair *pair)
{
    return pair->left ? pair->left : pair->right;
}

/* The steps of one who hands on what he gets, and does no more. */
static bool is_plumbing(const Comparison *comparison, const Difference *difference)
{
    for (int i = 0; i < difference->pairs; i++) {
        EventId event = step_of(&comparison->pairs[difference->pair + i])->event;
        if (event != EVENT_ATTACKER_PASSES_TO_SERVER && event != EVENT_ATTACKER_PASSES_TO_CLIENT)
            return false;
    }
    return difference->kind == DIFFERENCE_STEPS;
}

static bool has_attacker(const Timeline *timeline)
{
    for (int number = 1; number <= timeline_step_count(timeline); number++)
        if (timeline_step(timeline, number)->actor == ACTOR_ATTACKER)
            return true;
    return false;
}

static bool is_first(const Difference *difference)
{
    return difference->kind == DIFFERENCE_MESSAGE || difference->kind == DIFFERENCE_CHECK;
}

/* Adds the differences of one rank. */
static void add(CompareRows *rows, const Comparison *comparison, bool plumbing, bool first, bool any)
{
    for (int i = 0; i < comparison->count; i++) {
        const Difference *difference = &comparison->differences[i];
        if (is_plumbing(comparison, difference) == plumbing && (any || is_first(difference) == first))
            rows->items[rows->count++] = i;
    }
}

static int count_plumbing(const Comparison *comparison)
{
    int count = 0;
    for (int i = 0; i < comparison->count; i++)
        count += is_plumbing(comparison, &comparison->differences[i]);
    return count;
}

void compare_rows_make(CompareRows *rows, const Comparison *comparison)
{
    enum { OTHERS = 2 };
    bool open = rows->open;
    compare_rows_clear(rows);
    if (comparison->count == 0)
        return;
    *rows = (CompareRows){.items = memory_new_array((size_t)comparison->count + OTHERS, sizeof *rows->items),
                          .open = open,
                          .folded = count_plumbing(comparison)};
    bool tampered = has_attacker(comparison->left) != has_attacker(comparison->right);
    if (tampered)
        add(rows, comparison, false, true, false);
    add(rows, comparison, false, false, !tampered);
    if (rows->folded)
        rows->items[rows->count++] = COMPARE_ROW_FOLD;
    if (rows->open)
        add(rows, comparison, true, false, true);
    rows->items[rows->count++] = COMPARE_ROW_END;
}

void compare_rows_clear(CompareRows *rows)
{
    memory_free(rows->items);
    *rows = (CompareRows){0};
}

int compare_rows_find(CompareRows *rows, const Comparison *comparison, int difference)
{
    for (int open = rows->open; open <= 1; open++) {
        if (open && !rows->open) {
            rows->open = true;
            compare_rows_make(rows, comparison);
        }
        for (int row = 0; row < rows->count; row++)
            if (rows->items[row] == difference)
                return row;
    }
    return 0;
}

void compare_append_end(Buffer *out, const Timeline *timeline)
{
    Verdict verdict = verdict_of(timeline);
    const AlertOutcome *alert = verdict.outcome ? outcome_fatal_alert(verdict.outcome) : NULL;
    if (!verdict.outcome)
        text_append(out, "no end");
    else if (outcome_is_well(verdict.outcome))
        text_append(out, "connected");
    else if (alert)
        text_print(out, "%s (the %s)", error_name(alert->alert), actor_name(alert->from));
    else
        text_print(out, "client %s, server %s", ending_name(verdict.outcome->client),
                   ending_name(verdict.outcome->server));
}

void compare_append_fold(Buffer *out, const CompareRows *rows)
{
    text_print(out, "%d further difference%s of having an attacker at all", rows->folded, rows->folded == 1 ? "" : "s");
}
