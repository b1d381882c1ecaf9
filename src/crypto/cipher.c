#include "crypto/cipher.h"

#include <nettle/aes.h>
#include <nettle/cbc.h>
#include <nettle/chacha-poly1305.h>
#include <nettle/gcm.h>
#include <nettle/memops.h>
#include <nettle/nettle-meta.h>
#include <string.h>

#include "base/memory.h"

typedef union AesKey {
    struct aes128_ctx aes128;
    struct aes256_ctx aes256;
} AesKey;

typedef union AeadKey {
    struct gcm_aes128_ctx gcm_aes128;
    struct gcm_aes256_ctx gcm_aes256;
    struct chacha_poly1305_ctx chacha_poly1305;
} AeadKey;

struct Cipher {
    CipherId id;
    union {
        struct {
            AesKey encrypt, decrypt;
        } cbc;
        AeadKey aead;
    } key;
};

static const CipherInfo infos[CIPHER_COUNT] = {
    [CIPHER_AES_128_CBC] = {"AES-128-CBC", 16, 16, 0, 16, 0, false},
    [CIPHER_AES_256_CBC] = {"AES-256-CBC", 32, 16, 0, 16, 0, false},
    [CIPHER_AES_128_GCM] = {"AES-128-GCM", 16, 1, 4, 8, CIPHER_TAG_SIZE, true},
    [CIPHER_AES_256_GCM] = {"AES-256-GCM", 32, 1, 4, 8, CIPHER_TAG_SIZE, true},
    [CIPHER_CHACHA20_POLY1305] = {"CHACHA20-POLY1305", 32, 1, 12, 0, CIPHER_TAG_SIZE, true},
};

/* Nettle's descriptions: of the block cipher under CBC, or of the whole AEAD. */
static const struct {
    const struct nettle_cipher *block;
    const struct nettle_aead *aead;
} nettles[CIPHER_COUNT] = {
    [CIPHER_AES_128_CBC] = {.block = &nettle_aes128},
    [CIPHER_AES_256_CBC] = {.block = &nettle_aes256},
    [CIPHER_AES_128_GCM] = {.aead = &nettle_gcm_aes128},
    [CIPHER_AES_256_GCM] = {.aead = &nettle_gcm_aes256},
    [CIPHER_CHACHA20_POLY1305] = {.aead = &nettle_chacha_poly1305},
};

const CipherInfo *cipher_info(CipherId id)
{
    return &infos[id];
}

Cipher *cipher_new(CipherId id, Bytes key)
{
    if (key.size != infos[id].key_size)
        return NULL;
    Cipher *cipher = memory_new(sizeof *cipher);
    cipher->id = id;
    if (infos[id].aead) {
        nettles[id].aead->set_encrypt_key(&cipher->key.aead, key.data);
    } else {
        nettles[id].block->set_encrypt_key(&cipher->key.cbc.encrypt, key.data);
        nettles[id].block->set_decrypt_key(&cipher->key.cbc.decrypt, key.data);
    }
    return cipher;
}

void cipher_free(Cipher *cipher)
{
    if (!cipher)
        return;
    memory_wipe(cipher, sizeof *cipher);
    memory_free(cipher);
}

void cipher_cbc_encrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out)
{
    uint8_t chain[CIPHER_BLOCK_SIZE]; /* Nettle leaves the last block here */
    memcpy(chain, iv, sizeof chain);
    cbc_encrypt(&cipher->key.cbc.encrypt, nettles[cipher->id].block->encrypt, sizeof chain, chain, in.size, out,
                in.data);
}

void cipher_cbc_decrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out)
{
    uint8_t chain[CIPHER_BLOCK_SIZE];
    memcpy(chain, iv, sizeof chain);
    cbc_decrypt(&cipher->key.cbc.decrypt, nettles[cipher->id].block->decrypt, sizeof chain, chain, in.size, out,
                in.data);
}

void cipher_aead_seal(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out)
{
    const struct nettle_aead *aead = nettles[cipher->id].aead;
    AeadKey *key = &cipher->key.aead;
    aead->set_nonce(key, nonce);
    if (additional.size)
        aead->update(key, additional.size, additional.data);
    if (in.size)
        aead->encrypt(key, in.size, out, in.data);
    aead->digest(key, CIPHER_TAG_SIZE, out + in.size);
}

Error cipher_aead_open(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out)
{
    const struct nettle_aead *aead = nettles[cipher->id].aead;
    AeadKey *key = &cipher->key.aead;
    if (in.size < CIPHER_TAG_SIZE)
        return ERROR_BAD_RECORD_MAC;
    size_t size = in.size - CIPHER_TAG_SIZE;
    uint8_t tag[CIPHER_TAG_SIZE];
    aead->set_nonce(key, nonce);
    if (additional.size)
        aead->update(key, additional.size, additional.data);
    if (size)
        aead->decrypt(key, size, out, in.data);
    aead->digest(key, sizeof tag, tag);
    if (memeql_sec(tag, in.data + size, sizeof tag))
        return ERROR_NONE;
    memory_wipe(out, size);
    return ERROR_BAD_RECORD_MAC;
}
