/*
 * PKCS #1 v1.5 row by row: encryption (RFC 8017 §7.2), whose padding is made, and taken off again byte by byte; and
 * signatures (§8.2), whose padding holds a DigestInfo. Names as there: M the message, EM the padded block of k bytes,
 * PS the padding string.
 */
#ifndef TLSTEPS_EXPLAIN_PKCS1_H
#define TLSTEPS_EXPLAIN_PKCS1_H

#include "explain/language/worked.h"
#include "math/rsa.h"

/* The block EM of a message and a padding string, whose lengths have to fit (k - 3 together, PS at least 8), else
   NULL. */
WARN_UNUSED Worked *explain_pkcs1_pad(size_t k, Bytes message, Bytes padding_string);
/* The ciphertext C of a block: k bytes and below n, else NULL. */
WARN_UNUSED Worked *explain_pkcs1_encrypt(const RsaPublic *key, Bytes padded);
/* The block again, by the Chinese remainder theorem; NULL for a ciphertext that is not k bytes long or not below n. */
WARN_UNUSED Worked *explain_pkcs1_decrypt(const RsaPrivate *key, Bytes ciphertext);
/* M in a block. Where the block has another form the rows end with the comparison that fails, as 0. NULL for a block
   of fewer than 11 bytes. */
WARN_UNUSED Worked *explain_pkcs1_unpad(Bytes padded);

/* Both: M out of a ciphertext. */
WARN_UNUSED Worked *explain_pkcs1_open(const RsaPrivate *key, Bytes ciphertext);

/* The signature S of a message; NULL where the modulus has no room for the digest. */
WARN_UNUSED Worked *explain_pkcs1_sign(const RsaPrivate *key, HashId hash, Bytes message);
/* The other way: the block in a signature compared with the one it should be of; the last row is 1 where they are
   equal. NULL where the modulus has no room for the digest, and for a signature that is not k bytes long or not below
   n. */
WARN_UNUSED Worked *explain_pkcs1_verify(const RsaPublic *key, HashId hash, Bytes message, Bytes signature);

#endif
