/* aead_test, ind_cpa_test (CBC with PKCS #5 padding) and mac_test (HMAC). */
#include <string.h>

#include "crypto/cipher.h"
#include "crypto/hmac.h"
#include "wycheproof.h"

/* The inputs of one case; each kind of case fills what it has. */
typedef struct Inputs {
    Buffer key, iv, additional, message, ciphertext, tag;
} Inputs;

static void inputs_clear(Inputs *in)
{
    Buffer *all[] = {&in->key, &in->iv, &in->additional, &in->message, &in->ciphertext, &in->tag};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        buffer_clear(all[i]);
}

static bool find_cipher(CipherId *out, const char *algorithm, size_t key_size)
{
    static const struct {
        const char *algorithm;
        CipherId id;
    } names[] = {
        {"AES-CBC-PKCS5", CIPHER_AES_128_CBC},
        {"AES-CBC-PKCS5", CIPHER_AES_256_CBC},
        {"AES-GCM", CIPHER_AES_128_GCM},
        {"AES-GCM", CIPHER_AES_256_GCM},
        {"CHACHA20-POLY1305", CIPHER_CHACHA20_POLY1305},
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(algorithm, names[i].algorithm) == 0 && cipher_info(names[i].id)->key_size == key_size) {
            *out = names[i].id;
            return true;
        }
    return false;
}

/* Opens what the case has; a valid case is sealed too. */
static Outcome run_aead(Cipher *cipher, const Inputs *in, bool valid)
{
    Outcome result = outcome_wrong("sealed to other bytes");
    Buffer sealed = BUFFER_EMPTY, opened = BUFFER_EMPTY, found = BUFFER_EMPTY;
    buffer_append(&sealed, buffer_bytes(&in->ciphertext));
    buffer_append(&sealed, buffer_bytes(&in->tag));
    uint8_t *message = buffer_extend(&opened, in->ciphertext.size);
    Bytes additional = buffer_bytes(&in->additional);
    if (cipher_aead_open(cipher, in->iv.data, additional, buffer_bytes(&sealed), message)) {
        result = outcome(VERDICT_REFUSED);
        goto done;
    }
    if (!bytes_equal(buffer_bytes(&opened), buffer_bytes(&in->message))) {
        result = outcome_wrong("opened to another message");
        goto done;
    }
    uint8_t *again = buffer_extend(&found, in->message.size + CIPHER_TAG_SIZE);
    cipher_aead_seal(cipher, in->iv.data, additional, buffer_bytes(&in->message), again);
    if (!valid || bytes_equal(buffer_bytes(&found), buffer_bytes(&sealed)))
        result = outcome(VERDICT_ACCEPTED);
done:
    buffer_clear(&found);
    buffer_clear(&opened);
    buffer_clear(&sealed);
    return result;
}

Outcome wycheproof_aead(const Case *c)
{
    Inputs in = {0};
    CipherId id;
    Outcome result = outcome_wrong("unreadable");
    if (!wycheproof_bytes(&in.key, c->test, "key") || !wycheproof_bytes(&in.iv, c->test, "iv") ||
        !wycheproof_bytes(&in.additional, c->test, "aad") || !wycheproof_bytes(&in.message, c->test, "msg") ||
        !wycheproof_bytes(&in.ciphertext, c->test, "ct") || !wycheproof_bytes(&in.tag, c->test, "tag"))
        goto done;
    if (!find_cipher(&id, wycheproof_text(c->file, "algorithm"), in.key.size)) {
        result = outcome_skipped("cipher or key size not supported");
    } else if (in.iv.size != CIPHER_NONCE_SIZE) {
        result = outcome_skipped("nonce not 12 bytes");
    } else if (in.tag.size != CIPHER_TAG_SIZE) {
        result = outcome_skipped("tag not 16 bytes");
    } else {
        Cipher *cipher = cipher_new(id, buffer_bytes(&in.key));
        result = run_aead(cipher, &in, strcmp(wycheproof_text(c->test, "result"), "valid") == 0);
        cipher_free(cipher);
    }
done:
    inputs_clear(&in);
    return result;
}

/* Appends PKCS #5 padding: as many bytes as are missing to a whole block, each of that value, at least one. */
static void append_padding(Buffer *out)
{
    uint8_t missing = (uint8_t)(CIPHER_BLOCK_SIZE - out->size % CIPHER_BLOCK_SIZE);
    memset(buffer_extend(out, missing), missing, missing);
}

static bool remove_padding(Buffer *buffer)
{
    uint8_t count = buffer->size ? buffer->data[buffer->size - 1] : 0;
    if (count < 1 || count > CIPHER_BLOCK_SIZE || count > buffer->size)
        return false;
    for (size_t i = buffer->size - count; i < buffer->size; i++)
        if (buffer->data[i] != count)
            return false;
    buffer_truncate(buffer, buffer->size - count);
    return true;
}

static Outcome run_cbc(Cipher *cipher, const Inputs *in)
{
    if (in->ciphertext.size % CIPHER_BLOCK_SIZE)
        return outcome(VERDICT_REFUSED);
    Outcome result = outcome_wrong("encrypted to other bytes");
    Buffer decrypted = BUFFER_EMPTY, encrypted = BUFFER_EMPTY;
    uint8_t *message = buffer_extend(&decrypted, in->ciphertext.size);
    cipher_cbc_decrypt(cipher, in->iv.data, buffer_bytes(&in->ciphertext), message);
    if (!remove_padding(&decrypted)) {
        result = outcome(VERDICT_REFUSED);
        goto done;
    }
    if (!bytes_equal(buffer_bytes(&decrypted), buffer_bytes(&in->message))) {
        result = outcome_wrong("decrypted to another message");
        goto done;
    }
    append_padding(&decrypted);
    cipher_cbc_encrypt(cipher, in->iv.data, buffer_bytes(&decrypted), buffer_extend(&encrypted, decrypted.size));
    if (bytes_equal(buffer_bytes(&encrypted), buffer_bytes(&in->ciphertext)))
        result = outcome(VERDICT_ACCEPTED);
done:
    buffer_clear(&encrypted);
    buffer_clear(&decrypted);
    return result;
}

Outcome wycheproof_cbc(const Case *c)
{
    Inputs in = {0};
    CipherId id;
    Outcome result = outcome_wrong("unreadable");
    if (!wycheproof_bytes(&in.key, c->test, "key") || !wycheproof_bytes(&in.iv, c->test, "iv") ||
        !wycheproof_bytes(&in.message, c->test, "msg") || !wycheproof_bytes(&in.ciphertext, c->test, "ct"))
        goto done;
    if (!find_cipher(&id, wycheproof_text(c->file, "algorithm"), in.key.size)) {
        result = outcome_skipped("cipher or key size not supported");
    } else if (in.iv.size != CIPHER_BLOCK_SIZE) {
        result = outcome_skipped("initialisation vector not 16 bytes");
    } else {
        Cipher *cipher = cipher_new(id, buffer_bytes(&in.key));
        result = run_cbc(cipher, &in);
        cipher_free(cipher);
    }
done:
    inputs_clear(&in);
    return result;
}

static bool find_hmac_hash(HashId *out, const char *algorithm)
{
    static const struct {
        const char *algorithm;
        HashId id;
    } names[] = {
        {"HMACSHA1", HASH_SHA1},     {"HMACSHA224", HASH_SHA224}, {"HMACSHA256", HASH_SHA256},
        {"HMACSHA384", HASH_SHA384}, {"HMACSHA512", HASH_SHA512},
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (strcmp(algorithm, names[i].algorithm) == 0) {
            *out = names[i].id;
            return true;
        }
    return false;
}

Outcome wycheproof_mac(const Case *c)
{
    HashId hash;
    if (!find_hmac_hash(&hash, wycheproof_text(c->file, "algorithm")))
        return outcome_skipped("code other than HMAC, or its hash function not supported");
    Inputs in = {0};
    uint8_t code[HASH_SIZE_MAX];
    Outcome result = outcome_wrong("unreadable");
    if (!wycheproof_bytes(&in.key, c->test, "key") || !wycheproof_bytes(&in.message, c->test, "msg") ||
        !wycheproof_bytes(&in.tag, c->test, "tag") || in.tag.size > hash_size(hash))
        goto done;
    hmac_all(hash, buffer_bytes(&in.key), buffer_bytes(&in.message), code);
    /* A shorter tag is the beginning of the code (RFC 2104 §5). */
    bool equal = bytes_equal(bytes_of(code, in.tag.size), buffer_bytes(&in.tag));
    result = outcome(equal ? VERDICT_ACCEPTED : VERDICT_REFUSED);
done:
    inputs_clear(&in);
    return result;
}
