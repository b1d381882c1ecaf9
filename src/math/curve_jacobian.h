/*
 * Points without division. In Jacobian coordinates (X, Y, Z) stands for x = X/Z², y = Y/Z³, and Z = 0 for the point at
 * infinity; adding and doubling then need no inverse, and one inverse at the end, shared by any number of points, leads
 * back. For curves with a = -3, as all of the named ones have. Formulas: SEC 1 and IEEE P1363 A.10, regrouped.
 */
#ifndef TLSTEPS_MATH_CURVE_JACOBIAN_H
#define TLSTEPS_MATH_CURVE_JACOBIAN_H

#include "math/curve_field.h"

typedef struct Jacobian {
    FieldElement x, y, z;
} Jacobian;

/* Never infinity. */
typedef struct Affine {
    FieldElement x, y;
} Affine;

void jacobian_set_infinity(Jacobian *point, const CurveField *field);
bool jacobian_is_infinity(const Jacobian *point, const CurveField *field);
void jacobian_set(Jacobian *out, const CurveField *field, const Affine *in);
/* point = 2·point, also for infinity */
void jacobian_double(Jacobian *point, const CurveField *field);
/* point = point + other, or point - other with `negative`; complete: infinity, equal and opposite points included. */
void jacobian_add(Jacobian *point, const CurveField *field, const Affine *other, bool negative);
/* Affine coordinates of `count` points, at most JACOBIAN_BATCH_MAX and none at infinity, with a single inversion. */
enum { JACOBIAN_BATCH_MAX = 256 };
void jacobian_to_affine(Affine *out, const CurveField *field, const Jacobian *in, int count);

#endif
