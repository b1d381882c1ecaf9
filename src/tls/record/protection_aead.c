/* Authenticated encryption: GCM and ChaCha20-Poly1305 (RFC 5288 §3, RFC 7905 §2). */
#include <string.h>

#include "tls/record/protection_shape.h"

static size_t sealed_size(const Protection *protection, size_t size)
{
    return protection->info->record_iv_size + size + protection->info->tag_size;
}

/* GCM: the salt and the eight bytes that the record carries (RFC 5288 §3). ChaCha20: the sequence number, XORed into
   the right of the IV (RFC 7905 §2). */
static void write_nonce(const Protection *protection, uint8_t out[CIPHER_NONCE_SIZE], const uint8_t *explicit_part)
{
    memcpy(out, protection->iv, CIPHER_NONCE_SIZE);
    if (protection->info->record_iv_size) {
        memcpy(out + protection->info->fixed_iv_size, explicit_part, protection->info->record_iv_size);
        return;
    }
    uint8_t number[8];
    bytes_write_number(number, sizeof number, protection->sequence_number);
    for (size_t i = 0; i < sizeof number; i++)
        out[CIPHER_NONCE_SIZE - sizeof number + i] ^= number[i];
}

static void seal_fragment(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                          Random *random, const char *name)
{
    (void)random, (void)name;
    uint8_t header[COVERED_HEADER_SIZE];
    uint8_t nonce[CIPHER_NONCE_SIZE];
    size_t explicit_size = protection->info->record_iv_size;
    /* RFC 5288 §3 leaves the choice to the sender and proposes the sequence number: it never comes twice. */
    bytes_write_number(out, explicit_size, protection->sequence_number);
    write_nonce(protection, nonce, out);
    protection_write_covered_header(protection, header, content_type, version, plaintext.size);
    cipher_aead_seal(protection->cipher, nonce, BYTES_OF_ARRAY(header), plaintext, out + explicit_size);
}

static bool open_fragment(Protection *protection, Buffer *out, uint8_t *content_type, uint16_t version, Bytes fragment)
{
    const CipherInfo *info = protection->info;
    if (fragment.size < info->record_iv_size + info->tag_size)
        return false;
    uint8_t header[COVERED_HEADER_SIZE];
    uint8_t nonce[CIPHER_NONCE_SIZE];
    Bytes sealed = bytes_slice(fragment, info->record_iv_size, fragment.size);
    size_t start = out->size, size = sealed.size - info->tag_size;
    write_nonce(protection, nonce, fragment.data);
    protection_write_covered_header(protection, header, *content_type, version, size);
    uint8_t *place = buffer_extend(out, sealed.size);
    bool good = cipher_aead_open(protection->cipher, nonce, BYTES_OF_ARRAY(header), sealed, place) == ERROR_NONE;
    buffer_truncate(out, start + (good ? size : 0));
    return good;
}

const ProtectionShape protection_aead = {.sealed_size = sealed_size, .seal = seal_fragment, .open = open_fragment};
