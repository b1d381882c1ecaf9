/*
 * The Chinese remainder theorem: the one number below the product of moduli that leaves given remainders, found one
 * modulus after the other (Garner, as RFC 8017 §5.1.2 step 2.b does it).
 */
#ifndef TLSTEPS_EXPLAIN_CRT_H
#define TLSTEPS_EXPLAIN_CRT_H

#include "explain/language/worked.h"

/* x with x = remainders[i] modulo moduli[i], all of them at least 2 and without a common factor, else NULL. The names
   of the operands are used in the formulas. */
WARN_UNUSED Worked *explain_crt(const Operand *remainders, const Operand *moduli, size_t count);

#endif
