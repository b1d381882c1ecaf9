/* What signing, verifying and nonces share, for this room alone. */
#ifndef TLSTEPS_EXPLAIN_ECDSA_ROWS_H
#define TLSTEPS_EXPLAIN_ECDSA_ROWS_H

#include "explain/language/list.h"
#include "math/ecdsa.h"

/* Gives the list the curve (a, p, n, G) and the message, and adds h, the message's hash, and z, the number that is
   signed: its leftmost bits, as many as n has (RFC 6979 §2.3.2, bits2int). */
void ecdsa_rows_digest(List *list, const Curve *curve, HashId hash, const Operand *message);
/* Adds the rows of RFC 6979 §3.2 up to candidate `attempt` of those in range, which is called `result`. The list has d
   and the rows of ecdsa_rows_digest. */
void ecdsa_rows_nonce(List *list, const Curve *curve, HashId hash, unsigned attempt, const char *result);
/* The formula of bits2int for `name`, which is `size` bytes, in `arena`. */
const char *ecdsa_bits_formula(Arena *arena, const Curve *curve, const char *name, size_t size);

#endif
