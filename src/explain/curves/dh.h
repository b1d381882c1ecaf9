/* Diffie-Hellman in a finite field: both sides' public values, and that both come to the same secret (RFC 5246
   §8.1.2). */
#ifndef TLSTEPS_EXPLAIN_DH_H
#define TLSTEPS_EXPLAIN_DH_H

#include "explain/language/worked.h"

/* The whole exchange: client's a and server's b, A and B on the wire, and Z on either side. NULL for a p below 1 or a
   negative private value. */
WARN_UNUSED Worked *explain_dh(const mpz_t p, const mpz_t g, const mpz_t a, const mpz_t b);

#endif
