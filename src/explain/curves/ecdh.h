/* Elliptic curve Diffie-Hellman (RFC 8422 §5.10): public values and the shared secret. X25519 is in x25519.h. */
#ifndef TLSTEPS_EXPLAIN_ECDH_H
#define TLSTEPS_EXPLAIN_ECDH_H

#include "explain/language/worked.h"
#include "math/curve.h"

/* What one side sends: result = x·G, encoded. `x` is a number or the bytes of one; NULL unless it is in 1 … n-1. */
WARN_UNUSED Worked *explain_ecdh_public(const Curve *curve, const Operand *x, const char *result);
/* What one side comes to: the x coordinate of x·Y, Y being the other's encoded point, which is seen to be on the curve
   before. NULL where ecdh_shared or curve_point_decode finds a fault. */
WARN_UNUSED Worked *explain_ecdh_shared(const Curve *curve, const Operand *x, const Operand *y, const char *result);
/* The whole exchange: client's a and server's b, their points on the wire, and the shared secret on either side. */
WARN_UNUSED Worked *explain_ecdh(const Curve *curve, const mpz_t a, const mpz_t b);

#endif
