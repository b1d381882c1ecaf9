/*
 * The rows of a method that goes through a number's bits from the top, as square and multiply or double and add do: one
 * for the top bit, and for each bit below it one, and a second where it is 1. For this room alone.
 */
#ifndef TLSTEPS_EXPLAIN_BITS_H
#define TLSTEPS_EXPLAIN_BITS_H

#include "explain/language/walk.h"

typedef struct BitRows {
    size_t bits;  /* of the number; one step of a walk each, the top bit's is step 0 */
    size_t count; /* of rows */
    uint32_t *steps;
} BitRows;

/* For a number > 0. */
void bit_rows_init(BitRows *rows, const mpz_t number);
void bit_rows_clear(BitRows *rows); /* wipes */

/* Which bit of the number a step is about, counted from the lowest. */
size_t bit_rows_bit(const BitRows *rows, size_t step);
/* Fills in step and part of a row. */
void bit_rows_locate(const BitRows *rows, WalkPlace *place);

#endif
