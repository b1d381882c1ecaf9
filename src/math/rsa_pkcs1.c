/* PKCS #1 v1.5: encryption (RFC 8017 §7.2) and signature (§8.2). */
#include <string.h>

#include "base/text.h"
#include "math/rsa.h"

/* 00, the block type, at least eight bytes of padding, 00. */
enum { PADDING_MIN = 8, FRAME_SIZE = 3 + PADDING_MIN, TYPE_SIGNATURE = 1, TYPE_ENCRYPTION = 2 };

/* Fills `out` with bytes that are not zero: the value called `name` without its zeros, then what is missing. */
static void fill_padding(uint8_t *out, size_t size, Random *random, const char *name)
{
    Buffer full_name = BUFFER_EMPTY;
    size_t filled = 0;
    for (uint64_t attempt = 0; filled < size; attempt++) {
        buffer_truncate(&full_name, 0);
        text_append(&full_name, name);
        if (attempt > 0) {
            text_append(&full_name, ".");
            text_append_decimal(&full_name, attempt);
        }
        random_fill(random, text_finish(&full_name), out + filled, size - filled);
        for (size_t i = filled; i < size; i++)
            if (out[i] != 0)
                out[filled++] = out[i];
    }
    buffer_clear(&full_name);
}

/* The public or the private operation on a block of k bytes, in place. */
static Error apply_public(uint8_t *block, size_t size, const RsaPublic *key)
{
    mpz_t x;
    mpz_init(x);
    number_from_bytes(x, bytes_of(block, size));
    Error error = rsa_public_apply(x, x, key);
    if (!error)
        error = number_to_bytes(block, size, x);
    number_clear(x);
    return error;
}

static Error apply_private(uint8_t *block, size_t size, const RsaPrivate *key)
{
    mpz_t x;
    mpz_init(x);
    number_from_bytes(x, bytes_of(block, size));
    Error error = rsa_private_apply(x, x, key);
    if (!error)
        error = number_to_bytes(block, size, x);
    number_clear(x);
    return error;
}

Error rsa_pkcs1_pad(Buffer *out, const RsaPublic *key, Bytes message, Random *random, const char *name)
{
    size_t size = rsa_size(key->n);
    if (size < FRAME_SIZE || message.size > size - FRAME_SIZE)
        return ERROR_WRONG_LENGTH;
    size_t padding_size = size - 3 - message.size;
    uint8_t *block = buffer_extend(out, size);
    block[0] = 0;
    block[1] = TYPE_ENCRYPTION;
    fill_padding(block + 2, padding_size, random, name);
    block[2 + padding_size] = 0;
    if (message.size > 0)
        memcpy(block + 3 + padding_size, message.data, message.size);
    return ERROR_NONE;
}

Error rsa_pkcs1_encrypt_padded(Buffer *out, const RsaPublic *key, Bytes padded)
{
    size_t start = out->size, size = rsa_size(key->n);
    if (padded.size != size)
        return ERROR_WRONG_LENGTH;
    buffer_append(out, padded);
    Error error = apply_public(out->data + start, size, key);
    if (error)
        buffer_truncate(out, start);
    return error;
}

Error rsa_pkcs1_encrypt(Buffer *out, const RsaPublic *key, Bytes message, Random *random, const char *name)
{
    Buffer padded = BUFFER_EMPTY;
    Error error = rsa_pkcs1_pad(&padded, key, message, random, name);
    if (!error)
        error = rsa_pkcs1_encrypt_padded(out, key, buffer_bytes(&padded));
    buffer_clear(&padded);
    return error;
}

/* The message in 00 02 PADDING 00 MESSAGE (RFC 8017 §7.2.2 step 3). */
static Error find_message(Bytes *out, Bytes block)
{
    if (block.size < FRAME_SIZE || block.data[0] != 0 || block.data[1] != TYPE_ENCRYPTION)
        return ERROR_BAD_PADDING;
    size_t i = 2;
    while (i < block.size && block.data[i] != 0)
        i++;
    if (i == block.size || i < 2 + PADDING_MIN)
        return ERROR_BAD_PADDING;
    *out = bytes_slice(block, i + 1, block.size);
    return ERROR_NONE;
}

Error rsa_pkcs1_decrypt(Buffer *out, const RsaPrivate *key, Bytes ciphertext)
{
    if (ciphertext.size != rsa_size(key->n))
        return ERROR_WRONG_LENGTH;
    Buffer block = BUFFER_EMPTY;
    Bytes message = BYTES_EMPTY;
    buffer_append(&block, ciphertext);
    Error error = apply_private(block.data, block.size, key);
    if (!error)
        error = find_message(&message, buffer_bytes(&block));
    if (!error)
        buffer_append(out, message);
    buffer_clear(&block);
    return error;
}

/* What stands before the digest in the DER of DigestInfo (RFC 8017 §9.2 note 1). Nothing does in the signatures of TLS
   1.0 and 1.1, over MD5 and SHA-1 at once (RFC 4346 §4.7). */
enum { DIGEST_INFO_MAX = 19 };
static const struct DigestInfo {
    uint8_t size, bytes[DIGEST_INFO_MAX];
} digest_infos[HASH_COUNT] = {
    [HASH_MD5] = {18,
                  {0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04,
                   0x10}},
    [HASH_SHA1] = {15, {0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14}},
    [HASH_SHA224] = {19,
                     {0x30, 0x2d, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04, 0x05,
                      0x00, 0x04, 0x1c}},
    [HASH_SHA256] = {19,
                     {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
                      0x00, 0x04, 0x20}},
    [HASH_SHA384] = {19,
                     {0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05,
                      0x00, 0x04, 0x30}},
    [HASH_SHA512] = {19,
                     {0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05,
                      0x00, 0x04, 0x40}},
    [HASH_MD5_SHA1] = {0, {0}},
};

Bytes rsa_pkcs1_digest_info(HashId hash)
{
    return bytes_of(digest_infos[hash].bytes, digest_infos[hash].size);
}

/* EMSA-PKCS1-v1_5 (RFC 8017 §9.2): appends 00 01 FF…FF 00 DigestInfo, `size` bytes. */
static Error append_encoded_digest(Buffer *out, size_t size, HashId hash, Bytes digest)
{
    const struct DigestInfo *info = &digest_infos[hash];
    if (digest.size != hash_size(hash) || size < FRAME_SIZE + info->size + digest.size)
        return ERROR_WRONG_LENGTH;
    size_t padding_size = size - 3 - info->size - digest.size;
    uint8_t *block = buffer_extend(out, size);
    block[0] = 0;
    block[1] = TYPE_SIGNATURE;
    memset(block + 2, 0xff, padding_size);
    block[2 + padding_size] = 0;
    memcpy(block + 3 + padding_size, info->bytes, info->size);
    memcpy(block + size - digest.size, digest.data, digest.size);
    return ERROR_NONE;
}

Error rsa_pkcs1_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest)
{
    size_t start = out->size, size = rsa_size(key->n);
    Error error = append_encoded_digest(out, size, hash, digest);
    if (error)
        return error;
    error = apply_private(out->data + start, size, key);
    if (error)
        buffer_truncate(out, start);
    return error;
}

Error rsa_pkcs1_verify(const RsaPublic *key, HashId hash, Bytes digest, Bytes signature)
{
    size_t size = rsa_size(key->n);
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    Error error = append_encoded_digest(&expected, size, hash, digest);
    if (error)
        goto done;
    buffer_append(&found, signature);
    if (signature.size != size || apply_public(found.data, size, key) ||
        !bytes_equal(buffer_bytes(&found), buffer_bytes(&expected)))
        error = ERROR_BAD_SIGNATURE;
done:
    buffer_clear(&found);
    buffer_clear(&expected);
    return error;
}
