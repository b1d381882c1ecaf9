/*
 * Record protection: what one side seals the other opens, for every suite and size; any damage at all is one and the
 * same bad_record_mac. (That other people's records open is shown by the tracker's tests.)
 */
#include "check.h"

#include <string.h>

#include "crypto/hmac.h"
#include "tls/record/protection.h"

static const uint8_t key_bytes[64] = {1, 2, 3, 4, 5, 6, 7, 8, 9};

typedef struct Pair {
    const Suite *suite;
    uint16_t version;
    Protection *sealing, *opening;
    Random *random;
} Pair;

static Protection *make(const Suite *suite, uint16_t version, bool encrypt_then_mac)
{
    const CipherInfo *info = cipher_info(suite->cipher);
    const TrafficKeys keys = {bytes_of(key_bytes, info->aead ? 0 : hash_size(suite->mac)),
                              bytes_of(key_bytes, info->key_size),
                              bytes_of(key_bytes, protection_fixed_iv_size(suite, version))};
    Protection *protection = protection_new(suite, version, encrypt_then_mac, &keys);
    assert_non_null(protection);
    return protection;
}

static Pair pair_new(const Suite *suite, uint16_t version, bool encrypt_then_mac)
{
    return (Pair){suite, version, make(suite, version, encrypt_then_mac), make(suite, version, encrypt_then_mac),
                  random_new_seeded(bytes_of_text("seed"), "")};
}

static void pair_free(Pair *pair)
{
    protection_free(pair->sealing);
    protection_free(pair->opening);
    random_free(pair->random);
}

typedef void CheckSuite(const Suite *suite, uint16_t version, bool encrypt_then_mac);

/* Calls `check` with every suite in every version that has it, CBC ones both ways. */
static void for_all_suites(CheckSuite *check)
{
    const Suite *suite;
    for (int i = 0; (suite = suite_at(i)); i++)
        for (uint16_t version = suite_version_min(suite); version <= VERSION_TLS_1_2; version++) {
            check(suite, version, false);
            if (!cipher_info(suite->cipher)->aead)
                check(suite, version, true);
        }
}

static void check_round_trips(const Suite *suite, uint16_t version, bool encrypt_then_mac)
{
    Pair pair = pair_new(suite, version, encrypt_then_mac);
    static uint8_t content[16384];
    static const size_t sizes[] = {0, 1, 11, 12, 15, 16, 17, 31, 32, 33, 255, 256, 1000, 16383, 16384};
    for (size_t i = 0; i < sizeof content; i++)
        content[i] = (uint8_t)(i * 7);
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        Buffer sealed = BUFFER_EMPTY, opened = BUFFER_EMPTY;
        buffer_append_number(&sealed, 1, 0xaa); /* what stands before is left alone */
        buffer_append_number(&opened, 1, 0xbb);
        assert_int_equal(protection_sequence_number(pair.sealing), i);
        protection_seal(pair.sealing, &sealed, 23, version, bytes_of(content, sizes[i]), pair.random, "iv");
        assert_int_equal(sealed.size, 1 + protection_sealed_size(pair.sealing, sizes[i]));
        uint8_t type = 23;
        assert_int_equal(
            protection_open(pair.opening, &opened, &type, version, bytes_of(sealed.data + 1, sealed.size - 1)),
            ERROR_NONE);
        assert_int_equal(type, 23);
        assert_int_equal(opened.size, 1 + sizes[i]);
        assert_memory_equal(opened.data + 1, content, sizes[i]);
        assert_int_equal(sealed.data[0], 0xaa);
        assert_int_equal(opened.data[0], 0xbb);
        buffer_clear(&sealed);
        buffer_clear(&opened);
    }
    pair_free(&pair);
}

static void what_is_sealed_opens(void **state)
{
    (void)state;
    for_all_suites(check_round_trips);
}

/* Opens with keys that are as they were before the first record. */
static Error open_first(const Pair *pair, bool encrypt_then_mac, uint8_t type, uint16_t version, Bytes fragment)
{
    Buffer out = BUFFER_EMPTY;
    Protection *protection = make(pair->suite, pair->version, encrypt_then_mac);
    Error error = protection_open(protection, &out, &type, version, fragment);
    if (error != ERROR_NONE)
        assert_int_equal(out.size, 0);
    assert_int_equal(protection_sequence_number(protection), 1);
    protection_free(protection);
    buffer_clear(&out);
    return error;
}

static void check_damage(const Suite *suite, uint16_t version, bool encrypt_then_mac)
{
    Pair pair = pair_new(suite, version, encrypt_then_mac);
    Buffer sealed = BUFFER_EMPTY;
    protection_seal(pair.sealing, &sealed, 22, version, bytes_of_text("forty two"), pair.random, "iv");
    Bytes fragment = buffer_bytes(&sealed);
    assert_int_equal(open_first(&pair, encrypt_then_mac, 22, version, fragment), ERROR_NONE);
    for (size_t bit = 0; bit < 8 * sealed.size; bit++) {
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(open_first(&pair, encrypt_then_mac, 22, version, fragment), ERROR_BAD_RECORD_MAC);
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t size = 0; size < sealed.size; size++)
        assert_int_equal(open_first(&pair, encrypt_then_mac, 22, version, bytes_slice(fragment, 0, size)),
                         ERROR_BAD_RECORD_MAC);
    assert_int_equal(open_first(&pair, encrypt_then_mac, 23, version, fragment), ERROR_BAD_RECORD_MAC);
    assert_int_equal(open_first(&pair, encrypt_then_mac, 22, 0x0300, fragment), ERROR_BAD_RECORD_MAC);
    /* A replay meets another sequence number. */
    Buffer out = BUFFER_EMPTY;
    uint8_t type = 22;
    assert_int_equal(protection_open(pair.opening, &out, &type, version, fragment), ERROR_NONE);
    assert_int_equal(protection_open(pair.opening, &out, &type, version, fragment), ERROR_BAD_RECORD_MAC);
    assert_int_equal(out.size, 9);
    buffer_clear(&out);
    buffer_clear(&sealed);
    pair_free(&pair);
}

static void any_damage_is_bad_record_mac(void **state)
{
    (void)state;
    for_all_suites(check_damage);
}

/* A CBC record made by hand: `inside` under the key, with an IV of zeros in front. */
static Buffer encrypt_by_hand(const Suite *suite, Bytes inside)
{
    Cipher *cipher = cipher_new(suite->cipher, bytes_of(key_bytes, cipher_info(suite->cipher)->key_size));
    Buffer out = BUFFER_EMPTY;
    memset(buffer_extend(&out, 16), 0, 16);
    uint8_t *place = buffer_extend(&out, inside.size);
    cipher_cbc_encrypt(cipher, out.data, inside, place);
    cipher_free(cipher);
    return out;
}

/* "hi", its MAC and `padding` bytes of `value`, the length byte among them. */
static Error open_with_padding(const Suite *suite, size_t padding, uint8_t value)
{
    const uint8_t header[] = {0, 0, 0, 0, 0, 0, 0, 0, 23, 3, 3, 0, 2, 'h', 'i'};
    Pair pair = {.suite = suite, .version = VERSION_TLS_1_2};
    uint8_t mac[HASH_SIZE_MAX];
    Buffer inside = BUFFER_EMPTY;
    hmac_all(suite->mac, bytes_of(key_bytes, hash_size(suite->mac)), BYTES_OF_ARRAY(header), mac);
    buffer_append(&inside, bytes_of_text("hi"));
    buffer_append(&inside, bytes_of(mac, hash_size(suite->mac)));
    memset(buffer_extend(&inside, padding), value, padding);
    Buffer fragment = encrypt_by_hand(suite, buffer_bytes(&inside));
    Error error = open_first(&pair, false, 23, 0x0303, buffer_bytes(&fragment));
    buffer_clear(&inside);
    buffer_clear(&fragment);
    return error;
}

static void padding_may_be_long_and_must_be_right(void **state)
{
    (void)state;
    const Suite *suite = suite_find("AES128-SHA"); /* 2 + 20 bytes: 10 more fill two blocks */
    assert_int_equal(open_with_padding(suite, 10, 9), ERROR_NONE);
    assert_int_equal(open_with_padding(suite, 26, 25), ERROR_NONE);
    assert_int_equal(open_with_padding(suite, 250, 249), ERROR_NONE);
    assert_int_equal(open_with_padding(suite, 10, 8), ERROR_BAD_RECORD_MAC);  /* a byte of padding in the MAC's place */
    assert_int_equal(open_with_padding(suite, 10, 10), ERROR_BAD_RECORD_MAC); /* one byte of it is not padding */
    assert_int_equal(open_with_padding(suite, 10, 255), ERROR_BAD_RECORD_MAC); /* longer than the record */
}

static void the_shapes_are_those_of_the_rfcs(void **state)
{
    (void)state;
    static const struct {
        const char *suite;
        uint16_t version;
        bool encrypt_then_mac;
        size_t sealed_empty, sealed_16;
    } cases[] = {
        {"AES128-SHA", VERSION_TLS_1_0, false, 32, 48},
        {"AES128-SHA", VERSION_TLS_1_0, true, 16 + 20, 32 + 20},
        {"AES128-SHA", VERSION_TLS_1_1, false, 16 + 32, 16 + 48},
        {"AES128-SHA", VERSION_TLS_1_2, false, 16 + 32, 16 + 48},
        {"AES128-SHA", VERSION_TLS_1_2, true, 16 + 16 + 20, 16 + 32 + 20},
        {"ECDHE-RSA-AES256-SHA384", VERSION_TLS_1_2, false, 16 + 64, 16 + 80},
        {"AES128-GCM-SHA256", VERSION_TLS_1_2, false, 8 + 16, 8 + 16 + 16},
        {"ECDHE-RSA-CHACHA20-POLY1305", VERSION_TLS_1_2, false, 16, 16 + 16},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Protection *protection = make(suite_find(cases[i].suite), cases[i].version, cases[i].encrypt_then_mac);
        assert_int_equal(protection_sealed_size(protection, 0), cases[i].sealed_empty);
        assert_int_equal(protection_sealed_size(protection, 16), cases[i].sealed_16);
        protection_free(protection);
    }
}

static void the_explicit_nonce_is_the_sequence_number(void **state)
{
    (void)state;
    Pair pair = pair_new(suite_find("AES128-GCM-SHA256"), VERSION_TLS_1_2, false);
    for (uint64_t i = 0; i < 3; i++) {
        Buffer sealed = BUFFER_EMPTY;
        protection_seal(pair.sealing, &sealed, 23, 0x0303, bytes_of_text("x"), NULL, NULL);
        assert_int_equal(bytes_read_number(sealed.data, 8), i);
        buffer_clear(&sealed);
    }
    pair_free(&pair);
}

static void the_iv_of_tls_1_0_is_the_last_block_before(void **state)
{
    (void)state;
    Pair pair = pair_new(suite_find("AES128-SHA"), VERSION_TLS_1_0, true);
    Buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    protection_seal(pair.sealing, &first, 23, VERSION_TLS_1_0, bytes_of_text("one"), NULL, NULL);
    protection_seal(pair.sealing, &second, 23, VERSION_TLS_1_0, bytes_of_text("two"), NULL, NULL);
    assert_int_equal(first.size, 16 + 20);

    Cipher *cipher = cipher_new(CIPHER_AES_128_CBC, bytes_of(key_bytes, 16));
    uint8_t block[16];
    cipher_cbc_decrypt(cipher, key_bytes, bytes_of(first.data, 16), block);
    assert_memory_equal(block, "one\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c", 16);
    cipher_cbc_decrypt(cipher, first.data, bytes_of(second.data, 16), block);
    assert_memory_equal(block, "two\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c\x0c", 16);
    cipher_free(cipher);
    buffer_clear(&first);
    buffer_clear(&second);
    pair_free(&pair);
}

static void keys_of_another_size_are_refused(void **state)
{
    (void)state;
    TrafficKeys keys = {BYTES_EMPTY, bytes_of(key_bytes, 16), bytes_of(key_bytes, 4)};
    assert_null(protection_new(suite_find("AES256-GCM-SHA384"), VERSION_TLS_1_2, false, &keys));
    assert_null(protection_new(suite_find("AES128-SHA"), VERSION_TLS_1_2, false, &keys));
    keys.iv.size = 0; /* TLS 1.0 needs a first IV */
    assert_null(protection_new(suite_find("AES128-SHA"), VERSION_TLS_1_0, false, &keys));
    keys.iv.size = 12;
    assert_null(protection_new(suite_find("AES128-GCM-SHA256"), VERSION_TLS_1_2, false, &keys));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sealed_opens),
        cmocka_unit_test(any_damage_is_bad_record_mac),
        cmocka_unit_test(padding_may_be_long_and_must_be_right),
        cmocka_unit_test(the_shapes_are_those_of_the_rfcs),
        cmocka_unit_test(the_explicit_nonce_is_the_sequence_number),
        cmocka_unit_test(the_iv_of_tls_1_0_is_the_last_block_before),
        cmocka_unit_test(keys_of_another_size_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
