#include "tls/record/protection.h"

#include <string.h>

#include "base/memory.h"
#include "crypto/hmac.h"

struct Protection {
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

size_t protection_fixed_iv_size(const Suite *suite, uint16_t version)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    return info->aead || version_has_record_iv(version) ? info->fixed_iv_size : info->block_size;
}

/* seq_num ‖ type ‖ version ‖ length: what MAC and AEAD cover besides the content (RFC 5246 §6.2.3.1, §6.2.3.3). */
enum { COVERED_HEADER_SIZE = 8 + 1 + 2 + 2 };

static void write_covered_header(uint8_t out[COVERED_HEADER_SIZE], uint64_t sequence_number, uint8_t content_type,
                                 uint16_t version, size_t length)
{
    bytes_write_number(out, 8, sequence_number);
    out[8] = content_type;
    bytes_write_number(out + 9, 2, version);
    bytes_write_number(out + 11, 2, length);
}

Protection *protection_new(const Suite *suite, uint16_t version, bool encrypt_then_mac, const TrafficKeys *keys)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    size_t mac_size = info->aead ? 0 : hash_size(suite->mac);
    if (keys->mac_key.size != mac_size || keys->iv.size != protection_fixed_iv_size(suite, version))
        return NULL;
    Cipher *cipher = cipher_new(suite->cipher, keys->key);
    if (!cipher)
        return NULL;
    Protection *protection = memory_new(sizeof *protection);
    protection->info = info;
    protection->cipher = cipher;
    protection->encrypt_then_mac = encrypt_then_mac && !info->aead;
    protection->record_iv_size = info->aead || version_has_record_iv(version) ? info->record_iv_size : 0;
    protection->mac_size = mac_size;
    if (mac_size)
        hmac_init(&protection->hmac, suite->mac, keys->mac_key);
    if (keys->iv.size)
        memcpy(protection->iv, keys->iv.data, keys->iv.size);
    return protection;
}

void protection_free(Protection *protection)
{
    if (!protection)
        return;
    cipher_free(protection->cipher);
    memory_wipe(protection, sizeof *protection);
    memory_free(protection);
}

uint64_t protection_sequence_number(const Protection *protection)
{
    return protection->sequence_number;
}

/* Bytes of padding, its length byte included, that fill `size` bytes up to whole blocks: 1 to 16. Longer padding is
   legal and is accepted; shorter is made. */
static size_t padding_size(size_t size)
{
    return CIPHER_BLOCK_SIZE - size % CIPHER_BLOCK_SIZE;
}

size_t protection_sealed_size(const Protection *protection, size_t size)
{
    const CipherInfo *info = protection->info;
    if (info->aead)
        return info->record_iv_size + size + info->tag_size;
    size_t inside = protection->encrypt_then_mac ? size : size + protection->mac_size;
    return protection->record_iv_size + inside + padding_size(inside) +
           (protection->encrypt_then_mac ? protection->mac_size : 0);
}

/* HMAC over the covered header and `content`. */
static void compute_mac(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes content)
{
    uint8_t header[COVERED_HEADER_SIZE];
    write_covered_header(header, protection->sequence_number, content_type, version, content.size);
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

static void seal_cbc(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes plaintext,
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

static void seal_aead(Protection *protection, uint8_t *out, uint8_t content_type, uint16_t version, Bytes plaintext)
{
    uint8_t header[COVERED_HEADER_SIZE];
    uint8_t nonce[CIPHER_NONCE_SIZE];
    size_t explicit_size = protection->info->record_iv_size;
    /* RFC 5288 §3 leaves the choice to the sender and proposes the sequence number: it never comes twice. */
    bytes_write_number(out, explicit_size, protection->sequence_number);
    write_nonce(protection, nonce, out);
    write_covered_header(header, protection->sequence_number, content_type, version, plaintext.size);
    cipher_aead_seal(protection->cipher, nonce, BYTES_OF_ARRAY(header), plaintext, out + explicit_size);
}

void protection_seal(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                     Random *random, const char *name)
{
    uint8_t *place = buffer_extend(out, protection_sealed_size(protection, plaintext.size));
    if (protection->info->aead)
        seal_aead(protection, place, content_type, version, plaintext);
    else
        seal_cbc(protection, place, content_type, version, plaintext, random, name);
    protection->sequence_number++;
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

static bool open_cbc(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes fragment)
{
    if (!cbc_size_is_possible(protection, fragment.size))
        return false;
    size_t start = out->size, size = 0;
    uint8_t *place = buffer_extend(out, fragment.size);
    bool good = protection->encrypt_then_mac
                    ? open_mac_outside(protection, place, &size, content_type, version, fragment)
                    : open_mac_inside(protection, place, &size, content_type, version, fragment);
    buffer_truncate(out, start + (good ? size : 0));
    return good;
}

static bool open_aead(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes fragment)
{
    const CipherInfo *info = protection->info;
    if (fragment.size < info->record_iv_size + info->tag_size)
        return false;
    uint8_t header[COVERED_HEADER_SIZE];
    uint8_t nonce[CIPHER_NONCE_SIZE];
    Bytes sealed = bytes_slice(fragment, info->record_iv_size, fragment.size);
    size_t start = out->size, size = sealed.size - info->tag_size;
    write_nonce(protection, nonce, fragment.data);
    write_covered_header(header, protection->sequence_number, content_type, version, size);
    uint8_t *place = buffer_extend(out, sealed.size);
    bool good = cipher_aead_open(protection->cipher, nonce, BYTES_OF_ARRAY(header), sealed, place) == ERROR_NONE;
    buffer_truncate(out, start + (good ? size : 0));
    return good;
}

Error protection_open(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes fragment)
{
    bool good = protection->info->aead ? open_aead(protection, out, content_type, version, fragment)
                                       : open_cbc(protection, out, content_type, version, fragment);
    protection->sequence_number++;
    return good ? ERROR_NONE : ERROR_BAD_RECORD_MAC;
}
