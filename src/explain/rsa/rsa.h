/*
 * RSA in the numbers themselves (RFC 8017 §3 to §5), of any size: textbook RSA, for paper, and the core of what TLS
 * does. Paddings are in pkcs1.h and pss.h. Names as in RFC 8017 §2.
 */
#ifndef TLSTEPS_EXPLAIN_RSA_H
#define TLSTEPS_EXPLAIN_RSA_H

#include "explain/language/list.h"
#include "math/rsa.h"

/* From two primes to the key: n, d by Euclid, and dP, dQ, qInv. NULL where rsa_private_from_primes finds a fault. */
WARN_UNUSED Worked *explain_rsa_key(const mpz_t p, const mpz_t q, const mpz_t e);

/* c = m^e mod n; NULL unless 0 ≤ m < n. */
WARN_UNUSED Worked *explain_rsa_encrypt(const RsaPublic *key, const mpz_t m);
/* m = c^d mod n; NULL unless 0 ≤ c < n. */
WARN_UNUSED Worked *explain_rsa_decrypt(const RsaPrivate *key, const mpz_t c);
/* The same modulo p and modulo q, and both put together. */
WARN_UNUSED Worked *explain_rsa_decrypt_by_remainders(const RsaPrivate *key, const mpz_t c);
/* s = m^d mod n, and m again from s; NULL unless 0 ≤ m < n. */
WARN_UNUSED Worked *explain_rsa_sign(const RsaPrivate *key, const mpz_t m);

/* For this room: the rows of power = base^d mod n by remainders, among those of a longer list. */
void rsa_given_private(List *list, const RsaPrivate *key);
void rsa_rows_private(List *list, const char *power, const char *base);

#endif
