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

/* KEY_RSA_PSS: an RSA key that signs with PSS and does nothing else (id-RSASSA-PSS, RFC 4055 §3.1). */
typedef enum KeyKind { KEY_UNKNOWN, KEY_RSA, KEY_RSA_PSS, KEY_EC } KeyKind;
/* "RSA", "RSA-PSS", "EC", "unknown" */
const char *key_kind_name(KeyKind kind);
/* True for both kinds whose numbers are those of RSA. */
bool key_kind_is_rsa(KeyKind kind);

/* RSASSA-PSS-params (RFC 4055 §3.1): of a signature how it was made, of a key how its signatures have to be made. */
typedef struct PssParameters {
    bool known; /* false: two hashes that differ, a hash or a trailer that is not known here; cannot be used */
    HashId hash;
    size_t salt_size; /* in bytes; of a key the least */
} PssParameters;

typedef struct PublicKey {
    KeyKind kind;        /* KEY_UNKNOWN: of an algorithm or on a curve that is not known here; cannot be used */
    RsaPublic rsa;       /* KEY_RSA, KEY_RSA_PSS */
    bool pss_is_limited; /* KEY_RSA_PSS: to signatures made as `pss` says; otherwise all are good */
    PssParameters pss;
    const Curve *curve; /* KEY_EC: a named curve, not owned */
    Point point;        /* KEY_EC: checked to be on the curve */
} PublicKey;

void public_key_init(PublicKey *key);
void public_key_clear(PublicKey *key);
/* The size that its strength goes by: bits of the RSA modulus, or of the curve's order; 0 for an unknown kind. */
unsigned public_key_bits(const PublicKey *key);

/* Reads them where they are the next element. */
bool pss_parameters_decode_fields(Cursor *cursor, PssParameters *out);

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

/* True where an RSA key may make such a PSS signature: any that is not limited, and of one that is those with its hash
   and at least its salt (RFC 4055 §3.3). */
bool public_key_allows_pss(const PublicKey *key, HashId hash, size_t salt_size);
/* ERROR_BAD_SIGNATURE; ERROR_UNSUPPORTED_ALGORITHM where algorithm or key are unknown or do not go together. */
WARN_UNUSED Error signature_verify(const PublicKey *key, const SignatureAlgorithm *algorithm, Bytes data,
                                   Bytes signature);

#endif
