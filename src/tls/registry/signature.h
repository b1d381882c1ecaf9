/*
 * Signature schemes of TLS 1.2 (RFC 5246 §4.7, §7.4.1.4.1; PSS in TLS 1.2: RFC 8446 §4.2.3): what is hashed how and
 * signed by which algorithm, under the names of IANA's registry.
 */
#ifndef TLSTEPS_TLS_SIGNATURE_H
#define TLSTEPS_TLS_SIGNATURE_H

#include "crypto/hash.h"
#include "crypto/random.h"
#include "tls/registry/registered.h"
#include "x509/certificate/certificate.h"
#include "x509/certificate/private_key.h"
#include "x509/path/validate.h"

typedef struct SignatureScheme {
    uint16_t id;
    const char *name;   /* "rsa_pkcs1_sha256"; "ecdsa_secp256r1_sha256", whose curve does not bind in TLS 1.2 */
    SignatureKind kind; /* SIGNATURE_RSA_PKCS1, SIGNATURE_RSA_PSS or SIGNATURE_ECDSA */
    KeyKind key;        /* that makes them */
    HashId hash;
} SignatureScheme;

/* The scheme of a number, of a name, or at a place of the list (in order of preference); NULL for none. Static. */
const SignatureScheme *signature_scheme_by_id(uint16_t id);
const SignatureScheme *signature_scheme_find(const char *name);
const SignatureScheme *signature_scheme_at(int index);
/* Name of any number in the registry, and of RFC 5246's other pairs of hash and algorithm; NULL where unknown. */
const char *signature_scheme_name_of_id(uint16_t id);
/* What IANA's registry has under a name that signature_scheme_find does not find. */
Registered signature_scheme_registered(const char *name);

/* The scheme that goes without saying before TLS 1.2: of an RSA key MD5 and SHA-1 together, signed without a DigestInfo
   (RFC 4346 §4.7; "rsa_pkcs1_md5_sha1", a name that no registry has), of an EC key ecdsa_sha1 (RFC 8422 §5.4). NULL for
   other keys. Static. */
const SignatureScheme *signature_scheme_implied(KeyKind kind);

/* The number of the scheme that a certificate is signed by, with a key of the kind `signer`, also of one that is not in
   the list; 0 where TLS has none. The salt of PSS does not matter. */
uint16_t signature_scheme_id_of(const SignatureAlgorithm *algorithm, KeyKind signer);
/* All schemes of the list as path validation asks for them, accepted where their numbers are among `listed` (u16 each).
   Returns how many. */
enum { SIGNATURE_SCHEMES_MAX = 64 };
size_t signature_schemes_of_certificates(X509Scheme out[static SIGNATURE_SCHEMES_MAX], Bytes listed);
/* True where a key of this kind makes signatures of the scheme. */
bool signature_scheme_suits(const SignatureScheme *scheme, KeyKind kind);

/* Hashes `data`, signs the digest and appends the signature: k bytes for an RSA key, DER for ECDSA. Random parts (the
   salt of PSS, the nonce of ECDSA) are drawn from `random` as `name`. ERROR_ILLEGAL_PARAMETER where the scheme does not
   go with the key; ERROR_VALUE_TOO_LARGE or the like where an RSA key is too short for it. */
WARN_UNUSED Error signature_make(Buffer *out, const SignatureScheme *scheme, const PrivateKey *key, Bytes data,
                                 Random *random, const char *name);
/* Appends what was drawn for a signature that `key` made of `data`, for whoever tells of it: the nonce of ECDSA, a
   number without leading zeros; the salt of PSS; nothing for PKCS #1 v1.5. */
void signature_recover_drawn(Buffer *out, const SignatureScheme *scheme, const PrivateKey *key, Bytes data,
                             Bytes signature);
/* ERROR_BAD_SIGNATURE; ERROR_ILLEGAL_PARAMETER where the scheme does not go with the certificate's key. */
WARN_UNUSED Error signature_check(const SignatureScheme *scheme, const Certificate *certificate, Bytes data,
                                  Bytes signature);

#endif
