#include "explain/language/baby_steps.h"

#include <stdlib.h>

#include "base/memory.h"

static int compare(const void *a, const void *b)
{
    const BabyStep *first = a, *second = b;
    return (first->value > second->value) - (first->value < second->value);
}

void baby_steps_sort(BabyStep *table, size_t count)
{
    memory_sort(table, count, sizeof *table, compare);
}

const BabyStep *baby_steps_find(const BabyStep *table, size_t count, uint64_t value)
{
    BabyStep wanted = {value, 0};
    /* Of several steps with one value this may find any. */
    const BabyStep *found = bsearch(&wanted, table, count, sizeof *table, compare);
    while (found && found > table && found[-1].value == value)
        found--;
    return found;
}
