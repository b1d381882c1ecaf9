/* Signature schemes of TLS 1.2: algorithm and hash, by the names of the IANA registry. */
#ifndef TLSTEPS_TLS_SIGNATURE_H
#define TLSTEPS_TLS_SIGNATURE_H

#include "crypto/hash.h"
#include "crypto/random.h"
#include "x509/certificate.h"
#include "x509/private_key.h"

typedef enum SignatureKind { SIGNATURE_RSA_PKCS1, SIGNATURE_RSA_PSS, SIGNATURE_ECDSA } SignatureKind;

typedef struct SignatureScheme {
    uint16_t id;
    const char
        *name; /* "rsa_pkcs1_sha256", "ecdsa_secp256r1_sha256" (in TLS 1.2 the curve is not bound, RFC 8446 §4.2.3) */
    SignatureKind kind;
    HashId hash;
} SignatureScheme;

const SignatureScheme *signature_scheme_by_id(uint16_t id);
const SignatureScheme *signature_scheme_find(const char *name);
const SignatureScheme *signature_scheme_at(int index);
/* Name of any number in the registry; NULL where unknown. */
const char *signature_scheme_name_of_id(uint16_t id);

/* Signs the concatenation of `parts`; appends the signature. */
WARN_UNUSED Error signature_make(Buffer *out, const SignatureScheme *scheme, const PrivateKey *key, Bytes data,
                                 Random *random, const char *name);
/* ERROR_BAD_SIGNATURE; ERROR_ILLEGAL_PARAMETER where the scheme does not go with the certificate's key. */
WARN_UNUSED Error signature_check(const SignatureScheme *scheme, const Certificate *certificate, Bytes data,
                                  Bytes signature);

#endif
