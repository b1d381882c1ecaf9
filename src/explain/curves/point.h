/*
 * Points of a curve y² = x³ + ax + b over the numbers modulo p, added with ruler and pencil: the line through two
 * points (or the tangent in one) meets the curve in a third, which mirrored in the x axis is the sum.
 *
 *     P + Q:   s = (y_Q - y_P) / (x_Q - x_P)        2P:   s = (3·x_P² + a) / (2·y_P)
 *              x = s² - x_P - x_Q,   y = s·(x_P - x) - y_P
 *
 * In formulas a point is its encoding: 04 ‖ x ‖ y, and the single byte 00 for the point at infinity (SEC 1 §2.3.3).
 */
#ifndef TLSTEPS_EXPLAIN_POINT_H
#define TLSTEPS_EXPLAIN_POINT_H

#include "explain/language/worked.h"
#include "math/curve.h"

/* P + Q, of points on the curve; each case has rows of its own: infinity, P + (-P), P + P. */
WARN_UNUSED Worked *explain_point_add(const Curve *curve, const Point *p, const Point *q);
/* 2P */
WARN_UNUSED Worked *explain_point_double(const Curve *curve, const Point *p);
/* Both sides of the curve's equation for x and y, and whether they are equal: 1 or 0. */
WARN_UNUSED Worked *explain_point_equation(const Curve *curve, const Point *p);

/* Open rows whose operands are the point or points, a and p: "point-add(P, Q, a, p)", "point-double(P, a, p)". */
Worked *explain_point_add_row(const Row *row);
Worked *explain_point_double_row(const Row *row);

#endif
