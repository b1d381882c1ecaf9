/* rsassa_pkcs1_verify, rsassa_pss_verify and rsaes_pkcs1_decrypt. */
#include <string.h>

#include "math/rsa.h"
#include "wycheproof.h"

static const char unknown_hash[] = "hash function not supported";

static bool read_public(RsaPublic *key, const json_t *object)
{
    return wycheproof_number(key->n, object, "modulus") && wycheproof_number(key->e, object, "publicExponent");
}

typedef Error Verify(const RsaPublic *key, HashId hash, Bytes digest, Bytes signature, const json_t *group);

static Outcome verify(const Case *c, Verify *scheme)
{
    HashId hash;
    if (!wycheproof_hash(&hash, wycheproof_text(c->group, "sha")))
        return outcome_skipped(unknown_hash);
    RsaPublic key;
    Buffer message = BUFFER_EMPTY, signature = BUFFER_EMPTY;
    rsa_public_init(&key);
    Outcome result = outcome_wrong("unreadable");
    if (!read_public(&key, json_object_get(c->group, "publicKey")) || !wycheproof_bytes(&message, c->test, "msg") ||
        !wycheproof_bytes(&signature, c->test, "sig"))
        goto done;
    uint8_t digest[HASH_SIZE_MAX];
    hash_all(hash, buffer_bytes(&message), digest);
    Error error = rsa_public_check(&key);
    if (!error)
        error = scheme(&key, hash, bytes_of(digest, hash_size(hash)), buffer_bytes(&signature), c->group);
    result = outcome(error ? VERDICT_REFUSED : VERDICT_ACCEPTED);
done:
    buffer_clear(&signature);
    buffer_clear(&message);
    rsa_public_clear(&key);
    return result;
}

static Error verify_pkcs1(const RsaPublic *key, HashId hash, Bytes digest, Bytes signature, const json_t *group)
{
    (void)group;
    return rsa_pkcs1_verify(key, hash, digest, signature);
}

static Error verify_pss(const RsaPublic *key, HashId hash, Bytes digest, Bytes signature, const json_t *group)
{
    size_t salt_size = (size_t)json_integer_value(json_object_get(group, "sLen"));
    return rsa_pss_verify(key, hash, digest, salt_size, signature);
}

Outcome wycheproof_rsa_pkcs1_verify(const Case *c)
{
    return verify(c, verify_pkcs1);
}

Outcome wycheproof_rsa_pss_verify(const Case *c)
{
    if (strcmp(wycheproof_text(c->group, "mgf"), "MGF1") != 0)
        return outcome_skipped("mask generation function other than MGF1");
    if (strcmp(wycheproof_text(c->group, "sha"), wycheproof_text(c->group, "mgfSha")) != 0)
        return outcome_skipped("MGF1 with another hash function than the signature");
    return verify(c, verify_pss);
}

static bool read_private(RsaPrivate *key, const json_t *object)
{
    return wycheproof_number(key->n, object, "modulus") && wycheproof_number(key->e, object, "publicExponent") &&
           wycheproof_number(key->d, object, "privateExponent") && wycheproof_number(key->p, object, "prime1") &&
           wycheproof_number(key->q, object, "prime2") && wycheproof_number(key->dp, object, "exponent1") &&
           wycheproof_number(key->dq, object, "exponent2") && wycheproof_number(key->qinv, object, "coefficient");
}

Outcome wycheproof_rsa_pkcs1_decrypt(const Case *c)
{
    RsaPrivate key;
    Buffer ciphertext = BUFFER_EMPTY, expected = BUFFER_EMPTY, message = BUFFER_EMPTY;
    rsa_private_init(&key);
    Outcome result = outcome_wrong("unreadable");
    if (!read_private(&key, json_object_get(c->group, "privateKey")) || !wycheproof_bytes(&expected, c->test, "msg") ||
        !wycheproof_bytes(&ciphertext, c->test, "ct"))
        goto done;
    if (rsa_private_check(&key))
        result = outcome_wrong("a key that was refused");
    else if (rsa_pkcs1_decrypt(&message, &key, buffer_bytes(&ciphertext)))
        result = outcome(VERDICT_REFUSED);
    else if (!bytes_equal(buffer_bytes(&message), buffer_bytes(&expected)))
        result = outcome_wrong("decrypted to another message");
    else
        result = outcome(VERDICT_ACCEPTED);
done:
    buffer_clear(&message);
    buffer_clear(&expected);
    buffer_clear(&ciphertext);
    rsa_private_clear(&key);
    return result;
}
