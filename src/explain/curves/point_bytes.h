/* Points as the formulas have them, for this room alone. */
#ifndef TLSTEPS_EXPLAIN_POINT_BYTES_H
#define TLSTEPS_EXPLAIN_POINT_BYTES_H

#include "explain/language/list.h"
#include "math/curve.h"

/* 04 ‖ x ‖ y or 00, as an operand; both copied to `arena`. */
Operand operand_point(Arena *arena, const char *name, const Curve *curve, const Point *point);
/* One more operand of a row. */
void row_take_point(Row *row, Arena *arena, const char *name, const Curve *curve, const Point *point);
/* The point of such bytes, which are those of one. */
void point_from_operand(Point *out, const Operand *operand);

/* ": (5, 1)" or ": infinity", to go behind other words; empty for a curve whose numbers are too long to be read. */
const char *point_text(Arena *arena, const Curve *curve, const Point *point);

/* Says so in the note of the row added last, whose result is a point. */
void list_note_point(List *list, const Curve *curve);

/* All of a curve that its arithmetic needs, from the a and p that a row names: ended by curve_clear. Where they are
   those of a named curve, and the point lies on it, its quicker multiplication too. */
void curve_init_from(Curve *curve, const mpz_t a, const mpz_t p, const Point *point);

#endif
