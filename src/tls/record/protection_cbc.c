/* CBC with HMAC, either one first (RFC 5246 §6.2.3.2, RFC 7366 §3). */
#include <string.h>

#include "tls/record/protection_shape.h"

/* Bytes of padding, its length byte included, that fill `size` bytes up to whole blocks: 1 to 16. Longer padding is
   legal and is accepted; shorter is made. */
static size_t padding_size(size_t size)
{
    return CIPHER_BLOCK_SIZE - size % CIPHER_BLOCK_SIZE;
}

static size_t sealed_size(const Protection *protection, size_t size)
{
    size_t inside = protection->encrypt_then_mac ? size : size + protection->mac_size;
    return protection->record_iv_size + inside + padding_size(inside) +
           (protection->encrypt_then_mac ? protection->mac_size : 0);
}

/* HMAC over the covered header and `content`. */
static void compute_mac(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes content)
{
    uint8_t header[COVERED_HEADER_SIZE];
    protection_write_covered_header(protection, header, content_type, version, content.size);
    hmac_update(&protection->hmac, BYTES_OF_ARRAY(header));
    hmac_update(&protection->hmac, content);
    hmac_finish(&protection->hmac, out);
}

/* A record's last block of ciphertext is the next one's IV where that carries none. */
static void chain_iv(Protection *protection, Bytes encrypted)
{
    memcpy(protection->iv, encrypted.data + encrypted.size - CIPHER_BLOCK_SIZE, CIPHER_BLOCK_SIZE);
}

static void draw_iv(Protection *protection, uint8_t *out, Random *random, const char *name)
{
    if (protection->record_iv_size == 0)
        return;
    random_fill(random, name, protection->iv, CIPHER_BLOCK_SIZE);
    memcpy(out, protection->iv, CIPHER_BLOCK_SIZE);
}

static void seal_fragment(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                          Random *random, const char *name)
{
    bool mac_inside = !protection->encrypt_then_mac;
    uint8_t *content = out + protection->record_iv_size;
    uint8_t *end = content + plaintext.size;
    draw_iv(protection, out, random, name);
    if (plaintext.size)
        memcpy(content, plaintext.data, plaintext.size);
    if (mac_inside) {
        compute_mac(protection, end, content_type, version, plaintext);
        end += protection->mac_size;
    }
    size_t padding = padding_size((size_t)(end - content));
    memset(end, (int)(padding - 1), padding);
    end += padding;
    Bytes encrypted = bytes_of(content, (size_t)(end - content));
    cipher_cbc_encrypt(protection->cipher, protection->iv, encrypted, content);
    chain_iv(protection, encrypted);
    if (!mac_inside)
        compute_mac(protection, end, content_type, version, bytes_of(out, (size_t)(end - out)));
}

/* Looks at every byte, whatever is found on the way. */
static bool equal_throughout(const uint8_t *a, const uint8_t *b, size_t size)
{
    uint8_t difference = 0;
    for (size_t i = 0; i < size; i++)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

/* Takes the padding off `content` of which `reserved` bytes are not padding. Bad padding counts as none (RFC 5246
   §6.2.3.2, implementation note), so that a MAC can still be computed. */
static bool strip_padding(Bytes *content, size_t reserved)
{
    uint8_t length = content->data[content->size - 1];
    if ((size_t)length + 1 + reserved > content->size)
        return false;
    bool good = true;
    for (size_t i = 0; i <= length; i++)
        good &= content->data[content->size - 1 - i] == length;
    if (good)
        content->size -= (size_t)length + 1;
    return good;
}

/* The IV that a record carries, or else the one that it follows from, and decryption to `out`. */
static Bytes decrypt_cbc(Protection *protection, uint8_t *out, Bytes fragment)
{
    Bytes encrypted = bytes_slice(fragment, protection->record_iv_size, fragment.size);
    if (protection->record_iv_size)
        memcpy(protection->iv, fragment.data, CIPHER_BLOCK_SIZE);
    cipher_cbc_decrypt(protection->cipher, protection->iv, encrypted, out);
    chain_iv(protection, encrypted);
    return bytes_of(out, encrypted.size);
}

/* MAC then encrypt: decrypts to `out`, where the content begins; its size goes to `size`. */
static bool open_mac_inside(Protection *protection, uint8_t *out, size_t *size, uint8_t content_type, uint16_t version,
                            Bytes fragment)
{
    uint8_t mac[HASH_SIZE_MAX];
    Bytes content = decrypt_cbc(protection, out, fragment);
    bool padding_good = strip_padding(&content, protection->mac_size);
    *size = content.size - protection->mac_size;
    compute_mac(protection, mac, content_type, version, bytes_of(out, *size));
    bool mac_good = equal_throughout(mac, out + *size, protection->mac_size);
    return padding_good && mac_good;
}

/* Encrypt then MAC: the code covers the IV that is there and the ciphertext, so nothing is decrypted before it was
   found good. */
static bool open_mac_outside(Protection *protection, uint8_t *out, size_t *size, uint8_t content_type, uint16_t version,
                             Bytes fragment)
{
    uint8_t mac[HASH_SIZE_MAX];
    Bytes covered = bytes_slice(fragment, 0, fragment.size - protection->mac_size);
    compute_mac(protection, mac, content_type, version, covered);
    if (!equal_throughout(mac, fragment.data + covered.size, protection->mac_size))
        return false;
    Bytes content = decrypt_cbc(protection, out, covered);
    bool good = strip_padding(&content, 0);
    *size = content.size;
    return good;
}

/* Whole blocks, and enough of them for IV, MAC and the padding's length byte. */
static bool cbc_size_is_possible(const Protection *protection, size_t size)
{
    size_t outside = protection->record_iv_size + (protection->encrypt_then_mac ? protection->mac_size : 0);
    size_t inside = 1 + (protection->encrypt_then_mac ? 0 : protection->mac_size);
    return size >= outside + inside && (size - outside) % CIPHER_BLOCK_SIZE == 0;
}

static bool open_fragment(Protection *protection, Buffer *out, uint8_t *content_type, uint16_t version, Bytes fragment)
{
    if (!cbc_size_is_possible(protection, fragment.size))
        return false;
    size_t start = out->size, size = 0;
    uint8_t *place = buffer_extend(out, fragment.size);
    bool good = protection->encrypt_then_mac
                    ? open_mac_outside(protection, place, &size, *content_type, version, fragment)
                    : open_mac_inside(protection, place, &size, *content_type, version, fragment);
    buffer_truncate(out, start + (good ? size : 0));
    return good;
}

const ProtectionShape protection_cbc = {.sealed_size = sealed_size, .seal = seal_fragment, .open = open_fragment};
