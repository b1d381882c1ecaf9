/* Ciphers against NIST's and the RFC's examples, and refusal of whatever was altered. */
#include "check.h"

#include <string.h>

#include "crypto/cipher.h"

/* NIST SP 800-38A appendix F.2.1 and F.2.5: one plaintext and IV, two keys. */
static const char cbc_iv[] = "000102030405060708090a0b0c0d0e0f";
static const char cbc_plain[] = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                                "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
static const struct {
    CipherId cipher;
    const char *key, *encrypted;
} cbc_vectors[] = {
    {CIPHER_AES_128_CBC, "2b7e151628aed2a6abf7158809cf4f3c",
     "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
     "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"},
    {CIPHER_AES_256_CBC, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
     "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
     "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"},
};

static const struct {
    CipherId cipher;
    const char *key, *nonce, *additional, *plain, *sealed;
} aead_vectors[] = {
#include "aead_vectors.def"
};

static Cipher *cipher_of_hex(CipherId id, const char *hex)
{
    Buffer key = from_hex(hex);
    Cipher *cipher = cipher_new(id, buffer_bytes(&key));
    assert_non_null(cipher);
    buffer_clear(&key);
    return cipher;
}

static void cbc_gives_the_published_blocks_in_place_and_not(void **state)
{
    (void)state;
    Buffer iv = from_hex(cbc_iv), plain = from_hex(cbc_plain);
    for (size_t i = 0; i < COUNT_OF(cbc_vectors); i++) {
        Cipher *cipher = cipher_of_hex(cbc_vectors[i].cipher, cbc_vectors[i].key);
        uint8_t out[64], back[64];
        cipher_cbc_encrypt(cipher, iv.data, buffer_bytes(&plain), out);
        assert_hex(BYTES_OF_ARRAY(out), cbc_vectors[i].encrypted);
        cipher_cbc_decrypt(cipher, iv.data, BYTES_OF_ARRAY(out), back);
        assert_hex(BYTES_OF_ARRAY(back), cbc_plain);

        cipher_cbc_encrypt(cipher, iv.data, BYTES_OF_ARRAY(back), back);
        assert_hex(BYTES_OF_ARRAY(back), cbc_vectors[i].encrypted);
        cipher_cbc_decrypt(cipher, iv.data, BYTES_OF_ARRAY(back), back);
        assert_hex(BYTES_OF_ARRAY(back), cbc_plain);

        assert_hex(buffer_bytes(&iv), cbc_iv);
        cipher_free(cipher);
    }
    buffer_clear(&iv);
    buffer_clear(&plain);
}

/* A vector's numbers as bytes. */
typedef struct Case {
    Cipher *cipher;
    Buffer nonce, additional, plain, sealed;
} Case;

static Case case_init(size_t i)
{
    return (Case){cipher_of_hex(aead_vectors[i].cipher, aead_vectors[i].key), from_hex(aead_vectors[i].nonce),
                  from_hex(aead_vectors[i].additional), from_hex(aead_vectors[i].plain),
                  from_hex(aead_vectors[i].sealed)};
}

static void case_clear(Case *c)
{
    cipher_free(c->cipher);
    buffer_clear(&c->nonce);
    buffer_clear(&c->additional);
    buffer_clear(&c->plain);
    buffer_clear(&c->sealed);
}

static void aead_seals_and_opens_the_published_messages(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(aead_vectors); i++) {
        Case c = case_init(i);
        uint8_t out[256];
        cipher_aead_seal(c.cipher, c.nonce.data, buffer_bytes(&c.additional), buffer_bytes(&c.plain), out);
        assert_hex(bytes_of(out, c.plain.size + CIPHER_TAG_SIZE), aead_vectors[i].sealed);
        /* in place, and after another use of the same key */
        assert_int_equal(
            cipher_aead_open(c.cipher, c.nonce.data, buffer_bytes(&c.additional), bytes_of(out, c.sealed.size), out),
            ERROR_NONE);
        assert_hex(bytes_of(out, c.plain.size), aead_vectors[i].plain);
        cipher_aead_seal(c.cipher, c.nonce.data, buffer_bytes(&c.additional), bytes_of(out, c.plain.size), out);
        assert_hex(bytes_of(out, c.sealed.size), aead_vectors[i].sealed);
        case_clear(&c);
    }
}

static void assert_refused(Case *c, Bytes sealed)
{
    uint8_t out[256];
    memset(out, 0xee, sizeof out);
    assert_int_equal(cipher_aead_open(c->cipher, c->nonce.data, buffer_bytes(&c->additional), sealed, out),
                     ERROR_BAD_RECORD_MAC);
    for (size_t i = 0; i + CIPHER_TAG_SIZE < sealed.size; i++)
        assert_int_equal(out[i], 0);
}

static void any_altered_byte_is_refused_and_leaves_zeros(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(aead_vectors); i++) {
        Case c = case_init(i);
        Buffer *parts[] = {&c.sealed, &c.nonce, &c.additional};
        for (size_t part = 0; part < COUNT_OF(parts); part++)
            for (size_t at = 0; at < parts[part]->size; at++) {
                parts[part]->data[at] ^= 0x40;
                assert_refused(&c, buffer_bytes(&c.sealed));
                parts[part]->data[at] ^= 0x40;
            }
        case_clear(&c);
    }
}

static void what_is_too_short_for_a_tag_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(aead_vectors); i++) {
        Case c = case_init(i);
        for (size_t size = 0; size < c.sealed.size; size++)
            assert_refused(&c, bytes_slice(buffer_bytes(&c.sealed), 0, size));
        case_clear(&c);
    }
}

static void keys_of_another_size_are_refused(void **state)
{
    (void)state;
    static const uint8_t key[CIPHER_KEY_SIZE_MAX + 1];
    for (int id = 0; id < CIPHER_COUNT; id++)
        for (size_t size = 0; size <= sizeof key; size++) {
            Cipher *cipher = cipher_new((CipherId)id, bytes_of(key, size));
            assert_int_equal(cipher != NULL, size == cipher_info((CipherId)id)->key_size);
            cipher_free(cipher);
        }
}

static void sizes_agree_with_each_other(void **state)
{
    (void)state;
    for (int id = 0; id < CIPHER_COUNT; id++) {
        const CipherInfo *info = cipher_info((CipherId)id);
        size_t nonce_size = info->aead ? CIPHER_NONCE_SIZE : CIPHER_BLOCK_SIZE;
        assert_int_equal(info->fixed_iv_size + info->record_iv_size, nonce_size);
        assert_int_equal(info->tag_size, info->aead ? CIPHER_TAG_SIZE : 0);
        assert_int_equal(info->block_size, info->aead ? 1 : CIPHER_BLOCK_SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cbc_gives_the_published_blocks_in_place_and_not),
        cmocka_unit_test(aead_seals_and_opens_the_published_messages),
        cmocka_unit_test(any_altered_byte_is_refused_and_leaves_zeros),
        cmocka_unit_test(what_is_too_short_for_a_tag_is_refused),
        cmocka_unit_test(keys_of_another_size_are_refused),
        cmocka_unit_test(sizes_agree_with_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
