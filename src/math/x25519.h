#ifndef TLSTEPS_MATH_X25519_H
#define TLSTEPS_MATH_X25519_H

#include "base/bytes.h"
#include "base/error.h"

enum { X25519_SIZE = 32 };
/* RFC 7748 §5: the ladder; the scalar is clamped inside. ERROR_SHARED_SECRET_ZERO where the result is all zero. */
WARN_UNUSED Error x25519(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE], const uint8_t u[X25519_SIZE]);
void x25519_base(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE]);

#endif
