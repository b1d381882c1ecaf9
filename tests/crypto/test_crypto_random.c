/* Random values by name: the construction that the header promises, recomputed by Python's hmac module, and what
   follows from it. */
#include "check.h"

#include <string.h>

#include "crypto/random.h"

/*
 * The values come from
 *   python3 -c "import hmac; print(b''.join(hmac.digest(SEED, NAME + bytes([0, 0, 0, 0, i]), 'sha256')
 *               for i in range(1, 9))[:SIZE].hex())"
 */
static const struct {
    const char *seed, *scope, *name;
    size_t size;
    const char *value;
} vectors[] = {
    {"1", "c1.client", "h1.client_random", 32, "29be9a31d2c64cd12f3b97674b0ce8cba81fb6cd974b248e1089a32835fab8d8"},
    {"1", "", "c1.client.h1.client_random", 100,
     "29be9a31d2c64cd12f3b97674b0ce8cba81fb6cd974b248e1089a32835fab8d889ed8ae885b40ffcfee201b554d2ad5f"
     "c405668c3dd1accb984031dc40d82ba872f31b19b1afe986d6186170edde31e69c86e7e3276d302197d5d67499bf8b69"
     "92c82659"},
    {"", "", "x", 5, "ff7ff9c0b7"},
    {"Ada", "c2.server", "dh.private", 33, "c1e60874d1f83e58f7f111e82d625a4edd0588f565370a559154bdc43aee977efd"},
};

static void seeded_values_are_those_of_the_stated_construction(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        uint8_t value[100];
        Random *random = random_new_seeded(bytes_of_text(vectors[i].seed), vectors[i].scope);
        assert_true(random_is_seeded(random));
        random_fill(random, vectors[i].name, value, vectors[i].size);
        assert_hex(bytes_of(value, vectors[i].size), vectors[i].value);
        random_free(random);
    }
}

static void drawing_one_value_moves_no_other(void **state)
{
    (void)state;
    uint8_t alone[32], among_others[32], other[77];
    Random *random = random_new_seeded(bytes_of_text("seed"), "c1.server");
    random_fill(random, "h1.server_random", alone, sizeof alone);
    random_fill(random, "blinding", other, sizeof other);
    random_fill(random, "h1.server_random", among_others, sizeof among_others);
    assert_memory_equal(alone, among_others, sizeof alone);
    random_free(random);
}

static void seed_scope_and_name_each_matter(void **state)
{
    (void)state;
    static const char *const sources[][3] = {{"1", "a", "b"}, {"2", "a", "b"}, {"1", "c", "b"}, {"1", "a", "c"}};
    uint8_t values[COUNT_OF(sources)][32];
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        Random *random = random_new_seeded(bytes_of_text(sources[i][0]), sources[i][1]);
        random_fill(random, sources[i][2], values[i], sizeof values[i]);
        random_free(random);
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(values[i], values[k], sizeof values[i]);
    }
}

static void the_system_never_gives_the_same_twice_and_fills_all(void **state)
{
    (void)state;
    enum { SIZE = 1000 };
    uint8_t first[SIZE], second[SIZE + 1];
    second[SIZE] = 0xee;
    Random *random = random_new_system();
    assert_false(random_is_seeded(random));
    random_fill(random, "same", first, SIZE);
    random_fill(random, "same", second, SIZE);
    /* 32 bytes at any place, also at the end, differ but for a chance of 2^-256. */
    for (size_t at = 0; at + 32 <= SIZE; at += 8)
        assert_memory_not_equal(first + at, second + at, 32);
    assert_int_equal(second[SIZE], 0xee);
    random_free(random);
}

static void no_bytes_wanted_is_no_error(void **state)
{
    (void)state;
    Random *seeded = random_new_seeded(BYTES_EMPTY, "");
    Random *system = random_new_system();
    uint8_t untouched = 0xee;
    random_fill(seeded, "nothing", &untouched, 0);
    random_fill(system, "nothing", &untouched, 0);
    assert_int_equal(untouched, 0xee);
    random_free(seeded);
    random_free(system);
    random_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeded_values_are_those_of_the_stated_construction),
        cmocka_unit_test(drawing_one_value_moves_no_other),
        cmocka_unit_test(seed_scope_and_name_each_matter),
        cmocka_unit_test(the_system_never_gives_the_same_twice_and_fills_all),
        cmocka_unit_test(no_bytes_wanted_is_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
