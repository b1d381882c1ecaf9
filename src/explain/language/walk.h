/*
 * A worked example of many rows that come out of each other step by step: the registers (a few numbers) before a step
 * give the step's rows, and the registers before the next. For this room alone.
 *
 * To make any row at once, the walk keeps the registers where it is, and at the beginnings of blocks of steps that it
 * has been at. A far row is reached from the nearest of these, or where the method can jump, by a jump.
 */
#ifndef TLSTEPS_EXPLAIN_WALK_H
#define TLSTEPS_EXPLAIN_WALK_H

#include "explain/language/worked.h"

enum { WALK_REGISTERS_MAX = 8 };

/* Where a row belongs: it is number `part` of the rows of `step`. All from 0. */
typedef struct WalkPlace {
    size_t row, step, part;
} WalkPlace;

/* `given`: what the walk is about, of the method's own. */
typedef struct WalkMethod {
    int register_count;
    /* Sets the registers as they are before step 0. */
    void (*start)(const void *given, mpz_t *registers);
    /* Takes them from before `step` to behind it. */
    void (*advance)(const void *given, mpz_t *registers, size_t step);
    /* Sets them as they are before `step`, without the steps up to there; NULL where there is no such way. */
    void (*jump)(const void *given, mpz_t *registers, size_t step);
    /* Fills in step and part of a row. */
    void (*locate)(const void *given, WalkPlace *place);
    /* Fills in the row, which begins empty, from the registers before its step, which it leaves as they are. */
    void (*make)(const void *given, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out);
    void (*free)(void *given); /* wipes */
} WalkMethod;

/* Takes `given` over; copies the title. */
WARN_UNUSED Worked *walk_new(const char *title, const WalkMethod *method, void *given, size_t rows);

#endif
