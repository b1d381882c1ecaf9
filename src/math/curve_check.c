#include "math/curve.h"
#include "math/primality.h"

static bool in_field(const Curve *curve, const mpz_t value)
{
    return mpz_sgn(value) >= 0 && mpz_cmp(value, curve->p) < 0;
}

/* 4a³ + 27b² = 0 (mod p): x³ + ax + b has a double root, and the curve a point without a tangent. */
static bool is_singular(const Curve *curve)
{
    mpz_t sum, term;
    mpz_inits(sum, term, NULL);
    mpz_pow_ui(sum, curve->a, 3);
    mpz_mul_ui(sum, sum, 4);
    mpz_pow_ui(term, curve->b, 2);
    mpz_mul_ui(term, term, 27);
    mpz_add(sum, sum, term);
    bool singular = mpz_divisible_p(sum, curve->p) != 0;
    mpz_clears(sum, term, NULL);
    return singular;
}

/* Hasse's theorem, on the number n·h of points: |n·h - (p + 1)| <= 2√p, here squared. */
static bool is_plausible_order(const Curve *curve)
{
    mpz_t distance, bound;
    mpz_inits(distance, bound, NULL);
    mpz_mul(distance, curve->n, curve->h);
    mpz_sub(distance, distance, curve->p);
    mpz_sub_ui(distance, distance, 1);
    mpz_mul(distance, distance, distance);
    mpz_mul_ui(bound, curve->p, 4);
    bool plausible = mpz_sgn(curve->h) > 0 && mpz_cmp(distance, bound) <= 0;
    mpz_clears(distance, bound, NULL);
    return plausible;
}

static bool has_order_n(const Curve *curve, const Point *point)
{
    Point multiple;
    point_init(&multiple);
    curve_multiply_generic(&multiple, curve, curve->n, point);
    bool is_infinity = multiple.infinity;
    point_clear(&multiple);
    return is_infinity;
}

/* y² = x³ + ax + b (mod p) */
static bool satisfies_equation(const Curve *curve, const Point *point)
{
    mpz_t left, right;
    mpz_inits(left, right, NULL);
    mpz_mul(right, point->x, point->x);
    mpz_add(right, right, curve->a);
    mpz_mul(right, right, point->x);
    mpz_add(right, right, curve->b);
    mpz_mul(left, point->y, point->y);
    bool equal = mpz_congruent_p(left, right, curve->p) != 0;
    mpz_clears(left, right, NULL);
    return equal;
}

/* All but the order. */
static Error check_coordinates(const Curve *curve, const Point *point)
{
    if (point->infinity)
        return ERROR_POINT_AT_INFINITY;
    if (mpz_sgn(point->x) < 0 || mpz_sgn(point->y) < 0)
        return ERROR_VALUE_TOO_SMALL;
    if (!in_field(curve, point->x) || !in_field(curve, point->y))
        return ERROR_VALUE_TOO_LARGE;
    if (!satisfies_equation(curve, point))
        return ERROR_POINT_NOT_ON_CURVE;
    return ERROR_NONE;
}

Error curve_check(const Curve *curve)
{
    if (!prime_check(curve->p))
        return ERROR_NOT_PRIME;
    if (mpz_cmp_ui(curve->p, 3) <= 0 || !in_field(curve, curve->a) || !in_field(curve, curve->b))
        return ERROR_CURVE_PARAMETERS;
    if (is_singular(curve) || !is_plausible_order(curve))
        return ERROR_CURVE_PARAMETERS;
    if (!prime_check(curve->n))
        return ERROR_NOT_PRIME;
    Error error = check_coordinates(curve, &curve->g);
    if (error)
        return error;
    return has_order_n(curve, &curve->g) ? ERROR_NONE : ERROR_CURVE_PARAMETERS;
}

Error curve_point_check(const Curve *curve, const Point *point)
{
    Error error = check_coordinates(curve, point);
    if (error)
        return error;
    /* Where h = 1, all points but infinity are of the prime order n. */
    if (mpz_cmp_ui(curve->h, 1) > 0 && !has_order_n(curve, point))
        return ERROR_NOT_IN_SUBGROUP;
    return ERROR_NONE;
}

Error curve_private_check(const Curve *curve, const mpz_t value)
{
    if (mpz_sgn(value) <= 0)
        return ERROR_VALUE_TOO_SMALL;
    return mpz_cmp(value, curve->n) < 0 ? ERROR_NONE : ERROR_VALUE_TOO_LARGE;
}
