#include "math/curve.h"

#include "math/curve_fast.h"

void point_init(Point *point)
{
    mpz_inits(point->x, point->y, NULL);
    point->infinity = true;
}

void point_clear(Point *point)
{
    number_clear(point->x);
    number_clear(point->y);
}

void point_set(Point *out, const Point *in)
{
    mpz_set(out->x, in->x);
    mpz_set(out->y, in->y);
    out->infinity = in->infinity;
}

bool point_equal(const Point *a, const Point *b)
{
    if (a->infinity || b->infinity)
        return a->infinity && b->infinity;
    return mpz_cmp(a->x, b->x) == 0 && mpz_cmp(a->y, b->y) == 0;
}

void curve_init(Curve *curve)
{
    curve->name = NULL;
    curve->fast = NULL;
    mpz_inits(curve->p, curve->a, curve->b, curve->n, curve->h, NULL);
    point_init(&curve->g);
}

void curve_clear(Curve *curve)
{
    mpz_clears(curve->p, curve->a, curve->b, curve->n, curve->h, NULL);
    point_clear(&curve->g);
}

size_t curve_field_size(const Curve *curve)
{
    return number_size(curve->p);
}

/*
 * The third point on the line with this slope through a and another point b, mirrored in the x axis:
 *
 *     x = slope² - a.x - b.x
 *     y = slope·(a.x - x) - a.y
 */
static void reflect_third(Point *out, const Curve *curve, const mpz_t slope, const Point *a, const Point *b)
{
    mpz_t x, y;
    mpz_inits(x, y, NULL);

    mpz_mul(x, slope, slope);
    mpz_sub(x, x, a->x);
    mpz_sub(x, x, b->x);
    mpz_mod(x, x, curve->p);

    mpz_sub(y, a->x, x);
    mpz_mul(y, y, slope);
    mpz_sub(y, y, a->y);
    mpz_mod(y, y, curve->p);

    mpz_swap(out->x, x);
    mpz_swap(out->y, y);
    out->infinity = false;
    mpz_clears(x, y, NULL);
}

/* out = numerator / denominator mod p; the denominator is not 0 modulo the prime p. */
static void divide(mpz_t out, const Curve *curve, const mpz_t numerator, mpz_t denominator)
{
    mpz_invert(denominator, denominator, curve->p);
    mpz_mul(out, numerator, denominator);
    mpz_mod(out, out, curve->p);
}

void curve_double(Point *out, const Curve *curve, const Point *a)
{
    /* The tangent in a point with y = 0 is upright, and meets the curve at infinity. */
    if (a->infinity || mpz_sgn(a->y) == 0) {
        out->infinity = true;
        return;
    }
    mpz_t slope, denominator;
    mpz_inits(slope, denominator, NULL);

    /* slope of the tangent = (3x² + a) / 2y */
    mpz_mul(slope, a->x, a->x);
    mpz_mul_ui(slope, slope, 3);
    mpz_add(slope, slope, curve->a);
    mpz_mul_ui(denominator, a->y, 2);
    divide(slope, curve, slope, denominator);

    reflect_third(out, curve, slope, a, a);
    mpz_clears(slope, denominator, NULL);
}

void curve_add(Point *out, const Curve *curve, const Point *a, const Point *b)
{
    if (a->infinity) {
        point_set(out, b);
        return;
    }
    if (b->infinity) {
        point_set(out, a);
        return;
    }
    if (mpz_cmp(a->x, b->x) == 0) {
        /* The same point, or its opposite: P + (-P) = infinity. */
        if (mpz_cmp(a->y, b->y) == 0)
            curve_double(out, curve, a);
        else
            out->infinity = true;
        return;
    }
    mpz_t slope, denominator;
    mpz_inits(slope, denominator, NULL);

    /* slope of the chord = (b.y - a.y) / (b.x - a.x) */
    mpz_sub(slope, b->y, a->y);
    mpz_sub(denominator, b->x, a->x);
    divide(slope, curve, slope, denominator);

    reflect_third(out, curve, slope, a, b);
    mpz_clears(slope, denominator, NULL);
}

void curve_negate(Point *out, const Curve *curve, const Point *a)
{
    point_set(out, a);
    if (!a->infinity && mpz_sgn(a->y) != 0)
        mpz_sub(out->y, curve->p, a->y);
}

/* From the highest bit of k down: sum = 2·sum, and sum = sum + point where the bit is 1. */
void curve_multiply_generic(Point *out, const Curve *curve, const mpz_t k, const Point *point)
{
    Point sum;
    point_init(&sum);
    for (size_t bit = mpz_sizeinbase(k, 2); bit > 0; bit--) {
        curve_double(&sum, curve, &sum);
        if (mpz_tstbit(k, bit - 1))
            curve_add(&sum, curve, &sum, point);
    }
    point_set(out, &sum);
    point_clear(&sum);
}

void curve_multiply(Point *out, const Curve *curve, const mpz_t k, const Point *point)
{
    if (curve->fast)
        curve_fast_multiply(out, curve->fast, NULL, k, point);
    else
        curve_multiply_generic(out, curve, k, point);
}

void curve_multiply_base(Point *out, const Curve *curve, const mpz_t k)
{
    if (curve->fast)
        curve_fast_multiply(out, curve->fast, k, NULL, NULL);
    else
        curve_multiply_generic(out, curve, k, &curve->g);
}

void curve_multiply_two(Point *out, const Curve *curve, const mpz_t u, const mpz_t v, const Point *q)
{
    if (curve->fast) {
        curve_fast_multiply(out, curve->fast, u, v, q);
        return;
    }
    Point from_base;
    point_init(&from_base);
    curve_multiply_generic(&from_base, curve, u, &curve->g);
    curve_multiply_generic(out, curve, v, q);
    curve_add(out, curve, &from_base, out);
    point_clear(&from_base);
}
