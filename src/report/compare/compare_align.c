#include "report/compare/compare_align.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* No two steps of a timeline have one name, so that each has one partner at most. */
static int compare_names(const void *a, const void *b)
{
    const Step *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

static const Step **sorted_steps(const Timeline *timeline)
{
    int count = timeline_step_count(timeline);
    const Step **steps = memory_new_array((size_t)count, sizeof *steps);
    for (int i = 0; i < count; i++)
        steps[i] = timeline_step(timeline, i + 1);
    memory_sort(steps, (size_t)count, sizeof *steps, compare_names);
    return steps;
}

/* For each left step the number of the right one of its name, or 0. */
static int *find_partners(const Timeline *left, const Timeline *right)
{
    int count = timeline_step_count(left);
    const Step **steps = sorted_steps(right);
    int *partners = memory_new_array((size_t)count, sizeof *partners);
    for (int i = 0; i < count; i++) {
        const Step *step = timeline_step(left, i + 1);
        const Step *const *found =
            bsearch(&step, steps, (size_t)timeline_step_count(right), sizeof *steps, compare_names);
        partners[i] = found ? (*found)->number : 0;
    }
    memory_free(steps);
    return partners;
}

/* Where the first of the rising values stands that is not below `value`. */
static int place_of(const int *partners, const int *ends, int length, int value)
{
    int low = 0, high = length;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (partners[ends[middle]] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Keeps the longest rising sequence of partners, and makes the others 0: ends[n] is where the best sequence of n + 1
   ends, before[i] what comes before i in the best one that ends there. */
static void keep_rising(int *partners, int count)
{
    int *ends = memory_new_array((size_t)count, sizeof *ends),
        *before = memory_new_array((size_t)count, sizeof *before);
    bool *kept = memory_new_array((size_t)count, sizeof *kept);
    int length = 0;
    for (int i = 0; i < count; i++) {
        if (!partners[i])
            continue;
        int place = place_of(partners, ends, length, partners[i]);
        before[i] = place ? ends[place - 1] : -1;
        ends[place] = i;
        length = place == length ? length + 1 : length;
    }
    for (int i = length ? ends[length - 1] : -1; i >= 0; i = before[i])
        kept[i] = true;
    for (int i = 0; i < count; i++)
        partners[i] = kept[i] ? partners[i] : 0;
    memory_free(ends);
    memory_free(before);
    memory_free(kept);
}

int *align_steps(const Timeline *left, const Timeline *right)
{
    int *partners = find_partners(left, right);
    keep_rising(partners, timeline_step_count(left));
    return partners;
}
