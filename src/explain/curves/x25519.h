/*
 * X25519 (RFC 7748 §5), with its names: decoding and clamping, the ladder's 255 steps, each of which opens to the sums
 * and products in it, and the division at the end.
 */
#ifndef TLSTEPS_EXPLAIN_X25519_H
#define TLSTEPS_EXPLAIN_X25519_H

#include "explain/language/worked.h"

/* X25519(scalar, u), which are bytes: 32 each, or NULL. The names are used in the formulas. */
WARN_UNUSED Worked *explain_x25519(const Operand *scalar, const Operand *u, const char *result);
/* X25519(scalar, 9): the public value of a private one. */
WARN_UNUSED Worked *explain_x25519_public(const Operand *scalar, const char *result);

#endif
