/*
 * RSA (RFC 8017): keys, the two primitives, encryption and signatures of PKCS #1 v1.5, and PSS.
 *
 * Numbers as in RFC 8017 §2: n = pq the modulus, k its length in bytes, e the public and d the private exponent, with
 * e·d = 1 modulo lcm(p-1, q-1). The private operation goes by the Chinese remainder theorem.
 *
 * The primitives take a modulus of any size, also one for paper (n = 3233, e = 17). The encodings need room: 11 bytes
 * more than the message, or than 19 bytes and the digest.
 */
#ifndef TLSTEPS_MATH_RSA_H
#define TLSTEPS_MATH_RSA_H

#include "crypto/hash.h"
#include "math/modular.h"

/* Of a modulus, in bits: what rsa_generate makes, and the most that rsa_public_check lets pass. */
enum { RSA_BITS_MIN = 512, RSA_BITS_MAX = 16384 };

typedef struct RsaPublic {
    mpz_t n, e;
} RsaPublic;

/* dp = d mod p-1, dq = d mod q-1, qinv = 1/q mod p. Not to be copied as a struct. */
typedef struct RsaPrivate {
    mpz_t n, e, d, p, q, dp, dq, qinv;
    struct RsaBlinding *blinding; /* rsa_private_apply's own, which changes at each use of the key */
} RsaPrivate;

/* The caller owns a key's numbers: init, then set them or have them set, and clear in the end. */
void rsa_public_init(RsaPublic *key);
void rsa_public_clear(RsaPublic *key);
void rsa_private_init(RsaPrivate *key);
void rsa_private_clear(RsaPrivate *key); /* wipes */

/*
 * Whether the numbers can be a public key: an odd n > e and an odd e >= 3. ERROR_VALUE_TOO_SMALL for an exponent below
 * 3; ERROR_VALUE_TOO_LARGE for an exponent not below n, for a modulus above RSA_BITS_MAX, and for an exponent of more
 * than 64 bits with a modulus of more than 3072 (that is so slow that only an attacker would choose it); ERROR_BAD_KEY
 * where n or e is even. Whether n is the product of two primes nobody can see.
 */
WARN_UNUSED Error rsa_public_check(const RsaPublic *key);
/*
 * Whether the numbers belong together (RFC 8017 §3.2): the public part as above, n = pq, e·d = 1 modulo p-1 and q-1,
 * and dp, dq, qinv as they have to be; else ERROR_BAD_KEY. Fast, because it is done with every key that is loaded: that
 * p and q are prime is not tested (prime_check does), but rsa_private_apply gives no wrong result away.
 */
WARN_UNUSED Error rsa_private_check(const RsaPrivate *key);

/* k: bytes of a modulus, and of every ciphertext and signature. */
size_t rsa_size(const mpz_t n);

/*
 * The key of two primes, of any size: a learner's, too. ERROR_NOT_PRIME where p or q is not prime, ERROR_BAD_KEY where
 * they are equal or one is 2, ERROR_VALUE_TOO_SMALL for e < 3, ERROR_VALUE_TOO_LARGE for e not below n,
 * ERROR_NOT_INVERTIBLE where e shares a factor with p-1 or q-1 and so has no d. The larger prime becomes p. `out` is
 * initialised, and p, q and e are not among its numbers, which mean nothing after an error.
 */
WARN_UNUSED Error rsa_private_from_primes(RsaPrivate *out, const mpz_t p, const mpz_t q, const mpz_t e);

/*
 * Makes a key with a modulus of exactly `bits` bits (RSA_BITS_MIN to RSA_BITS_MAX, else ERROR_VALUE_TOO_SMALL,
 * _TOO_LARGE) as FIPS 186-5 appendix A.1 asks: p and q random primes, far apart, with p-1 and q-1 coprime to e, and d,
 * taken modulo lcm(p-1, q-1), longer than half the modulus. e is odd and at least 3 (ERROR_VALUE_TOO_SMALL,
 * ERROR_BAD_KEY where even). The primes are drawn as NAME.prime1 and NAME.prime2, candidates named as by number_random.
 */
WARN_UNUSED Error rsa_generate(RsaPrivate *out, unsigned bits, unsigned long e, Random *random, const char *name);

/* RSAEP and RSAVP1 (RFC 8017 §5.1.1, §5.2.2): in^e mod n. ERROR_VALUE_TOO_SMALL for in < 0, ERROR_VALUE_TOO_LARGE for
   in >= n. `out` may be `in`. The key is one that rsa_public_check let pass. */
WARN_UNUSED Error rsa_public_apply(mpz_t out, const mpz_t in, const RsaPublic *key);
/*
 * RSADP and RSASP1 (RFC 8017 §5.1.2, §5.2.1): in^d mod n. Errors as above; the key is one that rsa_private_check let
 * pass. Blinded with a value of the operating system, so that the time taken says nothing about `in`. The result is
 * checked against e, because a single wrong one (a fault in one half of the computation) gives the factors of n away:
 * ERROR_BAD_KEY, and `out` is left as it was.
 */
WARN_UNUSED Error rsa_private_apply(mpz_t out, const mpz_t in, const RsaPrivate *key);

/*
 * RSAES-PKCS1-v1_5 (RFC 8017 §7.2): encrypts 00 02 PADDING 00 MESSAGE and appends the k bytes. ERROR_WRONG_LENGTH for a
 * message of more than k - 11 bytes. The padding is drawn as `name`, zeros dropped, what is missing as NAME.1, NAME.2,
 * …
 */
WARN_UNUSED Error rsa_pkcs1_encrypt(Buffer *out, const RsaPublic *key, Bytes message, Random *random, const char *name);
/* Its two halves, for whoever shows what is encrypted: the k bytes 00 02 PADDING 00 MESSAGE, and these to the power e.
 */
WARN_UNUSED Error rsa_pkcs1_pad(Buffer *out, const RsaPublic *key, Bytes message, Random *random, const char *name);
WARN_UNUSED Error rsa_pkcs1_encrypt_padded(Buffer *out, const RsaPublic *key, Bytes padded);
/*
 * Appends the message. ERROR_WRONG_LENGTH for a ciphertext that is not k bytes long, ERROR_VALUE_TOO_LARGE for one not
 * below n, ERROR_BAD_PADDING where what comes out has another form. A protocol that tells its peer which of these it
 * was, or that it was one at all, decrypts for him (RFC 5246 §7.4.7.1): to hide that is the caller's task.
 */
WARN_UNUSED Error rsa_pkcs1_decrypt(Buffer *out, const RsaPrivate *key, Bytes ciphertext);

/*
 * RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) over a digest of `hash`; k bytes are appended. ERROR_WRONG_LENGTH where the digest
 * is not of that hash's size or the modulus has no room for it.
 */
WARN_UNUSED Error rsa_pkcs1_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest);
/*
 * Builds the encoding that the signature should be of and compares: nothing is parsed, so nothing can be slipped in.
 * The DigestInfo has its NULL parameters; one without them is refused. ERROR_WRONG_LENGTH as above, and
 * ERROR_BAD_SIGNATURE for everything that is wrong with the signature, its length included.
 */
WARN_UNUSED Error rsa_pkcs1_verify(const RsaPublic *key, HashId hash, Bytes digest, Bytes signature);
/* What stands in front of a digest to be signed: the DER of DigestInfo, which names the hash function (RFC 8017 §9.2
   note 1); nothing for HASH_MD5_SHA1. Static. */
Bytes rsa_pkcs1_digest_info(HashId hash);

/*
 * RSASSA-PSS (RFC 8017 §8.1) with MGF1, `hash` for both, and a salt of `salt_size` bytes, drawn as `name`. Errors as
 * with PKCS #1 v1.5.
 */
WARN_UNUSED Error rsa_pss_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest, size_t salt_size,
                               Random *random, const char *name);
/* Accepts a salt of exactly `salt_size` bytes. */
WARN_UNUSED Error rsa_pss_verify(const RsaPublic *key, HashId hash, Bytes digest, size_t salt_size, Bytes signature);
/* The same, and appends the salt, which the signature gives away to whoever verifies it. */
WARN_UNUSED Error rsa_pss_recover_salt(Buffer *out, const RsaPublic *key, HashId hash, Bytes digest, size_t salt_size,
                                       Bytes signature);

#endif
