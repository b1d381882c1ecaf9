/* RSA (RFC 8017). */
#ifndef TLSTEPS_MATH_RSA_H
#define TLSTEPS_MATH_RSA_H

#include "crypto/hash.h"
#include "math/modular.h"

typedef struct RsaPublic {
    mpz_t n, e;
} RsaPublic;
typedef struct RsaPrivate {
    mpz_t n, e, d, p, q, dp, dq, qinv;
} RsaPrivate;

void rsa_public_init(RsaPublic *key);
void rsa_public_clear(RsaPublic *key);
void rsa_private_init(RsaPrivate *key);
void rsa_private_clear(RsaPrivate *key);                    /* wipes */
WARN_UNUSED Error rsa_public_check(const RsaPublic *key);   /* odd n, odd e > 1 … */
WARN_UNUSED Error rsa_private_check(const RsaPrivate *key); /* n = pq, de = 1 mod lcm, CRT numbers; ERROR_BAD_KEY */
size_t rsa_size(const mpz_t n);                             /* k, length of the modulus in bytes */
WARN_UNUSED Error rsa_generate(RsaPrivate *out, unsigned bits, unsigned long e, Random *random, const char *name);

/* m^e mod n; ERROR_VALUE_TOO_LARGE for m >= n. */
WARN_UNUSED Error rsa_public_apply(mpz_t out, const mpz_t in, const RsaPublic *key);
/* c^d mod n with CRT, blinded with values of the operating system, the result checked against e (a fault would give
 * away the key). */
WARN_UNUSED Error rsa_private_apply(mpz_t out, const mpz_t in, const RsaPrivate *key);

/* PKCS #1 v1.5 encryption (RFC 8017 §7.2). Appends k bytes. Padding bytes are drawn as `name`. */
WARN_UNUSED Error rsa_pkcs1_encrypt(Buffer *out, const RsaPublic *key, Bytes message, Random *random, const char *name);
/* Appends the message; ERROR_BAD_PADDING, ERROR_WRONG_LENGTH. What a TLS server must not tell apart is the caller's
 * task. */
WARN_UNUSED Error rsa_pkcs1_decrypt(Buffer *out, const RsaPrivate *key, Bytes ciphertext);

/* PKCS #1 v1.5 signature over a digest of `hash` (RFC 8017 §8.2). Appends k bytes. */
WARN_UNUSED Error rsa_pkcs1_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest);
WARN_UNUSED Error rsa_pkcs1_verify(const RsaPublic *key, HashId hash, Bytes digest,
                                   Bytes signature); /* ERROR_BAD_SIGNATURE */
/* PSS with MGF1 of the same hash (RFC 8017 §8.1). The salt is drawn as `name`. */
WARN_UNUSED Error rsa_pss_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest, size_t salt_size,
                               Random *random, const char *name);
WARN_UNUSED Error rsa_pss_verify(const RsaPublic *key, HashId hash, Bytes digest, size_t salt_size, Bytes signature);

#endif
