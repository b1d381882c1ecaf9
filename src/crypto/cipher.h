/* Symmetric ciphers, by Nettle: what a cipher suite's record protection is built of. */
#ifndef TLSTEPS_CRYPTO_CIPHER_H
#define TLSTEPS_CRYPTO_CIPHER_H

#include "base/bytes.h"
#include "base/error.h"

typedef enum CipherId {
    CIPHER_AES_128_CBC,
    CIPHER_AES_256_CBC,
    CIPHER_AES_128_GCM,
    CIPHER_AES_256_GCM,
    CIPHER_CHACHA20_POLY1305,
    CIPHER_COUNT
} CipherId;

typedef struct CipherInfo {
    const char *name; /* "AES-128-CBC" */
    size_t key_size;
    size_t block_size;     /* CBC: 16; AEAD: 1 */
    size_t fixed_iv_size;  /* from the key block: CBC 0, GCM 4, ChaCha20 12 */
    size_t record_iv_size; /* carried by each record: CBC 16, GCM 8, ChaCha20 0 */
    size_t tag_size;       /* AEAD 16, CBC 0 */
    bool aead;
} CipherInfo;
const CipherInfo *cipher_info(CipherId id);

/* A key made ready. One object serves one key. */
typedef struct Cipher Cipher;
WARN_UNUSED Cipher *cipher_new(CipherId id, Bytes key);
void cipher_free(Cipher *cipher); /* wipes; NULL allowed */

/* CBC, whole blocks only, no padding; `out` may be `in`. iv: 16 bytes. */
void cipher_cbc_encrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out);
void cipher_cbc_decrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out);
/* AEAD: nonce of 12 bytes; seal writes in.size + 16 bytes; open writes in.size - 16 bytes, or fails with
   ERROR_BAD_RECORD_MAC and leaves out zeroed. */
void cipher_aead_seal(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out);
WARN_UNUSED Error cipher_aead_open(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out);

#endif
