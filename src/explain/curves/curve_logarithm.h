/*
 * Logarithms on a curve, found: the x with x·G = Q, by trying one x after the other, and by a table of baby steps and
 * giant steps over it (Shanks), which takes the root of the work and as much memory. Each row is one addition, so that
 * the rows count the work.
 */
#ifndef TLSTEPS_EXPLAIN_CURVE_LOGARITHM_H
#define TLSTEPS_EXPLAIN_CURVE_LOGARITHM_H

#include "explain/language/worked.h"
#include "math/curve.h"

/* The longest table of baby steps: about 10 MiB, while it is searched. */
enum { CURVE_LOGARITHM_TABLE_MAX = 1 << 16 };

/* The multiples of G up to the one that is `point`, as many as tries, and x. NULL where none of `limit` tries finds it.
   The point is on the curve, and not infinity. */
WARN_UNUSED Worked *explain_curve_logarithm(const Curve *curve, const Point *point, size_t limit);
/* With m the root of n, rounded up: G, 2G … (m-1)G, then Q, Q - mG, Q - 2mG … until one is among them, or infinity.
   NULL where none is, and where m would be above CURVE_LOGARITHM_TABLE_MAX. */
WARN_UNUSED Worked *explain_curve_logarithm_by_steps(const Curve *curve, const Point *point);

#endif
