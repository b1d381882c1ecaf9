/*
 * Discrete logarithms, found: the x with g^x = Y modulo p, by trying one x after the other, and by a table of baby
 * steps and giant steps over it (Shanks), which takes the root of the work and as much memory. Each row is one product,
 * so that the rows count the work.
 */
#ifndef TLSTEPS_EXPLAIN_LOGARITHM_H
#define TLSTEPS_EXPLAIN_LOGARITHM_H

#include "explain/language/worked.h"

/* The longest table of baby steps: 16 MiB, while it is searched. */
enum { LOGARITHM_TABLE_MAX = 1 << 20 };

/* The powers of g up to the one that is Y, as many as tries, and x. NULL where none of `limit` tries finds it, for a p
   below 2 and for negative numbers. */
WARN_UNUSED Worked *explain_logarithm(const mpz_t p, const mpz_t g, const mpz_t y, size_t limit);
/* With m the root of p - 1, rounded up: the powers of g up to g^(m-1), then Y, Y · g^-m, Y · g^-2m … until one is among
   them. NULL where none is, where m would be above LOGARITHM_TABLE_MAX, and where g has no inverse modulo p. */
WARN_UNUSED Worked *explain_logarithm_by_steps(const mpz_t p, const mpz_t g, const mpz_t y);

#endif
