#include "tls/record/protection.h"

#include <string.h>

#include "base/memory.h"
#include "tls/record/protection_shape.h"

size_t protection_fixed_iv_size(const Suite *suite, uint16_t version)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    return info->aead || version_has_record_iv(version) ? info->fixed_iv_size : info->block_size;
}

void protection_write_covered_header(const Protection *protection, uint8_t out[COVERED_HEADER_SIZE],
                                     uint8_t content_type, uint16_t version, size_t length)
{
    bytes_write_number(out, 8, protection->sequence_number);
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
    protection->shape = info->aead ? &protection_aead : &protection_cbc;
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

size_t protection_sealed_size(const Protection *protection, size_t size)
{
    return protection->shape->sealed_size(protection, size);
}

void protection_seal(Protection *protection, Buffer *out, uint8_t content_type, uint16_t version, Bytes plaintext,
                     Random *random, const char *name)
{
    uint8_t *place = buffer_extend(out, protection_sealed_size(protection, plaintext.size));
    protection->shape->seal(protection, place, content_type, version, plaintext, random, name);
    protection->sequence_number++;
}

Error protection_open(Protection *protection, Buffer *out, uint8_t *content_type, uint16_t version, Bytes fragment)
{
    bool good = protection->shape->open(protection, out, content_type, version, fragment);
    protection->sequence_number++;
    return good ? ERROR_NONE : ERROR_BAD_RECORD_MAC;
}
