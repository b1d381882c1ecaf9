/* Filling in a row, for this room alone. Everything is copied to the arena that the row is to live in. */
#ifndef TLSTEPS_EXPLAIN_ROW_H
#define TLSTEPS_EXPLAIN_ROW_H

#include "explain/language/worked.h"

/* Text as by printf. */
const char *row_text(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* One more operand. */
void row_take(Row *row, Arena *arena, const char *name, const mpz_t value);
void row_take_count(Row *row, Arena *arena, const char *name, size_t value);
/* The result. */
void row_give(Row *row, Arena *arena, const char *name, const mpz_t value);
void row_give_count(Row *row, Arena *arena, const char *name, size_t value);

/* A copy of an operand, name and all. */
Operand operand_copy(Arena *arena, const Operand *operand);

#endif
