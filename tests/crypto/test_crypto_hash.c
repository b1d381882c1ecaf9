/* Hash functions against the published examples, and what callers rely on besides: copying and starting over. */
#include "check.h"

#include "crypto/hash.h"

static const struct {
    HashId hash;
    const char *message;
    int times;
    const char *digest;
} vectors[] = {
#include "hash_vectors.def"
};

static void digests_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        uint8_t digest[HASH_SIZE_MAX];
        Hash hash;
        hash_init(&hash, vectors[i].hash);
        for (int k = 0; k < vectors[i].times; k++)
            hash_update(&hash, bytes_of_text(vectors[i].message));
        hash_finish(&hash, digest);
        assert_hex(bytes_of(digest, hash_size(vectors[i].hash)), vectors[i].digest);
    }
}

static void hash_all_gives_the_same_as_the_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        if (vectors[i].times != 1)
            continue;
        uint8_t digest[HASH_SIZE_MAX];
        hash_all(vectors[i].hash, bytes_of_text(vectors[i].message), digest);
        assert_hex(bytes_of(digest, hash_size(vectors[i].hash)), vectors[i].digest);
    }
}

static void a_copy_can_be_finished_while_the_original_goes_on(void **state)
{
    (void)state;
    for (int id = 0; id < HASH_COUNT; id++) {
        uint8_t early[HASH_SIZE_MAX], late[HASH_SIZE_MAX], expected[HASH_SIZE_MAX];
        size_t size = hash_size((HashId)id);
        Hash hash;
        hash_init(&hash, (HashId)id);
        hash_update(&hash, bytes_of_text("ClientHello"));
        Hash copy = hash;
        hash_finish(&copy, early);
        hash_update(&hash, bytes_of_text("ServerHello"));
        hash_finish(&hash, late);

        hash_all((HashId)id, bytes_of_text("ClientHello"), expected);
        assert_memory_equal(early, expected, size);
        hash_all((HashId)id, bytes_of_text("ClientHelloServerHello"), expected);
        assert_memory_equal(late, expected, size);
    }
}

static void a_finished_hash_starts_over(void **state)
{
    (void)state;
    for (int id = 0; id < HASH_COUNT; id++) {
        uint8_t first[HASH_SIZE_MAX], second[HASH_SIZE_MAX];
        Hash hash;
        hash_init(&hash, (HashId)id);
        hash_update(&hash, bytes_of_text("abc"));
        hash_finish(&hash, first);
        hash_update(&hash, bytes_of_text("abc"));
        hash_finish(&hash, second);
        assert_memory_equal(first, second, hash_size((HashId)id));
    }
}

static void sizes_fit_and_names_lead_back(void **state)
{
    (void)state;
    for (int id = 0; id < HASH_COUNT; id++) {
        HashId found;
        assert_true(hash_find(hash_name((HashId)id), &found));
        assert_int_equal(found, id);
        assert_true(hash_size((HashId)id) <= HASH_SIZE_MAX);
        assert_true(hash_block_size((HashId)id) <= HASH_BLOCK_MAX);
    }
    HashId found;
    assert_false(hash_find("md4", &found));
    assert_false(hash_find("", &found));
    assert_false(hash_find("sha2", &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digests_are_the_published_ones),
        cmocka_unit_test(hash_all_gives_the_same_as_the_parts),
        cmocka_unit_test(a_copy_can_be_finished_while_the_original_goes_on),
        cmocka_unit_test(a_finished_hash_starts_over),
        cmocka_unit_test(sizes_fit_and_names_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
