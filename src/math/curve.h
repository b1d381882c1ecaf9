/* Short Weierstrass curves y² = x³ + ax + b over a prime field: the textbook's arithmetic for any curve, and faster
   multiplication for the named ones, tested against it. */
#ifndef TLSTEPS_MATH_CURVE_H
#define TLSTEPS_MATH_CURVE_H

#include "math/modular.h"

typedef struct Point {
    mpz_t x, y;
    bool infinity;
} Point;

typedef struct Curve {
    const char *name; /* "secp256r1", "secp384r1", "secp521r1", "toy-curve-17"; NULL for one from the wire */
    mpz_t p, a, b;
    Point g;
    mpz_t n, h;                   /* order of g, cofactor */
    const struct CurveFast *fast; /* faster multiplication, or NULL */
} Curve;

void point_init(Point *point);
void point_clear(Point *point);
void point_set(Point *out, const Point *in);
bool point_equal(const Point *a, const Point *b);

const Curve *curve_find(const char *name); /* made on first use, kept for the process; NULL where none is called so */
const Curve *curve_at(int index);
void curve_init(Curve *curve); /* one of the caller's own */
void curve_clear(Curve *curve);
/* p prime > 3, discriminant not 0, g on the curve and of order n: ERROR_NOT_PRIME, ERROR_CURVE_PARAMETERS,
 * ERROR_POINT_NOT_ON_CURVE */
WARN_UNUSED Error curve_check(const Curve *curve);
size_t curve_field_size(const Curve *curve); /* bytes of a coordinate */
/* Neither infinity nor out of range, and on the curve; for h > 1 also of order n. */
WARN_UNUSED Error curve_point_check(const Curve *curve, const Point *point);

/* Affine, complete: handles infinity, P = Q, P = -Q. `out` may be an input. */
void curve_add(Point *out, const Curve *curve, const Point *a, const Point *b);
void curve_double(Point *out, const Curve *curve, const Point *a);
void curve_multiply(Point *out, const Curve *curve, const mpz_t k, const Point *point); /* the fastest there is */
void curve_multiply_base(Point *out, const Curve *curve, const mpz_t k);
void curve_multiply_generic(Point *out, const Curve *curve, const mpz_t k, const Point *point); /* textbook */
/* u·G + v·Q, for ECDSA */
void curve_multiply_two(Point *out, const Curve *curve, const mpz_t u, const mpz_t v, const Point *q);

/* 04 ‖ x ‖ y (SEC 1 §2.3.3). Decoding checks the point: ERROR_POINT_FORMAT, ERROR_WRONG_LENGTH,
 * ERROR_POINT_AT_INFINITY, … */
void curve_point_append(Buffer *out, const Curve *curve, const Point *point);
WARN_UNUSED Error curve_point_decode(Point *out, const Curve *curve, Bytes encoded);
void curve_private_random(mpz_t out, const Curve *curve, Random *random, const char *name); /* 1…n-1 */
/* ECDH: the x coordinate, field-size bytes, appended (RFC 8422 §5.10). Checks the point. ERROR_POINT_AT_INFINITY for a
 * shared point at infinity. */
WARN_UNUSED Error ecdh_shared(Buffer *out, const Curve *curve, const mpz_t private_value, const Point *public_value);

#endif
