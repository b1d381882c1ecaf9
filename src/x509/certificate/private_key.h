/* Private keys from files: PKCS #8 (RFC 5958; of RSA-PSS RFC 4055 §3.1), PKCS #1 (RFC 8017 §A.1.2) and SEC 1 (RFC
 * 5915), not encrypted. */
#ifndef TLSTEPS_X509_PRIVATE_KEY_H
#define TLSTEPS_X509_PRIVATE_KEY_H

#include "x509/certificate/public_key.h"
#include "x509/certificate/refusal.h"

typedef struct PrivateKey {
    KeyKind kind;       /* KEY_UNKNOWN: none yet */
    RsaPrivate rsa;     /* KEY_RSA, KEY_RSA_PSS */
    const Curve *curve; /* KEY_EC: a named curve, not owned */
    mpz_t d;            /* KEY_EC: the private number */
    Point point;        /* KEY_EC: d times the base point */
} PrivateKey;

void private_key_init(PrivateKey *key);
void private_key_clear(PrivateKey *key); /* wipes */

/* Sets an initialised key from DER; which of the three structures it is shows in the bytes. `tree` may be NULL.
   ERROR_BAD_DER, ERROR_BAD_KEY for numbers that do not belong together, ERROR_UNSUPPORTED_KEY for another algorithm or
   curve, ERROR_UNSUPPORTED_ALGORITHM for a later version of the structure. On error the key stays of kind KEY_UNKNOWN.
 */
WARN_UNUSED Error private_key_decode(PrivateKey *out, Bytes der, FieldTree *tree);
/* The first private key of a file: PEM (blocks of other labels are passed over), or DER. Besides: ERROR_BAD_PEM, also
   where there is no key; ERROR_ENCRYPTED_KEY. On error `refusal` (may be NULL) says why: it is cleared first, and by
   the caller at last. */
WARN_UNUSED Error private_key_decode_file(PrivateKey *out, Refusal *refusal, Bytes file);

/* The public key that belongs to the private one, without limits; `out` is initialised. */
void private_key_to_public(PublicKey *out, const PrivateKey *key);
/* True where the public key belongs to the private one. */
bool private_key_matches(const PrivateKey *key, const PublicKey *public_key);

#endif
