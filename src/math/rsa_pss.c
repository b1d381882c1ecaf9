/*
 * RSASSA-PSS (RFC 8017 §8.1): the encoded message is
 *
 *     MASKED DB ‖ H ‖ BC      H = Hash(eight zeros ‖ digest ‖ salt)      DB = 00…00 01 salt      masked by MGF1(H)
 *
 * with as many leading bits of it cleared as make it one bit shorter than the modulus. Letters as in RFC 8017 §9.1.
 */
#include <string.h>

#include "math/rsa.h"

/* Where the parts of an encoded message lie. */
typedef struct Layout {
    size_t k;    /* of the signature */
    size_t size; /* emLen: k, or one less where the modulus is one bit longer than whole bytes */
    size_t h_size, db_size, salt_size;
    uint8_t top_mask; /* the bits in use of the first byte */
} Layout;

static Error lay_out(Layout *out, const mpz_t n, HashId hash, Bytes digest, size_t salt_size)
{
    size_t bits = mpz_sizeinbase(n, 2) - 1;
    *out = (Layout){.k = rsa_size(n), .size = (bits + 7) / 8, .h_size = hash_size(hash), .salt_size = salt_size};
    if (digest.size != out->h_size || out->size < out->h_size + 2 || salt_size > out->size - out->h_size - 2)
        return ERROR_WRONG_LENGTH;
    out->db_size = out->size - out->h_size - 1;
    out->top_mask = (uint8_t)(0xff >> (8 * out->size - bits));
    return ERROR_NONE;
}

/* MGF1 (RFC 8017 appendix B.2.1), xored to `out`: Hash(seed ‖ 0) ‖ Hash(seed ‖ 1) ‖ … */
static void apply_mask(uint8_t *out, size_t size, HashId id, Bytes seed)
{
    uint8_t counter[4], block[HASH_SIZE_MAX];
    Hash hash;
    size_t block_size = hash_size(id);
    for (size_t i = 0; i < size; i++) {
        if (i % block_size == 0) {
            bytes_write_number(counter, sizeof counter, i / block_size);
            hash_init(&hash, id);
            hash_update(&hash, seed);
            hash_update(&hash, BYTES_OF_ARRAY(counter));
            hash_finish(&hash, block);
        }
        out[i] ^= block[i % block_size];
    }
}

static void compute_h(uint8_t *out, HashId id, Bytes digest, Bytes salt)
{
    static const uint8_t zeros[8];
    Hash hash;
    hash_init(&hash, id);
    hash_update(&hash, BYTES_OF_ARRAY(zeros));
    hash_update(&hash, digest);
    hash_update(&hash, salt);
    hash_finish(&hash, out);
}

/* EMSA-PSS-ENCODE (RFC 8017 §9.1.1) into layout->size zero bytes. */
static void encode(uint8_t *block, const Layout *layout, HashId hash, Bytes digest, Random *random, const char *name)
{
    uint8_t *salt = block + layout->db_size - layout->salt_size, *h = block + layout->db_size;
    random_fill(random, name, salt, layout->salt_size);
    salt[-1] = 0x01;
    compute_h(h, hash, digest, bytes_of(salt, layout->salt_size));
    apply_mask(block, layout->db_size, hash, bytes_of(h, layout->h_size));
    block[0] &= layout->top_mask;
    block[layout->size - 1] = 0xbc;
}

Error rsa_pss_sign(Buffer *out, const RsaPrivate *key, HashId hash, Bytes digest, size_t salt_size, Random *random,
                   const char *name)
{
    Layout layout;
    Error error = lay_out(&layout, key->n, hash, digest, salt_size);
    if (error)
        return error;
    size_t start = out->size;
    uint8_t *signature = buffer_extend(out, layout.k);
    memset(signature, 0, layout.k);
    encode(signature + layout.k - layout.size, &layout, hash, digest, random, name);
    mpz_t x;
    mpz_init(x);
    number_from_bytes(x, bytes_of(signature, layout.k));
    error = rsa_private_apply(x, x, key);
    if (!error)
        error = number_to_bytes(signature, layout.k, x);
    if (error)
        buffer_truncate(out, start);
    mpz_clear(x);
    return error;
}

/* EMSA-PSS-VERIFY (RFC 8017 §9.1.2); unmasks `block` in place. */
static bool is_encoding_of(uint8_t *block, const Layout *layout, HashId hash, Bytes digest)
{
    const uint8_t *h = block + layout->db_size;
    size_t salt_start = layout->db_size - layout->salt_size;
    uint8_t expected[HASH_SIZE_MAX];
    if (block[layout->size - 1] != 0xbc || block[0] & ~layout->top_mask)
        return false;
    apply_mask(block, layout->db_size, hash, bytes_of(h, layout->h_size));
    block[0] &= layout->top_mask;
    for (size_t i = 0; i + 1 < salt_start; i++)
        if (block[i] != 0)
            return false;
    if (block[salt_start - 1] != 0x01)
        return false;
    compute_h(expected, hash, digest, bytes_of(block + salt_start, layout->salt_size));
    return bytes_equal(bytes_of(expected, layout->h_size), bytes_of(h, layout->h_size));
}

Error rsa_pss_recover_salt(Buffer *out, const RsaPublic *key, HashId hash, Bytes digest, size_t salt_size,
                           Bytes signature)
{
    Layout layout;
    Error error = lay_out(&layout, key->n, hash, digest, salt_size);
    if (error)
        return error;
    Buffer block = BUFFER_EMPTY;
    mpz_t x;
    mpz_init(x);
    number_from_bytes(x, signature);
    /* A value too long for the encoding's bytes is none either. */
    if (signature.size != layout.k || rsa_public_apply(x, x, key) ||
        number_to_bytes(buffer_extend(&block, layout.size), layout.size, x) ||
        !is_encoding_of(block.data, &layout, hash, digest))
        error = ERROR_BAD_SIGNATURE;
    else
        buffer_append(out, bytes_slice(buffer_bytes(&block), layout.db_size - salt_size, salt_size));
    mpz_clear(x);
    buffer_clear(&block);
    return error;
}

Error rsa_pss_verify(const RsaPublic *key, HashId hash, Bytes digest, size_t salt_size, Bytes signature)
{
    Buffer salt = BUFFER_EMPTY;
    Error error = rsa_pss_recover_salt(&salt, key, hash, digest, salt_size, signature);
    buffer_clear(&salt);
    return error;
}
