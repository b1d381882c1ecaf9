/*
 * Public keys as certificates carry them (SubjectPublicKeyInfo: RFC 3279 §2.3.1 for RSA, RFC 5480 §2 for elliptic
 * curves), and the signatures that they verify.
 */
#ifndef TLSTEPS_X509_PUBLIC_KEY_H
#define TLSTEPS_X509_PUBLIC_KEY_H

#include "base/cursor.h"
#include "crypto/hash.h"
#include "math/curve.h"
#include "math/rsa.h"

typedef enum KeyKind { KEY_UNKNOWN, KEY_RSA, KEY_EC } KeyKind;
/* "RSA", "EC", "unknown" */
const char *key_kind_name(KeyKind kind);

typedef struct PublicKey {
    KeyKind kind;       /* KEY_UNKNOWN: of an algorithm or on a curve that is not known here; cannot be used */
    RsaPublic rsa;      /* KEY_RSA */
    const Curve *curve; /* KEY_EC: a named curve, not owned */
    Point point;        /* KEY_EC: checked to be on the curve */
} PublicKey;

void public_key_init(PublicKey *key);
void public_key_clear(PublicKey *key);
/* The size that its strength goes by: bits of the RSA modulus, or of the curve's order; 0 for an unknown kind. */
unsigned public_key_bits(const PublicKey *key);

/* Reads a SubjectPublicKeyInfo. An RSA key that cannot be one is ERROR_BAD_KEY; a point that is not on its curve the
   error of curve_point_decode. `key` is initialised, and set. */
bool public_key_decode_fields(Cursor *cursor, const char *name, PublicKey *key);

typedef enum SignatureKind { SIGNATURE_UNKNOWN, SIGNATURE_RSA_PKCS1, SIGNATURE_RSA_PSS, SIGNATURE_ECDSA } SignatureKind;

typedef struct SignatureAlgorithm {
    SignatureKind kind; /* SIGNATURE_UNKNOWN: not known here, cannot be verified */
    HashId hash;
    size_t salt_size; /* of PSS, in bytes */
    Bytes oid;        /* contents octets, for its name */
} SignatureAlgorithm;

/* Reads an AlgorithmIdentifier of a signature (RFC 4055 §5 and §3.1, RFC 5758 §3). PSS whose two hashes differ is
   SIGNATURE_UNKNOWN. */
bool signature_algorithm_decode_fields(Cursor *cursor, const char *name, SignatureAlgorithm *out);
/* The same, and *octets gets the element itself. */
bool signature_algorithm_decode_octets(Cursor *cursor, const char *name, SignatureAlgorithm *out, Bytes *octets);
/* Reads the BIT STRING that holds a signature; r and s of an ECDSA signature get their names (RFC 3279 §2.2.3). Whether
   it is right is asked by signature_verify. */
bool signature_value_decode_fields(Cursor *cursor, const char *name, const SignatureAlgorithm *algorithm, Bytes *out);
/* Reads what stands behind the signed part of certificates and revocation lists: "signatureAlgorithm", which has to be
   `inner`, the octets of the one inside (ERROR_BAD_CERTIFICATE), and "signatureValue". */
bool signature_tail_decode_fields(Cursor *cursor, Bytes inner, SignatureAlgorithm *algorithm, Bytes *signature);
/* Appends "sha256WithRSAEncryption", "RSASSA-PSS with sha256", "ecdsa-with-SHA384", or a dotted identifier. */
void signature_algorithm_append_name(Buffer *out, const SignatureAlgorithm *algorithm);

/* ERROR_BAD_SIGNATURE; ERROR_UNSUPPORTED_ALGORITHM where algorithm or key are unknown or do not go together. */
WARN_UNUSED Error signature_verify(const PublicKey *key, const SignatureAlgorithm *algorithm, Bytes data,
                                   Bytes signature);

#endif
