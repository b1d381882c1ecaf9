#include "base/text.h"
#include "math/ecdsa.h"
#include "x509/certificate/public_key.h"
#include "x509/der/der.h"

static const struct {
    OidId oid;
    SignatureKind kind;
    HashId hash;
} algorithms[] = {
    {OID_SHA1_WITH_RSA, SIGNATURE_RSA_PKCS1, HASH_SHA1},     {OID_SHA224_WITH_RSA, SIGNATURE_RSA_PKCS1, HASH_SHA224},
    {OID_SHA256_WITH_RSA, SIGNATURE_RSA_PKCS1, HASH_SHA256}, {OID_SHA384_WITH_RSA, SIGNATURE_RSA_PKCS1, HASH_SHA384},
    {OID_SHA512_WITH_RSA, SIGNATURE_RSA_PKCS1, HASH_SHA512}, {OID_ECDSA_WITH_SHA1, SIGNATURE_ECDSA, HASH_SHA1},
    {OID_ECDSA_WITH_SHA224, SIGNATURE_ECDSA, HASH_SHA224},   {OID_ECDSA_WITH_SHA256, SIGNATURE_ECDSA, HASH_SHA256},
    {OID_ECDSA_WITH_SHA384, SIGNATURE_ECDSA, HASH_SHA384},   {OID_ECDSA_WITH_SHA512, SIGNATURE_ECDSA, HASH_SHA512},
};

/* AlgorithmIdentifier of a hash function, its parameters NULL or absent (RFC 4055 §2.1). False, without an error, for
   one that is not known here. */
static bool read_hash(Cursor *cursor, HashId *out)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    if (der_enter(cursor, "hashFunction", DER_SEQUENCE, &scope)) {
        der_read_oid(cursor, "algorithm", &oid, NULL);
        if (cursor_more(cursor))
            der_read_null(cursor, "parameters");
    }
    return der_leave(cursor, &scope) && hash_find(oid_name(oid), out);
}

/* maskGenAlgorithm: MGF1, whose parameter is a hash function (RFC 4055 §2.2). */
static bool read_mask_generation(Cursor *cursor, HashId *out)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    Bytes any;
    bool known = false;
    if (der_enter(cursor, "maskGenFunction", DER_SEQUENCE, &scope)) {
        der_read_oid(cursor, "algorithm", &oid, NULL);
        if (oid == OID_MGF1)
            known = read_hash(cursor, out);
        else if (cursor_more(cursor))
            der_read_any(cursor, "parameters", &any);
    }
    return der_leave(cursor, &scope) && known;
}

/* Four tagged members, each of which may be left out. Their defaults are SHA-1, MGF1 with SHA-1, a salt of 20 octets
   and the trailer 1 (bc). */
bool pss_parameters_decode_fields(Cursor *cursor, PssParameters *out)
{
    CursorScope scope, member;
    HashId hash = HASH_SHA1, mask_hash = HASH_SHA1;
    int salt_size = 20, trailer = 1;
    bool known = true;
    if (der_enter(cursor, "parameters", DER_SEQUENCE, &scope)) {
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(0))) {
            known = der_enter(cursor, "hashAlgorithm", DER_CONTEXT_CONSTRUCTED(0), &member) && read_hash(cursor, &hash);
            der_leave(cursor, &member);
        }
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1))) {
            known = der_enter(cursor, "maskGenAlgorithm", DER_CONTEXT_CONSTRUCTED(1), &member) &&
                    read_mask_generation(cursor, &mask_hash) && known;
            der_leave(cursor, &member);
        }
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(2))) {
            if (der_enter(cursor, "saltLength", DER_CONTEXT_CONSTRUCTED(2), &member))
                der_read_small(cursor, "number", &salt_size);
            der_leave(cursor, &member);
        }
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(3))) {
            if (der_enter(cursor, "trailerField", DER_CONTEXT_CONSTRUCTED(3), &member))
                der_read_small(cursor, "number", &trailer);
            der_leave(cursor, &member);
        }
    }
    bool good = der_leave(cursor, &scope);
    *out = (PssParameters){good && known && hash == mask_hash && trailer == 1, hash, (size_t)salt_size};
    return good;
}

static void read_pss(Cursor *cursor, SignatureAlgorithm *out)
{
    PssParameters pss;
    if (!pss_parameters_decode_fields(cursor, &pss) || !pss.known)
        return;
    out->kind = SIGNATURE_RSA_PSS;
    out->hash = pss.hash;
    out->salt_size = pss.salt_size;
}

/* Parameters are NULL after PKCS #1 v1.5, and have to be accepted where they are left out (RFC 4055 §5); absent after
   ECDSA (RFC 5758 §3.2), and whatever follows an algorithm that is not known here. */
static void read_parameters(Cursor *cursor, OidId oid, SignatureAlgorithm *out)
{
    Bytes any;
    for (size_t i = 0; i < COUNT_OF(algorithms); i++)
        if (algorithms[i].oid == oid) {
            out->kind = algorithms[i].kind;
            out->hash = algorithms[i].hash;
        }
    if (oid == OID_RSASSA_PSS)
        read_pss(cursor, out);
    else if (out->kind == SIGNATURE_RSA_PKCS1 && cursor_more(cursor))
        der_read_null(cursor, "parameters");
    else if (out->kind == SIGNATURE_UNKNOWN && cursor_more(cursor))
        der_read_any(cursor, "parameters", &any);
}

bool signature_algorithm_decode_fields(Cursor *cursor, const char *name, SignatureAlgorithm *out)
{
    CursorScope scope;
    OidId oid = OID_UNKNOWN;
    *out = (SignatureAlgorithm){SIGNATURE_UNKNOWN, HASH_SHA256, 0, BYTES_EMPTY};
    if (der_enter(cursor, name, DER_SEQUENCE, &scope) && der_read_oid(cursor, "algorithm", &oid, &out->oid))
        read_parameters(cursor, oid, out);
    return der_leave(cursor, &scope);
}

bool signature_value_decode_fields(Cursor *cursor, const char *name, const SignatureAlgorithm *algorithm, Bytes *out)
{
    CursorScope scope, pair;
    Bytes part;
    *out = BYTES_EMPTY;
    if (der_enter_bit_string(cursor, name, &scope)) {
        *out = bytes_of(cursor->input.data + cursor->position, cursor_remaining(cursor));
        if (algorithm->kind == SIGNATURE_ECDSA) {
            if (der_enter(cursor, "ECDSA-Sig-Value", DER_SEQUENCE, &pair)) {
                der_read_unsigned(cursor, "r", &part);
                der_read_unsigned(cursor, "s", &part);
            }
            der_leave(cursor, &pair);
        } else if (cursor_more(cursor))
            cursor_read_rest(cursor, "value", &part);
    }
    return der_leave(cursor, &scope);
}

bool signature_algorithm_decode_octets(Cursor *cursor, const char *name, SignatureAlgorithm *out, Bytes *octets)
{
    size_t start = cursor->position;
    bool good = signature_algorithm_decode_fields(cursor, name, out);
    *octets = der_read_since(cursor, start);
    return good;
}

bool signature_tail_decode_fields(Cursor *cursor, Bytes inner, SignatureAlgorithm *algorithm, Bytes *signature)
{
    static const char name[] = "signatureAlgorithm";
    Bytes outer;
    if (signature_algorithm_decode_octets(cursor, name, algorithm, &outer) && !bytes_equal(outer, inner))
        cursor_fail(cursor, RULE_ALGORITHMS_EQUAL, name);
    return signature_value_decode_fields(cursor, "signatureValue", algorithm, signature);
}

void signature_algorithm_append_name(Buffer *out, const SignatureAlgorithm *algorithm)
{
    oid_append_name(out, algorithm->oid);
    if (algorithm->kind == SIGNATURE_RSA_PSS) {
        text_append(out, " with ");
        text_append(out, hash_name(algorithm->hash));
    }
}

static Error verify_ecdsa(const PublicKey *key, Bytes digest, Bytes signature)
{
    mpz_t r, s;
    mpz_inits(r, s, NULL);
    Error error = ecdsa_signature_decode(r, s, signature);
    if (error == ERROR_NONE)
        error = ecdsa_verify(key->curve, &key->point, digest, r, s);
    mpz_clears(r, s, NULL);
    return error;
}

bool public_key_allows_pss(const PublicKey *key, HashId hash, size_t salt_size)
{
    return key->kind == KEY_RSA ||
           (key->kind == KEY_RSA_PSS &&
            (!key->pss_is_limited || (hash == key->pss.hash && salt_size >= key->pss.salt_size)));
}

static bool go_together(const PublicKey *key, const SignatureAlgorithm *algorithm)
{
    switch (algorithm->kind) {
    case SIGNATURE_RSA_PKCS1:
        return key->kind == KEY_RSA;
    case SIGNATURE_RSA_PSS:
        return public_key_allows_pss(key, algorithm->hash, algorithm->salt_size);
    case SIGNATURE_ECDSA:
        return key->kind == KEY_EC;
    case SIGNATURE_UNKNOWN:
        break;
    }
    return false;
}

Error signature_verify(const PublicKey *key, const SignatureAlgorithm *algorithm, Bytes data, Bytes signature)
{
    uint8_t octets[HASH_SIZE_MAX];
    if (!go_together(key, algorithm))
        return ERROR_UNSUPPORTED_ALGORITHM;
    hash_all(algorithm->hash, data, octets);
    Bytes digest = bytes_of(octets, hash_size(algorithm->hash));
    Error error = algorithm->kind == SIGNATURE_RSA_PKCS1
                      ? rsa_pkcs1_verify(&key->rsa, algorithm->hash, digest, signature)
                  : algorithm->kind == SIGNATURE_RSA_PSS
                      ? rsa_pss_verify(&key->rsa, algorithm->hash, digest, algorithm->salt_size, signature)
                      : verify_ecdsa(key, digest, signature);
    return error == ERROR_NONE ? ERROR_NONE
                               : ERROR_BAD_SIGNATURE; /* also where the modulus is too short for the hash */
}
