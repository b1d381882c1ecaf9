/* A multiple of a point by doubling and adding, the factor's bits from the top. */
#ifndef TLSTEPS_EXPLAIN_MULTIPLE_H
#define TLSTEPS_EXPLAIN_MULTIPLE_H

#include "explain/language/worked.h"
#include "math/curve.h"

/* k·P, for a k > 0; of every row the addition or doubling can be opened. NULL for a k below 1. The names are used in
   the formulas. */
WARN_UNUSED Worked *explain_multiple(const Curve *curve, const char *k_name, const mpz_t k, const char *point_name,
                                     const Point *point);

/* Opens a row whose operands are k, P, a and p: "point-multiple(k, P, a, p)". */
Worked *explain_multiple_row(const Row *row);

#endif
