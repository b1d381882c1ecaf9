#include "tls/registry/signature.h"

#include <assert.h>
#include <string.h>

#include "math/ecdsa.h"
#include "tls/registry/grease.h"

static const SignatureScheme schemes[] = {
#define SIGNATURE(id, name, kind, key, hash) {id, name, SIGNATURE_##kind, KEY_##key, HASH_##hash},
#include "tls/registry/signatures.def"
#undef SIGNATURE
};

static const struct {
    uint16_t id;
    const char *name;
    Registered registered;
} other_names[] = {
#define SIGNATURE_NAME(id, name)     {id, name, REGISTERED_OTHER},
#define SIGNATURE_NAME_1_3(id, name) {id, name, REGISTERED_TLS_1_3},
#include "tls/registry/signature_names.def"
#undef SIGNATURE_NAME
#undef SIGNATURE_NAME_1_3
};

const SignatureScheme *signature_scheme_by_id(uint16_t id)
{
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (schemes[i].id == id)
            return &schemes[i];
    return NULL;
}

const SignatureScheme *signature_scheme_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strcmp(schemes[i].name, name) == 0)
            return &schemes[i];
    return NULL;
}

const SignatureScheme *signature_scheme_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(schemes) ? &schemes[index] : NULL;
}

const SignatureScheme *signature_scheme_implied(KeyKind kind)
{
    static const SignatureScheme rsa = {0, "rsa_pkcs1_md5_sha1", SIGNATURE_RSA_PKCS1, KEY_RSA, HASH_MD5_SHA1};
    if (kind == KEY_RSA)
        return &rsa;
    return kind == KEY_EC ? signature_scheme_find("ecdsa_sha1") : NULL;
}

const char *signature_scheme_name_of_id(uint16_t id)
{
    const SignatureScheme *scheme = signature_scheme_by_id(id);
    if (scheme)
        return scheme->name;
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (other_names[i].id == id)
            return other_names[i].name;
    return grease_name(id);
}

static bool is_listed(uint16_t id, Bytes listed)
{
    for (size_t at = 0; at + 2 <= listed.size; at += 2)
        if (bytes_read_number(listed.data + at, 2) == id)
            return true;
    return false;
}

size_t signature_schemes_of_certificates(X509Scheme out[static SIGNATURE_SCHEMES_MAX], Bytes listed)
{
    const SignatureScheme *scheme;
    size_t count = 0;
    for (int i = 0; (scheme = signature_scheme_at(i)) && count < SIGNATURE_SCHEMES_MAX; i++)
        out[count++] =
            (X509Scheme){scheme->name, scheme->kind, scheme->key, scheme->hash, is_listed(scheme->id, listed)};
    return count;
}

/* RFC 5246 §7.4.1.4.1: hash and algorithm are a byte each; RFC 8446 §4.2.3 numbers PSS in the order of the hashes. */
uint16_t signature_scheme_id_of(const SignatureAlgorithm *algorithm, KeyKind signer)
{
    static const uint8_t numbers[HASH_COUNT] = {
        [HASH_SHA1] = 2, [HASH_SHA224] = 3, [HASH_SHA256] = 4, [HASH_SHA384] = 5, [HASH_SHA512] = 6};
    enum { OF_SHA256 = 4, RSAE_SHA256 = 0x0804, PSS_SHA256 = 0x0809 };
    uint8_t hash = algorithm->kind == SIGNATURE_UNKNOWN ? 0 : numbers[algorithm->hash];
    if (hash == 0)
        return 0;
    switch (algorithm->kind) {
    case SIGNATURE_RSA_PKCS1:
        return (uint16_t)(hash << 8 | 1);
    case SIGNATURE_ECDSA:
        return (uint16_t)(hash << 8 | 3);
    default:
        return hash < OF_SHA256 ? 0 : (uint16_t)((signer == KEY_RSA_PSS ? PSS_SHA256 : RSAE_SHA256) + hash - OF_SHA256);
    }
}

bool signature_scheme_suits(const SignatureScheme *scheme, KeyKind kind)
{
    return kind == scheme->key;
}

static Error make_ecdsa(Buffer *out, HashId hash, const PrivateKey *key, Bytes digest, Random *random, const char *name)
{
    mpz_t r, s;
    mpz_inits(r, s, NULL);
    Error error = ecdsa_sign(r, s, key->curve, key->d, hash, digest, random, name);
    if (error == ERROR_NONE)
        ecdsa_signature_append(out, r, s);
    mpz_clears(r, s, NULL);
    return error;
}

Error signature_make(Buffer *out, const SignatureScheme *scheme, const PrivateKey *key, Bytes data, Random *random,
                     const char *name)
{
    if (!signature_scheme_suits(scheme, key->kind))
        return ERROR_ILLEGAL_PARAMETER;
    uint8_t bytes[HASH_SIZE_MAX];
    hash_all(scheme->hash, data, bytes);
    Bytes digest = bytes_of(bytes, hash_size(scheme->hash));
    switch (scheme->kind) {
    case SIGNATURE_RSA_PKCS1:
        return rsa_pkcs1_sign(out, &key->rsa, scheme->hash, digest);
    case SIGNATURE_RSA_PSS:
        /* The salt is as long as the digest (RFC 8446 §4.2.3). */
        return rsa_pss_sign(out, &key->rsa, scheme->hash, digest, digest.size, random, name);
    default:
        return make_ecdsa(out, scheme->hash, key, digest, random, name);
    }
}

static void recover_nonce(Buffer *out, const PrivateKey *key, Bytes digest, Bytes signature)
{
    mpz_t r, s, nonce;
    mpz_inits(r, s, nonce, NULL);
    if (ecdsa_signature_decode(r, s, signature) == ERROR_NONE) {
        ecdsa_recover_nonce(nonce, key->curve, key->d, digest, r, s);
        number_append(out, nonce);
    }
    mpz_clears(r, s, NULL);
    number_clear(nonce);
}

static void recover_salt(Buffer *out, HashId hash, const PrivateKey *key, Bytes digest, Bytes signature)
{
    RsaPublic public_key;
    rsa_public_init(&public_key);
    mpz_set(public_key.n, key->rsa.n);
    mpz_set(public_key.e, key->rsa.e);
    Error error = rsa_pss_recover_salt(out, &public_key, hash, digest, digest.size, signature);
    assert(!error);
    (void)error;
    rsa_public_clear(&public_key);
}

void signature_recover_drawn(Buffer *out, const SignatureScheme *scheme, const PrivateKey *key, Bytes data,
                             Bytes signature)
{
    uint8_t bytes[HASH_SIZE_MAX];
    hash_all(scheme->hash, data, bytes);
    Bytes digest = bytes_of(bytes, hash_size(scheme->hash));
    if (scheme->kind == SIGNATURE_ECDSA)
        recover_nonce(out, key, digest, signature);
    else if (scheme->kind == SIGNATURE_RSA_PSS)
        recover_salt(out, scheme->hash, key, digest, signature);
}

Error signature_check(const SignatureScheme *scheme, const Certificate *certificate, Bytes data, Bytes signature)
{
    if (!signature_scheme_suits(scheme, certificate->key.kind))
        return ERROR_ILLEGAL_PARAMETER;
    SignatureAlgorithm algorithm = {.kind = scheme->kind, .hash = scheme->hash, .salt_size = hash_size(scheme->hash)};
    return signature_verify(&certificate->key, &algorithm, data, signature);
}

Registered signature_scheme_registered(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (strcmp(other_names[i].name, name) == 0)
            return other_names[i].registered;
    return REGISTERED_NOT;
}
