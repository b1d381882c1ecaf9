#include "x509/path/ocsp_responder.h"

#include "x509/der/der.h"
#include "x509/path/validate.h"

Bytes ocsp_key_octets(const Certificate *certificate)
{
    Cursor cursor;
    CursorScope scope;
    Bytes algorithm, key = BYTES_EMPTY;
    cursor_init(&cursor, certificate->key_info, NULL);
    if (der_enter(&cursor, "subjectPublicKeyInfo", DER_SEQUENCE, &scope)) {
        der_read_any(&cursor, "algorithm", &algorithm);
        der_read_bit_string(&cursor, "subjectPublicKey", &key);
    }
    der_leave(&cursor, &scope);
    return key;
}

static bool hash_is(HashId hash, Bytes data, Bytes expected)
{
    uint8_t octets[HASH_SIZE_MAX];
    hash_all(hash, data, octets);
    return bytes_equal(bytes_of(octets, hash_size(hash)), expected);
}

bool ocsp_single_is_about(const OcspSingle *single, const Certificate *certificate, const Certificate *issuer)
{
    return single->hash_known && bytes_equal(single->serial, certificate->serial) &&
           hash_is(single->hash, issuer->subject, single->name_hash) &&
           hash_is(single->hash, ocsp_key_octets(issuer), single->key_hash);
}

static bool is_responder(const OcspResponse *response, const Certificate *certificate)
{
    if (response->responder_name.size)
        return bytes_equal(response->responder_name, certificate->subject);
    return hash_is(HASH_SHA1, ocsp_key_octets(certificate), response->responder_key_hash);
}

/* The purpose has to be named: one for everything does not count (§4.2.2.2). */
static bool may_sign(const Certificate *certificate, int64_t now)
{
    bool usage =
        !(certificate->extensions & EXTENSION_KEY_USAGE) || certificate->key_usage & KEY_USAGE_DIGITAL_SIGNATURE;
    return usage && certificate->purposes & PURPOSE_OCSP_SIGNING && certificate->unknown_critical.size == 0 &&
           now >= certificate->not_before && now <= certificate->not_after;
}

static bool was_issued_by(const Certificate *certificate, const Certificate *issuer)
{
    return bytes_equal(certificate->issuer, issuer->subject) && certificate->signature_algorithm.hash != HASH_SHA1 &&
           signature_verify(&issuer->key, &certificate->signature_algorithm, certificate->tbs,
                            certificate->signature) == ERROR_NONE;
}

const Certificate *ocsp_find_signer(const OcspResponse *response, const Certificate *issuer, int64_t now,
                                    bool *given_up)
{
    int signatures = 0;
    *given_up = false;
    if (is_responder(response, issuer))
        return issuer;
    for (size_t i = 0; i < response->certificates.count; i++) {
        const Certificate *certificate = response->certificates.items[i];
        if (!is_responder(response, certificate) || !may_sign(certificate, now))
            continue;
        *given_up = signatures++ == X509_SIGNATURES_MAX;
        if (*given_up)
            return NULL;
        if (was_issued_by(certificate, issuer))
            return certificate;
    }
    return NULL;
}
