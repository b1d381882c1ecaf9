#include "explain/language/formula_value.h"

#include <assert.h>
#include <string.h>

#include "crypto/cipher.h"
#include "crypto/hmac.h"
#include "math/modular.h"

void value_init(Value *value)
{
    *value = (Value){.is_bytes = false};
    mpz_init(value->number);
}

void value_clear(Value *value)
{
    number_clear(value->number);
    buffer_clear(&value->bytes);
}

void value_set_bytes(Value *value, Bytes bytes)
{
    value->is_bytes = true;
    buffer_set(&value->bytes, bytes);
}

uint8_t *value_extend(Value *value, size_t size)
{
    value->is_bytes = true;
    return buffer_extend(&value->bytes, size);
}

size_t value_size(const Value *value)
{
    assert(!value->is_bytes && mpz_fits_ulong_p(value->number));
    return mpz_get_ui(value->number);
}

static Bytes bytes_in(const Value *value)
{
    assert(value->is_bytes);
    return buffer_bytes(&value->bytes);
}

static void length(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    mpz_set_ui(out->number, bytes_in(&arguments[0]).size);
}

static void bits(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    bool zero = mpz_sgn(arguments[0].number) == 0;
    mpz_set_ui(out->number, zero ? 0 : mpz_sizeinbase(arguments[0].number, 2));
}

static void common_divisor(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    mpz_gcd(out->number, arguments[0].number, arguments[1].number);
}

static void common_multiple(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    mpz_lcm(out->number, arguments[0].number, arguments[1].number);
}

static void to_bytes(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    size_t size = value_size(&arguments[1]);
    Error error = number_to_bytes(value_extend(out, size), size, arguments[0].number);
    assert(!error);
    (void)error;
}

static void to_number(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    number_from_bytes(out->number, bytes_in(&arguments[0]));
}

static void zeros(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    size_t size = value_size(&arguments[0]);
    memset(value_extend(out, size), 0, size);
}

static void repeat(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    for (size_t i = value_size(&arguments[1]); i > 0; i--)
        buffer_append(&out->bytes, bytes_in(&arguments[0]));
    out->is_bytes = true;
}

static void reverse(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    Bytes in = bytes_in(&arguments[0]);
    uint8_t *place = value_extend(out, in.size);
    for (size_t i = 0; i < in.size; i++)
        place[i] = in.data[in.size - 1 - i];
}

static void hash(Value *out, const Value *arguments, int detail)
{
    HashId id = (HashId)detail;
    hash_all(id, bytes_in(&arguments[0]), value_extend(out, hash_size(id)));
}

static void hmac(Value *out, const Value *arguments, int detail)
{
    HashId id = (HashId)detail;
    hmac_all(id, bytes_in(&arguments[0]), bytes_in(&arguments[1]), value_extend(out, hash_size(id)));
}

/* (key, iv, plaintext or ciphertext) */
typedef void CbcMode(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out);
static void cbc(Value *out, const Value *arguments, int detail, CbcMode *mode)
{
    Bytes in = bytes_in(&arguments[2]);
    Cipher *cipher = cipher_new((CipherId)detail, bytes_in(&arguments[0]));
    assert(cipher && bytes_in(&arguments[1]).size == CIPHER_BLOCK_SIZE && in.size % CIPHER_BLOCK_SIZE == 0);
    mode(cipher, bytes_in(&arguments[1]).data, in, value_extend(out, in.size));
    cipher_free(cipher);
}

static void cbc_encrypt(Value *out, const Value *arguments, int detail)
{
    cbc(out, arguments, detail, cipher_cbc_encrypt);
}

static void cbc_decrypt(Value *out, const Value *arguments, int detail)
{
    cbc(out, arguments, detail, cipher_cbc_decrypt);
}

/* (key, nonce, additional data, plaintext) */
static void aead_encrypt(Value *out, const Value *arguments, int detail)
{
    Bytes in = bytes_in(&arguments[3]);
    Cipher *cipher = cipher_new((CipherId)detail, bytes_in(&arguments[0]));
    assert(cipher && bytes_in(&arguments[1]).size == CIPHER_NONCE_SIZE);
    cipher_aead_seal(cipher, bytes_in(&arguments[1]).data, bytes_in(&arguments[2]), in,
                     value_extend(out, in.size + CIPHER_TAG_SIZE));
    cipher_free(cipher);
}

/* (key, nonce, additional data, ciphertext ‖ tag); the tag is right, or there would be no such row. */
static void aead_decrypt(Value *out, const Value *arguments, int detail)
{
    Bytes in = bytes_in(&arguments[3]);
    Cipher *cipher = cipher_new((CipherId)detail, bytes_in(&arguments[0]));
    assert(cipher && bytes_in(&arguments[1]).size == CIPHER_NONCE_SIZE && in.size >= CIPHER_TAG_SIZE);
    Error error = cipher_aead_open(cipher, bytes_in(&arguments[1]).data, bytes_in(&arguments[2]), in,
                                   value_extend(out, in.size - CIPHER_TAG_SIZE));
    assert(!error);
    (void)error;
    cipher_free(cipher);
}

static const Function functions_of_bytes[] = {
    {"len", 1, length, 0},
    {"bits", 1, bits, 0},
    {"gcd", 2, common_divisor, 0},
    {"lcm", 2, common_multiple, 0},
    {"bytes", 2, to_bytes, 0},
    {"number", 1, to_number, 0},
    {"zeros", 1, zeros, 0},
    {"repeat", 2, repeat, 0},
    {"reverse", 1, reverse, 0},
    {"MD5", 1, hash, HASH_MD5},
    {"SHA-1", 1, hash, HASH_SHA1},
    {"SHA-224", 1, hash, HASH_SHA224},
    {"SHA-256", 1, hash, HASH_SHA256},
    {"SHA-384", 1, hash, HASH_SHA384},
    {"SHA-512", 1, hash, HASH_SHA512},
    {"HMAC-MD5", 2, hmac, HASH_MD5},
    {"HMAC-SHA-1", 2, hmac, HASH_SHA1},
    {"HMAC-SHA-224", 2, hmac, HASH_SHA224},
    {"HMAC-SHA-256", 2, hmac, HASH_SHA256},
    {"HMAC-SHA-384", 2, hmac, HASH_SHA384},
    {"HMAC-SHA-512", 2, hmac, HASH_SHA512},
    {"AES-128-CBC-encrypt", 3, cbc_encrypt, CIPHER_AES_128_CBC},
    {"AES-128-CBC-decrypt", 3, cbc_decrypt, CIPHER_AES_128_CBC},
    {"AES-256-CBC-encrypt", 3, cbc_encrypt, CIPHER_AES_256_CBC},
    {"AES-256-CBC-decrypt", 3, cbc_decrypt, CIPHER_AES_256_CBC},
    {"AES-128-GCM-encrypt", 4, aead_encrypt, CIPHER_AES_128_GCM},
    {"AES-128-GCM-decrypt", 4, aead_decrypt, CIPHER_AES_128_GCM},
    {"AES-256-GCM-encrypt", 4, aead_encrypt, CIPHER_AES_256_GCM},
    {"AES-256-GCM-decrypt", 4, aead_decrypt, CIPHER_AES_256_GCM},
    {"ChaCha20-Poly1305-encrypt", 4, aead_encrypt, CIPHER_CHACHA20_POLY1305},
    {"ChaCha20-Poly1305-decrypt", 4, aead_decrypt, CIPHER_CHACHA20_POLY1305},
    {NULL, 0, NULL, 0},
};

const Function *function_find(const char *name, size_t size)
{
    const Function *const families[] = {functions_of_bytes, functions_of_points, functions_of_x25519};
    for (size_t i = 0; i < COUNT_OF(families); i++)
        for (const Function *function = families[i]; function->name; function++)
            if (strncmp(function->name, name, size) == 0 && function->name[size] == '\0')
                return function;
    return NULL;
}
