/*
 * The PRF against vectors that were posted to the IETF's TLS mailing list: that of TLS 1.2 for P_SHA256, P_SHA384 and
 * P_SHA512 in message 03416, that of TLS 1.0 in message 01589. Secrets of odd lengths, whose halves share a byte, are
 * OpenSSL's: openssl kdf -keylen N -kdfopt digest:MD5-SHA1 -kdfopt hexsecret:… -kdfopt hexseed:LABEL‖SEED TLS1-PRF. The
 * steps are held against the formulas of RFC 5246 §5 and RFC 2246 §5.
 */
#include "check.h"

#include <string.h>

#include "crypto/hmac.h"
#include "crypto/prf.h"

static const struct {
    HashId hash;
    const char *secret, *seed, *output;
    const char *label;
} vectors[] = {
    {HASH_SHA256, "9bbe436ba940f017b17652849a71db35", "a0ba9f936cda311827a6f796ffd5198c",
     "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af"
     "0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
     "87347b66",
     "test label"},
    {HASH_SHA384, "b80b733d6ceefcdc71566ea48e5567df", "cd665cf6a8447dd6ff8b27555edb7465",
     "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0"
     "e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425"
     "9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e099070"
     "3d73e56f",
     "test label"},
    {HASH_SHA512, "b0323523c1853599584d88568bbb05eb", "d4640e12e4bcdbfb437f03e6ae418ee5",
     "1261f588c798c5c201ff036e7a9cb5edcd7fe3f94c669a122a4638d7d508b283042df6789875c7147e906d868bc75c45"
     "e20eb40c1cf4a1713b27371f68432592f7dc8ea8ef223e12ea8507841311bf68653d0cfc4056d811f025c45ddfa6e6fe"
     "c702f054b409d6f28dd0a3233e498da41a3e75c5630eedbe22fe254e33a1b0e9f6b9826675bec7d01a845658dc9c3975"
     "45401d40b9f46c7a400ee1b8f81ca0a60d1a397a1028bff5d2ef5066126842fb8da4197632bdb54ff6633f86bbc836e6"
     "40d4d898",
     "test label"},
    {HASH_MD5_SHA1, "abababababababababababababababababababababababababababababababababababababababababababababababab",
     "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
     "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
     "d3d4d1e349b5d515044666d51de32bab258cb521b6b053463e354832fd976754443bcf9a296519bc289abcbc1187e4eb"
     "d31e602353776c408aafb74cbc85eff69255f9788faa184cbb957a9819d84a5d7eb006eb459d3ae8de9810454b8b2d8f"
     "1afbc655a8c9a013",
     "PRF Testvector"},
    {HASH_MD5_SHA1, "0123456789abcdef0123456789abcd", "00112233445566778899aabbccddeeff",
     "c8dfe8710fe3add7cb466ac34533f111b9b6fb56d04b47ba217d5f10ab0984438218aa32f84024bf6658168cef687b16"
     "f293df7f5f18b77690a62339",
     "key expansion"},
    {HASH_MD5_SHA1, "5a", "01", "b3afd2cb52221decca99037c0ddc163ca7488ce0b3f861675384ed718e4ee8f725b9959344",
     "master secret"},
};
static const char label[] = "test label";

static void outputs_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer secret = from_hex(vectors[i].secret), seed = from_hex(vectors[i].seed);
        uint8_t out[256];
        size_t size = strlen(vectors[i].output) / 2;
        prf_stretch(vectors[i].hash, buffer_bytes(&secret), vectors[i].label, buffer_bytes(&seed), out, size);
        assert_hex(bytes_of(out, size), vectors[i].output);
        buffer_clear(&secret);
        buffer_clear(&seed);
    }
}

static void a_shorter_output_is_the_beginning_of_a_longer_one(void **state)
{
    (void)state;
    uint8_t whole[150];
    prf_stretch(HASH_SHA256, bytes_of_text("secret"), label, bytes_of_text("seed"), whole, sizeof whole);
    for (size_t size = 0; size <= 100; size++) {
        uint8_t part[101];
        memset(part, 0xee, sizeof part);
        prf_stretch(HASH_SHA256, bytes_of_text("secret"), label, bytes_of_text("seed"), part, size);
        assert_memory_equal(part, whole, size);
        assert_int_equal(part[size], 0xee);
    }
}

typedef struct Steps {
    int count;
    HashId hash;
    Bytes secret;
    Buffer a, blocks; /* the last A(i), and all blocks */
} Steps;

/* Recomputes the step from the one before it, by one call of HMAC for each of its two values. */
static void check_step(void *context, const PrfStep *step)
{
    Steps *steps = context;
    uint8_t expected[HASH_SIZE_MAX];
    size_t size = hash_size(steps->hash);
    assert_int_equal(step->hash, steps->hash);
    assert_int_equal(step->i, ++steps->count);

    hmac_all(steps->hash, steps->secret, buffer_bytes(&steps->a), expected);
    assert_true(bytes_equal(step->a, bytes_of(expected, size)));

    buffer_set(&steps->a, step->a);
    buffer_append(&steps->a, bytes_of_text("test labelseed"));
    hmac_all(steps->hash, steps->secret, buffer_bytes(&steps->a), expected);
    assert_true(bytes_equal(step->block, bytes_of(expected, size)));

    buffer_set(&steps->a, step->a);
    buffer_append(&steps->blocks, step->block);
}

static Steps steps_of(HashId hash, Bytes secret)
{
    Steps steps = {.hash = hash, .secret = secret};
    buffer_set(&steps.a, bytes_of_text("test labelseed")); /* A(0) */
    return steps;
}

static void clear_steps(Steps *steps)
{
    buffer_clear(&steps->a);
    buffer_clear(&steps->blocks);
}

static void steps_follow_the_formulas_and_make_up_the_output(void **state)
{
    (void)state;
    for (int id = 0; id < HASH_MD5_SHA1; id++) {
        Bytes secret = bytes_of_text("secret");
        Steps steps = steps_of((HashId)id, secret);
        uint8_t out[104];
        prf_stretch_steps((HashId)id, secret, label, bytes_of_text("seed"), out, sizeof out, check_step, &steps);
        size_t size = hash_size((HashId)id);
        assert_int_equal(steps.count, (sizeof out + size - 1) / size);
        assert_memory_equal(out, steps.blocks.data, sizeof out);
        clear_steps(&steps);
    }
}

/* Steps of two hashes, each on its half of the secret. */
static void check_step_of_either(void *context, const PrfStep *step)
{
    Steps *either = context;
    check_step(&either[step->hash == HASH_SHA1], step);
}

static void steps_of_two_hashes_make_up_the_output_of_tls_1_0(void **state)
{
    (void)state;
    /* seven bytes: the fourth belongs to both halves */
    Steps steps[] = {steps_of(HASH_MD5, bytes_of_text("secr")), steps_of(HASH_SHA1, bytes_of_text("rets"))};
    uint8_t out[104];
    prf_stretch_steps(HASH_MD5_SHA1, bytes_of_text("secrets"), label, bytes_of_text("seed"), out, sizeof out,
                      check_step_of_either, steps);
    assert_int_equal(steps[0].count, 7);
    assert_int_equal(steps[1].count, 6);
    for (size_t i = 0; i < sizeof out; i++)
        assert_int_equal(out[i], steps[0].blocks.data[i] ^ steps[1].blocks.data[i]);
    clear_steps(&steps[0]);
    clear_steps(&steps[1]);
}

static void the_halves_of_a_secret_share_a_middle_byte(void **state)
{
    (void)state;
    assert_true(bytes_equal(prf_half(bytes_of_text("secrets"), HASH_MD5), bytes_of_text("secr")));
    assert_true(bytes_equal(prf_half(bytes_of_text("secrets"), HASH_SHA1), bytes_of_text("rets")));
    assert_true(bytes_equal(prf_half(bytes_of_text("secret"), HASH_MD5), bytes_of_text("sec")));
    assert_true(bytes_equal(prf_half(bytes_of_text("secret"), HASH_SHA1), bytes_of_text("ret")));
    assert_int_equal(prf_half(BYTES_EMPTY, HASH_SHA1).size, 0);
}

static void secret_and_seed_may_be_empty(void **state)
{
    (void)state;
    uint8_t out[48], a[HASH_SIZE_MAX], block[HASH_SIZE_MAX];
    prf_stretch(HASH_SHA384, BYTES_EMPTY, "", BYTES_EMPTY, out, sizeof out);
    hmac_all(HASH_SHA384, BYTES_EMPTY, BYTES_EMPTY, a);
    hmac_all(HASH_SHA384, BYTES_EMPTY, bytes_of(a, 48), block);
    assert_memory_equal(out, block, sizeof out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_the_published_ones),
        cmocka_unit_test(a_shorter_output_is_the_beginning_of_a_longer_one),
        cmocka_unit_test(steps_follow_the_formulas_and_make_up_the_output),
        cmocka_unit_test(steps_of_two_hashes_make_up_the_output_of_tls_1_0),
        cmocka_unit_test(the_halves_of_a_secret_share_a_middle_byte),
        cmocka_unit_test(secret_and_seed_may_be_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
