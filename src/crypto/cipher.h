/*
 * Symmetric ciphers, by Nettle: what a cipher suite's record protection is built of. AES (FIPS 197) in CBC mode (NIST
 * SP 800-38A), without padding and without authentication; AES in GCM mode (NIST SP 800-38D) and ChaCha20-Poly1305 (RFC
 * 8439), which authenticate.
 */
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

enum { CIPHER_BLOCK_SIZE = 16, CIPHER_NONCE_SIZE = 12, CIPHER_TAG_SIZE = 16, CIPHER_KEY_SIZE_MAX = 32 };

/* All sizes in bytes. */
typedef struct CipherInfo {
    const char *name; /* "AES-128-CBC" */
    size_t key_size;
    size_t block_size;     /* CBC: 16; AEAD: 1 */
    size_t fixed_iv_size;  /* from the key block: CBC 0, GCM 4 (RFC 5288 §3), ChaCha20 12 (RFC 7905 §2) */
    size_t record_iv_size; /* carried by each record: CBC 16 (RFC 5246 §6.2.3.2), GCM 8, ChaCha20 0 */
    size_t tag_size;       /* AEAD 16, CBC 0 */
    bool aead;
} CipherInfo;
const CipherInfo *cipher_info(CipherId id);

/* A key made ready, for encrypting and decrypting. One object serves one key. */
typedef struct Cipher Cipher;
/* The key is not needed afterwards. To be given to cipher_free. NULL where the key is not of the cipher's size. */
WARN_UNUSED Cipher *cipher_new(CipherId id, Bytes key);
/* Wipes and frees; NULL is allowed. */
void cipher_free(Cipher *cipher);

/*
 * CBC: `in` is whole blocks, and as many bytes are written to `out`, which may be `in.data`. `iv` is 16 bytes and stays
 * as it is. To be called on a CBC cipher only.
 */
void cipher_cbc_encrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out);
void cipher_cbc_decrypt(Cipher *cipher, const uint8_t *iv, Bytes in, uint8_t *out);

/*
 * AEAD: `nonce` is 12 bytes and must never come twice with one key; `additional` is authenticated and not encrypted.
 * `out` may be `in.data`. To be called on an AEAD cipher only.
 *
 * Seal writes in.size + 16 bytes: the ciphertext and its tag. Open writes in.size - 16 bytes; where the tag is wrong or
 * `in` is too short to have one, it returns ERROR_BAD_RECORD_MAC and has zeroed what it wrote.
 */
void cipher_aead_seal(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out);
WARN_UNUSED Error cipher_aead_open(Cipher *cipher, const uint8_t *nonce, Bytes additional, Bytes in, uint8_t *out);

#endif
