/*
 * Quick multiplication for the named curves (a = -3, cofactor 1). Not in constant time: which table entries are read
 * and how many additions are done depends on the scalar.
 */
#ifndef TLSTEPS_MATH_CURVE_FAST_H
#define TLSTEPS_MATH_CURVE_FAST_H

#include "math/curve.h"

typedef struct CurveFast CurveFast;

/* For a curve whose p, a, b, g and n are set; kept for the process. The table of the base point's multiples is made
   when it is first needed: about as long as four multiplications. */
WARN_UNUSED CurveFast *curve_fast_new(const Curve *curve);

/* out = u·G + v·Q. `u` may be NULL for v·Q alone, `v` and `q` may be NULL for u·G alone. Scalars are of any size, and
   taken modulo n; `q` is on the curve or infinity, and may be `out`. */
void curve_fast_multiply(Point *out, CurveFast *fast, const mpz_t u, const mpz_t v, const Point *q);

#endif
