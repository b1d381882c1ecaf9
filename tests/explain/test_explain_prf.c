/*
 * The PRF and the keys row by row, held against src/crypto for secrets of every size. The published vectors that
 * src/crypto passes are in tests/crypto/test_crypto_prf.c; one of each version is here too, from the same sources.
 */
#include "rows.h"

#include "crypto/prf.h"
#include "explain/secrets/key_schedule.h"
#include "explain/secrets/prf.h"

static Worked *prf_of(HashId hash, Bytes secret, const char *label, Bytes seed, size_t size)
{
    Operand part = operand_bytes("seed", seed);
    return explain_prf(&(PrfCall){hash, operand_bytes("secret", secret), label, &part, 1, "output", size});
}

static void assert_published(HashId hash, const char *secret_hex, const char *label, const char *seed_hex,
                             const char *output)
{
    Buffer secret = from_hex(secret_hex), seed = from_hex(seed_hex), expected = from_hex(output);
    Worked *worked = prf_of(hash, buffer_bytes(&secret), label, buffer_bytes(&seed), expected.size);
    assert_value(worked, buffer_bytes(&expected));
    assert_rows_in_any_order(worked);
    assert_openings(worked);
    worked_free(worked);
    buffer_clear(&secret);
    buffer_clear(&seed);
    buffer_clear(&expected);
}

/* Messages 03416 and 01589 of the IETF's TLS mailing list. */
static void outputs_are_the_published_ones(void **state)
{
    (void)state;
    assert_published(HASH_SHA256, "9bbe436ba940f017b17652849a71db35", "test label", "a0ba9f936cda311827a6f796ffd5198c",
                     "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af"
                     "0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                     "87347b66");
    assert_published(HASH_MD5_SHA1,
                     "abababababababababababababababababababababababababababababababababababababababababababababababab",
                     "PRF Testvector",
                     "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
                     "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
                     "d3d4d1e349b5d515044666d51de32bab258cb521b6b053463e354832fd976754443bcf9a296519bc289abcbc1187e4eb"
                     "d31e602353776c408aafb74cbc85eff69255f9788faa184cbb957a9819d84a5d7eb006eb459d3ae8de9810454b8b2d8f"
                     "1afbc655a8c9a013");
}

/* Secrets of no byte, of one, of odd and even sizes, and of more than a block of the hash; one to forty blocks. */
static void outputs_are_those_of_the_prf(void **state)
{
    (void)state;
    static const HashId hashes[] = {HASH_SHA256, HASH_SHA384, HASH_MD5_SHA1};
    static const size_t secrets[] = {0, 1, 2, 7, 48, 63, 64, 65, 127, 128, 129, 300};
    static const size_t sizes[] = {1, 12, 31, 32, 33, 48, 104, 160, 224, 640};
    uint8_t secret[300], expected[640];
    for (size_t i = 0; i < sizeof secret; i++)
        secret[i] = (uint8_t)(7 * i + 1);
    for (size_t h = 0; h < COUNT_OF(hashes); h++)
        for (size_t i = 0; i < COUNT_OF(secrets); i++)
            for (size_t j = 0; j < COUNT_OF(sizes); j++) {
                Bytes key = bytes_of(secret, secrets[i]), seed = bytes_of_text("a seed");
                Worked *worked = prf_of(hashes[h], key, "label", seed, sizes[j]);
                prf_stretch(hashes[h], key, "label", seed, expected, sizes[j]);
                assert_value(worked, bytes_of(expected, sizes[j]));
                assert_openings(worked);
                worked_free(worked);
            }
    assert_null(prf_of(HASH_SHA256, BYTES_EMPTY, "label", BYTES_EMPTY, 0));
}

static void each_step_has_a_row(void **state)
{
    (void)state;
    uint8_t pre_master[48] = {3, 3}, client[32] = {1}, server[32] = {2}, seed[64] = {1}, expected[48];
    seed[32] = 2;
    Worked *worked =
        explain_master_secret(HASH_SHA256, BYTES_OF_ARRAY(pre_master), BYTES_OF_ARRAY(client), BYTES_OF_ARRAY(server));
    static const char *const formulas[][2] = {
        {"A0", "\"master secret\" ‖ client_random ‖ server_random"}, {"A1", "HMAC-SHA-256(pre_master_secret, A0)"},
        {"block1", "HMAC-SHA-256(pre_master_secret, A1 ‖ A0)"},      {"A2", "HMAC-SHA-256(pre_master_secret, A1)"},
        {"block2", "HMAC-SHA-256(pre_master_secret, A2 ‖ A0)"},      {"master_secret", "(block1 ‖ block2)[0..47]"},
    };
    assert_int_equal(worked_count(worked), COUNT_OF(formulas));
    for (size_t i = 0; i < COUNT_OF(formulas); i++) {
        Arena arena = {0};
        Row row;
        worked_row(worked, i, &arena, &row);
        assert_string_equal(row.result.name, formulas[i][0]);
        assert_string_equal(row.formula, formulas[i][1]);
        arena_clear(&arena);
    }
    prf_stretch(HASH_SHA256, BYTES_OF_ARRAY(pre_master), "master secret", BYTES_OF_ARRAY(seed), expected,
                sizeof expected);
    assert_value(worked, BYTES_OF_ARRAY(expected));

    Worked *hmac = worked_open(worked, 2);
    assert_string_equal(worked_title(hmac), "HMAC-SHA-256, keyed hashing");
    assert_int_equal(worked_count(hmac), 5);
    worked_free(hmac);
    worked_free(worked);
}

static void keys_lie_one_behind_the_other(void **state)
{
    (void)state;
    uint8_t master[48] = {5}, client[32] = {1}, server[32] = {2}, seed[64] = {2}, block[136];
    seed[32] = 1;
    KeySizes sizes = {.mac_key = 32, .key = 16, .iv = 16};
    Worked *keys =
        explain_keys(HASH_SHA256, BYTES_OF_ARRAY(master), BYTES_OF_ARRAY(server), BYTES_OF_ARRAY(client), &sizes);
    prf_stretch(HASH_SHA256, BYTES_OF_ARRAY(master), "key expansion", BYTES_OF_ARRAY(seed), block, 128);
    static const size_t offsets[] = {0, 32, 64, 80, 96, 112, 128};
    size_t first = worked_count(keys) - 6;
    for (size_t i = 0; i < 6; i++) {
        Arena arena = {0};
        Row row;
        worked_row(keys, first + i, &arena, &row);
        assert_true(bytes_equal(row.result.value, bytes_of(block + offsets[i], offsets[i + 1] - offsets[i])));
        arena_clear(&arena);
    }
    worked_free(keys);

    Operand whole = operand_bytes("key_block", bytes_of(block, 128));
    Worked *part = explain_part("server_write_key", &whole, 80, 16);
    assert_value(part, bytes_of(block + 80, 16));
    worked_free(part);
    assert_null(explain_part("none", &whole, 120, 9));
    assert_null(explain_part("none", &whole, 129, 1));
    assert_null(explain_part("none", &whole, 0, 0));
    KeySizes none = {0};
    assert_null(explain_keys(HASH_SHA256, BYTES_EMPTY, BYTES_EMPTY, BYTES_EMPTY, &none));
}

static void secrets_are_put_together(void **state)
{
    (void)state;
    Buffer expected = from_hex("0003000000000361626300");
    Worked *worked = explain_psk_pre_master(bytes_of("\0\0\0", 3), bytes_of_text("abc"));
    buffer_truncate(&expected, 10);
    assert_value(worked, buffer_bytes(&expected));
    worked_free(worked);
    buffer_clear(&expected);

    Arena arena = {0};
    Operand shared = number_operand(&arena, "shared", "0x0102ff");
    worked = explain_stripped_secret(&shared, "pre_master_secret");
    assert_value(worked, bytes_of("\x01\x02\xff", 3));
    worked_free(worked);
    arena_clear(&arena);
}

static void hashes_and_finished_are_those_of_the_version(void **state)
{
    (void)state;
    static const HashId hashes[] = {HASH_SHA256, HASH_SHA384, HASH_MD5_SHA1};
    uint8_t digest[HASH_SIZE_MAX], expected[12], master[48] = {7};
    for (size_t i = 0; i < COUNT_OF(hashes); i++) {
        Bytes messages = bytes_of_text("the messages");
        hash_all(hashes[i], messages, digest);
        Bytes hash = bytes_of(digest, hash_size(hashes[i]));
        Worked *worked = explain_handshake_hash(hashes[i], "client_finished_hash", messages);
        assert_value(worked, hash);
        worked_free(worked);
        worked = explain_verify_data(hashes[i], BYTES_OF_ARRAY(master), "client finished", hash);
        prf_stretch(hashes[i], BYTES_OF_ARRAY(master), "client finished", hash, expected, sizeof expected);
        assert_value(worked, BYTES_OF_ARRAY(expected));
        worked_free(worked);
        worked = explain_extended_master_secret(hashes[i], BYTES_OF_ARRAY(master), hash);
        uint8_t extended[48];
        prf_stretch(hashes[i], BYTES_OF_ARRAY(master), "extended master secret", hash, extended, sizeof extended);
        assert_value(worked, BYTES_OF_ARRAY(extended));
        worked_free(worked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_the_published_ones),
        cmocka_unit_test(outputs_are_those_of_the_prf),
        cmocka_unit_test(each_step_has_a_row),
        cmocka_unit_test(keys_lie_one_behind_the_other),
        cmocka_unit_test(secrets_are_put_together),
        cmocka_unit_test(hashes_and_finished_are_those_of_the_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
