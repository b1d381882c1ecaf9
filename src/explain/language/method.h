/*
 * How worked examples are made, for this room alone. A method gives any row when it is asked for it; two serve nearly
 * everything: a list (list.h), whose few rows are written down when it is begun, and a walk (walk.h), whose many rows
 * come out of each other.
 */
#ifndef TLSTEPS_EXPLAIN_METHOD_H
#define TLSTEPS_EXPLAIN_METHOD_H

#include "explain/language/worked.h"

typedef struct Method {
    /* Fills in a row, which begins empty. */
    void (*make)(void *state, size_t index, Arena *arena, Row *out);
    void (*free)(void *state); /* wipes */
} Method;

/* Takes `state` over; copies the title. */
WARN_UNUSED Worked *worked_new(const char *title, const Method *method, void *state, size_t count);

#endif
