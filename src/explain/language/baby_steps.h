/* The table of baby steps that a search by baby steps and giant steps looks into, in any group. */
#ifndef TLSTEPS_EXPLAIN_BABY_STEPS_H
#define TLSTEPS_EXPLAIN_BABY_STEPS_H

#include <stddef.h>
#include <stdint.h>

/* Step j has come to something of this value; others may have the same. */
typedef struct BabyStep {
    uint64_t value;
    size_t j;
} BabyStep;

/* Puts the table in the order of its values. */
void baby_steps_sort(BabyStep *table, size_t count);
/* The first of those with the value in a sorted table; NULL where there is none. */
const BabyStep *baby_steps_find(const BabyStep *table, size_t count, uint64_t value);

#endif
