/*
 * X25519 (RFC 7748): Diffie-Hellman with the u coordinates of y² = x³ + 486662x² + x modulo 2^255 - 19 alone. All byte
 * strings are 32 bytes, little-endian. Not in constant time.
 */
#ifndef TLSTEPS_MATH_X25519_H
#define TLSTEPS_MATH_X25519_H

#include "base/bytes.h"
#include "base/error.h"

enum { X25519_SIZE = 32 };

/*
 * RFC 7748 §5: the scalar is clamped inside, the highest bit of u is ignored, and a u of p or more is taken modulo p.
 * ERROR_SHARED_SECRET_ZERO, with `out` all zero, where the result is zero: u was a point of small order, and whatever
 * the scalar, the result would be the same (RFC 7748 §6.1, RFC 8422 §5.11).
 */
WARN_UNUSED Error x25519(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE], const uint8_t u[X25519_SIZE]);
/* The public value of a private one: the same with u = 9, which is never zero. */
void x25519_base(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE]);

#endif
