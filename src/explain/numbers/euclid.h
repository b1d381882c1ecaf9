/*
 * Euclid's algorithm, extended: each remainder is also written as a sum of multiples of the two numbers that it begins
 * with. So it gives the greatest common divisor, and where that is 1 the inverse of one number modulo the other.
 *
 *     r0 = a, r1 = b;   qk = r(k-1) div rk,   r(k+1) = r(k-1) - qk · rk,   and s and t with the same qk,
 *     so that rk = a · sk + b · tk in every row
 */
#ifndef TLSTEPS_EXPLAIN_EUCLID_H
#define TLSTEPS_EXPLAIN_EUCLID_H

#include "explain/language/worked.h"

/* The greatest common divisor of two numbers and the multiples of them whose sum it is; NULL where one is negative. */
WARN_UNUSED Worked *explain_euclid(const Operand *a, const Operand *b);
/* x^-1 mod n, under the name `result`; NULL where there is none. x may be negative and above n. */
WARN_UNUSED Worked *explain_inverse(const Operand *x, const Operand *n, const char *result);

/* Opens a row whose operands are x and n: "x^-1 mod n". */
Worked *explain_inverse_row(const Row *row);

#endif
