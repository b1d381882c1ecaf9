/* Modular exponentiation by squaring and multiplying, the exponent's bits from the top (RFC 8017 §5.1.1 needs one). */
#ifndef TLSTEPS_EXPLAIN_POWER_H
#define TLSTEPS_EXPLAIN_POWER_H

#include "explain/language/worked.h"

/* base^exponent mod modulus; NULL for a negative exponent and a modulus below 1. The names are used in the formulas. */
WARN_UNUSED Worked *explain_power(const Operand *base, const Operand *exponent, const Operand *modulus);

/* Opens a row whose operands are base, exponent and modulus: "m^e mod n". */
Worked *explain_power_row(const Row *row);

#endif
