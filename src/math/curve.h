/*
 * Short Weierstrass curves y² = x³ + ax + b over the numbers modulo a prime p: the textbook's arithmetic for any curve,
 * down to one of 17 elements, and quicker multiplication for the named ones, which the tests compare with the
 * textbook's. Not in constant time.
 */
#ifndef TLSTEPS_MATH_CURVE_H
#define TLSTEPS_MATH_CURVE_H

#include "math/modular.h"

/* A point (x, y) with 0 <= x, y < p, or infinity, the neutral element, where x and y have no meaning. */
typedef struct Point {
    mpz_t x, y;
    bool infinity;
} Point;

typedef struct Curve {
    const char *name; /* "secp256r1", "secp384r1", "secp521r1", "toy-curve-17"; NULL for one from the wire or a file */
    mpz_t p, a, b;
    Point g;
    mpz_t n, h;             /* order of g (a prime), and cofactor: the curve has n·h points */
    struct CurveFast *fast; /* quicker multiplication, or NULL */
} Curve;

void point_init(Point *point); /* as infinity; ended by point_clear */
void point_clear(Point *point);
void point_set(Point *out, const Point *in);
bool point_equal(const Point *a, const Point *b);

/* The named curve, made on first use and kept for the process: do not clear. NULL where none is called so. */
const Curve *curve_find(const char *name);
/* All named curves in order; NULL past the end. */
const Curve *curve_at(int index);

/* One of the caller's own, all numbers 0 and g infinity: set them, then curve_check. Ended by curve_clear. */
void curve_init(Curve *curve);
void curve_clear(Curve *curve);

/*
 * Whether the numbers make a curve that can be used (SEC 1 §3.1.1.2.1):
 * p is prime (ERROR_NOT_PRIME) and above 3; a and b are below p; 4a³ + 27b² is not 0 modulo p, for otherwise the curve
 * crosses itself; n·h lies within Hasse's bound, 2√p around p + 1 (for all these ERROR_CURVE_PARAMETERS); n is prime
 * (ERROR_NOT_PRIME); g is a point of the curve (the errors of curve_point_check) and n·g = infinity
 * (ERROR_CURVE_PARAMETERS).
 */
WARN_UNUSED Error curve_check(const Curve *curve);
/* Bytes of a coordinate, and of an ECDH shared secret. */
size_t curve_field_size(const Curve *curve);

/*
 * Whether a point from outside can be used as a public value (SEC 1 §3.2.2.1): ERROR_POINT_AT_INFINITY;
 * ERROR_VALUE_TOO_LARGE or _TOO_SMALL for a coordinate outside 0…p-1; ERROR_POINT_NOT_ON_CURVE; and for h > 1
 * ERROR_NOT_IN_SUBGROUP where n·point is not infinity.
 */
WARN_UNUSED Error curve_point_check(const Curve *curve, const Point *point);
/* 1 <= value < n: ERROR_VALUE_TOO_SMALL, ERROR_VALUE_TOO_LARGE. */
WARN_UNUSED Error curve_private_check(const Curve *curve, const mpz_t value);

/* Affine and complete: infinity, P + P and P + (-P) included. Points are on the curve; `out` may be an input. */
void curve_add(Point *out, const Curve *curve, const Point *a, const Point *b);
void curve_double(Point *out, const Curve *curve, const Point *a);
void curve_negate(Point *out, const Curve *curve, const Point *a);
/* k·point for k >= 0 of any size, the quickest way there is. */
void curve_multiply(Point *out, const Curve *curve, const mpz_t k, const Point *point);
void curve_multiply_base(Point *out, const Curve *curve, const mpz_t k);
/* u·G + v·Q in one go, for ECDSA */
void curve_multiply_two(Point *out, const Curve *curve, const mpz_t u, const mpz_t v, const Point *q);
/* The same as curve_multiply by double-and-add, the textbook's way; for any curve. */
void curve_multiply_generic(Point *out, const Curve *curve, const mpz_t k, const Point *point);

/* Elliptic curve Diffie-Hellman (RFC 8422 §5.4, §5.10) */

/* A private value, 1…n-1, drawn as `name`. */
void curve_private_random(mpz_t out, const Curve *curve, Random *random, const char *name);

/* Appends 04 ‖ x ‖ y, each coordinate curve_field_size bytes (SEC 1 §2.3.3); infinity is the single byte 00. */
void curve_point_append(Buffer *out, const Curve *curve, const Point *point);
/*
 * The point of these bytes, checked as by curve_point_check. ERROR_POINT_AT_INFINITY for the single byte 00,
 * ERROR_POINT_FORMAT where the first byte is not 04 (a compressed point, 02 or 03, has no place in TLS: RFC 8422
 * §5.4.1), ERROR_WRONG_LENGTH for none or another number of bytes than 1 + 2·curve_field_size.
 */
WARN_UNUSED Error curve_point_decode(Point *out, const Curve *curve, Bytes encoded);

/*
 * Appends the x coordinate of private_value·public_value, curve_field_size bytes with its leading zeros: the pre-master
 * secret (RFC 8422 §5.10). Checks both, with the errors of curve_private_check and curve_point_check.
 * ERROR_POINT_AT_INFINITY for a product that is infinity. With an error nothing is appended.
 */
WARN_UNUSED Error ecdh_shared(Buffer *out, const Curve *curve, const mpz_t private_value, const Point *public_value);

#endif
