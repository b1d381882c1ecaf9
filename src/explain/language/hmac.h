/* HMAC: a hash over the key and the message, and another over the key and that (RFC 2104 §2). */
#ifndef TLSTEPS_EXPLAIN_HMAC_H
#define TLSTEPS_EXPLAIN_HMAC_H

#include "explain/language/worked.h"

/* Opens a row whose formula is an HMAC and nothing besides, the key being one of its operands:
   "HMAC-SHA-256(secret, A1 ‖ seed)". */
Worked *explain_hmac_row(const Row *row);

#endif
