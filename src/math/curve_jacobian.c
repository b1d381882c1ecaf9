#include "math/curve_jacobian.h"

void jacobian_set_infinity(Jacobian *point, const CurveField *field)
{
    field_copy(point->x, field, field->one);
    field_copy(point->y, field, field->one);
    mpn_zero(point->z, field->limbs);
}

bool jacobian_is_infinity(const Jacobian *point, const CurveField *field)
{
    return field_is_zero(field, point->z);
}

void jacobian_set(Jacobian *out, const CurveField *field, const Affine *in)
{
    field_copy(out->x, field, in->x);
    field_copy(out->y, field, in->y);
    field_copy(out->z, field, field->one);
}

/* Infinity stays infinity, as Z' = 2YZ; so does a point of order 2, whose Y is 0. */
void jacobian_double(Jacobian *point, const CurveField *field)
{
    FieldElement slope, t, y2, yy2, yy4, xyy4, yyyy8;

    /* slope = 3X² + aZ⁴ = 3(X - Z²)(X + Z²), as a = -3 */
    field_square(t, field, point->z);
    field_subtract(slope, field, point->x, t);
    field_add(t, field, point->x, t);
    field_multiply(slope, field, slope, t);
    field_add(t, field, slope, slope);
    field_add(slope, field, slope, t);

    /* Z' = 2Y·Z */
    field_add(y2, field, point->y, point->y);
    field_multiply(point->z, field, point->z, y2);

    /* 4XY² and 8Y⁴ */
    field_multiply(yy2, field, y2, point->y);
    field_add(yy4, field, yy2, yy2);
    field_multiply(xyy4, field, point->x, yy4);
    field_multiply(yyyy8, field, yy4, yy2);

    /* X' = slope² - 2·4XY² */
    field_square(t, field, slope);
    field_subtract(t, field, t, xyy4);
    field_subtract(point->x, field, t, xyy4);

    /* Y' = slope·(4XY² - X') - 8Y⁴ */
    field_subtract(t, field, xyy4, point->x);
    field_multiply(t, field, slope, t);
    field_subtract(point->y, field, t, yyyy8);
}

/* Points whose x is the same are equal, or each other's opposite. */
static void add_same_x(Jacobian *point, const CurveField *field, bool same_y)
{
    if (same_y)
        jacobian_double(point, field);
    else
        jacobian_set_infinity(point, field);
}

void jacobian_add(Jacobian *point, const CurveField *field, const Affine *other, bool negative)
{
    FieldElement other_y, t, h, r, hh, hhh, v;
    if (negative)
        field_subtract(other_y, field, field->p, other->y); /* p - y is below p: no point here has y = 0 */
    else
        field_copy(other_y, field, other->y);
    if (jacobian_is_infinity(point, field)) {
        jacobian_set(point, field, other);
        field_copy(point->y, field, other_y);
        return;
    }

    /* H = x₂Z² - X, R = y₂Z³ - Y */
    field_square(t, field, point->z);
    field_multiply(h, field, other->x, t);
    field_subtract(h, field, h, point->x);
    field_multiply(t, field, t, point->z);
    field_multiply(r, field, other_y, t);
    field_subtract(r, field, r, point->y);
    if (field_is_zero(field, h)) {
        add_same_x(point, field, field_is_zero(field, r));
        return;
    }

    /* Z' = H·Z, V = X·H² */
    field_multiply(point->z, field, point->z, h);
    field_square(hh, field, h);
    field_multiply(hhh, field, hh, h);
    field_multiply(v, field, point->x, hh);

    /* X' = R² - H³ - 2V */
    field_square(t, field, r);
    field_subtract(t, field, t, hhh);
    field_subtract(t, field, t, v);
    field_subtract(point->x, field, t, v);

    /* Y' = R·(V - X') - Y·H³ */
    field_subtract(t, field, v, point->x);
    field_multiply(t, field, r, t);
    field_multiply(hhh, field, hhh, point->y);
    field_subtract(point->y, field, t, hhh);
}

/* With the products P_i = Z_0·…·Z_i and the one inverse of the last: 1/Z_i = P_(i-1) / P_i, and 1/P_(i-1) = Z_i / P_i.
 */
void jacobian_to_affine(Affine *out, const CurveField *field, const Jacobian *in, int count)
{
    FieldElement products[JACOBIAN_BATCH_MAX], inverse, z_inverse, t;
    field_copy(products[0], field, in[0].z);
    for (int i = 1; i < count; i++)
        field_multiply(products[i], field, products[i - 1], in[i].z);
    field_invert(inverse, field, products[count - 1]);

    for (int i = count - 1; i >= 0; i--) {
        if (i > 0) {
            field_multiply(z_inverse, field, inverse, products[i - 1]);
            field_multiply(inverse, field, inverse, in[i].z);
        } else {
            field_copy(z_inverse, field, inverse);
        }
        /* x = X/Z², y = Y/Z³ */
        field_square(t, field, z_inverse);
        field_multiply(out[i].x, field, in[i].x, t);
        field_multiply(t, field, t, z_inverse);
        field_multiply(out[i].y, field, in[i].y, t);
    }
}
