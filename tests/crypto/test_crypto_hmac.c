/* HMAC against RFC 2202 and RFC 4231, and the reuse of a keyed state that the PRF and the record layer stand on. */
#include "check.h"

#include "crypto/hmac.h"

static const struct {
    HashId hash;
    const char *key, *message, *code;
} vectors[] = {
#include "hmac_vectors.def"
};

static void codes_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer key = from_hex(vectors[i].key), message = from_hex(vectors[i].message);
        uint8_t code[HASH_SIZE_MAX];
        hmac_all(vectors[i].hash, buffer_bytes(&key), buffer_bytes(&message), code);
        assert_hex(bytes_of(code, hash_size(vectors[i].hash)), vectors[i].code);
        buffer_clear(&key);
        buffer_clear(&message);
    }
}

static void a_keyed_state_gives_the_same_code_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer key = from_hex(vectors[i].key), message = from_hex(vectors[i].message);
        uint8_t code[HASH_SIZE_MAX];
        Hmac hmac;
        hmac_init(&hmac, vectors[i].hash, buffer_bytes(&key));
        for (int round = 0; round < 3; round++) {
            hmac_update(&hmac, bytes_slice(buffer_bytes(&message), 0, 3));
            hmac_update(&hmac, bytes_slice(buffer_bytes(&message), 3, message.size));
            hmac_finish(&hmac, code);
            assert_hex(bytes_of(code, hash_size(vectors[i].hash)), vectors[i].code);
        }
        hmac_clear(&hmac);
        buffer_clear(&key);
        buffer_clear(&message);
    }
}

/* The value is the one of Python: hmac.digest(b"", b"", "sha256"). */
static void key_and_message_may_be_empty(void **state)
{
    (void)state;
    uint8_t code[HASH_SIZE_MAX];
    hmac_all(HASH_SHA256, BYTES_EMPTY, BYTES_EMPTY, code);
    assert_hex(bytes_of(code, 32), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

static void clearing_wipes_the_key(void **state)
{
    (void)state;
    static const uint8_t zeros[sizeof(Hmac)];
    Hmac hmac;
    hmac_init(&hmac, HASH_SHA512, bytes_of_text("secret"));
    hmac_clear(&hmac);
    assert_memory_equal(&hmac, zeros, sizeof hmac);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_the_published_ones),
        cmocka_unit_test(a_keyed_state_gives_the_same_code_again),
        cmocka_unit_test(key_and_message_may_be_empty),
        cmocka_unit_test(clearing_wipes_the_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
