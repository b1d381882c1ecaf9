/*
 * RSASSA-PSS row by row (RFC 8017 §8.1), with MGF1 and one hash function for all. Names as in RFC 8017 §9.1: M the
 * message, mHash its digest, EM the encoded message, of emBits bits, one fewer than n has.
 */
#ifndef TLSTEPS_EXPLAIN_PSS_H
#define TLSTEPS_EXPLAIN_PSS_H

#include "explain/language/worked.h"
#include "math/rsa.h"

/* The signature S of a message with a salt; NULL where the modulus has no room, and for the two hash functions of TLS
   1.0 together, which PSS does not have. */
WARN_UNUSED Worked *explain_pss_sign(const RsaPrivate *key, HashId hash, Bytes message, Bytes salt);
/* The other way, for a salt of `salt_size` bytes. The last row is 1 where it verifies; where something else is found
   out on the way, the rows end there, with 0. NULL as above, and for a signature that is not of n's length or not below
   n. */
WARN_UNUSED Worked *explain_pss_verify(const RsaPublic *key, HashId hash, Bytes message, size_t salt_size,
                                       Bytes signature);

#endif
