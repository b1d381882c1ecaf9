/* What a protection is made of, for the files that have its shapes. One is what differs in how a fragment is put
   together; protection.c knows no more of it than these operations. */
#ifndef TLSTEPS_TLS_PROTECTION_SHAPE_H
#define TLSTEPS_TLS_PROTECTION_SHAPE_H

#include "crypto/hmac.h"
#include "tls/record/protection.h"

/* Each as in protection.h. `seal` writes as many bytes as `sealed_size` says; `open` is false, and leaves `out` as it
   is, where the fragment is not good. Neither moves the sequence number on. */
typedef struct ProtectionShape {
    size_t (*sealed_size)(const Protection *protection, size_t size);
    void (*seal)(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                 Random *random, const char *name);
    bool (*open)(Protection *protection, Buffer *out, uint8_t *content_type, uint16_t version, Bytes fragment);
} ProtectionShape;

struct Protection {
    const ProtectionShape *shape;
    const CipherInfo *info;
    Cipher *cipher;
    uint64_t sequence_number;
    bool encrypt_then_mac;
    size_t record_iv_size; /* carried by each record */
    size_t mac_size;       /* CBC */
    Hmac hmac;             /* CBC, keyed */
    /* The fixed part of the nonce; the next record's IV where a CBC record carries none. */
    uint8_t iv[CIPHER_BLOCK_SIZE];
};

extern const ProtectionShape protection_cbc;  /* MAC before or after encryption (protection_cbc.c) */
extern const ProtectionShape protection_aead; /* GCM and ChaCha20-Poly1305 (protection_aead.c) */

/* seq_num ‖ type ‖ version ‖ length: what MAC and AEAD cover besides the content (RFC 5246 §6.2.3.1, §6.2.3.3). */
enum { COVERED_HEADER_SIZE = 8 + 1 + 2 + 2 };
void protection_write_covered_header(const Protection *protection, uint8_t out[COVERED_HEADER_SIZE],
                                     uint8_t content_type, uint16_t version, size_t length);

#endif
