/* Conversion, drawing and modular arithmetic. */
#include "check.h"

#include "math/modular.h"

static mpz_t a, b, m, x;

static int set_up(void **state)
{
    (void)state;
    mpz_inits(a, b, m, x, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mpz_clears(a, b, m, x, NULL);
    return 0;
}

static void bytes_and_numbers_are_big_endian(void **state)
{
    (void)state;
    uint8_t out[4];
    number_from_bytes(a, BYTES_OF_ARRAY(((uint8_t[]){0, 0x01, 0x02})));
    assert_int_equal(mpz_get_ui(a), 0x102);
    assert_int_equal(number_to_bytes(out, sizeof out, a), ERROR_NONE);
    assert_hex(BYTES_OF_ARRAY(out), "00000102");
    assert_int_equal(number_size(a), 2);

    number_from_bytes(a, BYTES_EMPTY);
    assert_int_equal(mpz_sgn(a), 0);
    assert_int_equal(number_size(a), 0);
    assert_int_equal(number_to_bytes(out, sizeof out, a), ERROR_NONE);
    assert_hex(BYTES_OF_ARRAY(out), "00000000");
}

static void a_number_too_large_is_not_written(void **state)
{
    (void)state;
    uint8_t out[2] = {0xaa, 0xbb};
    mpz_set_ui(a, 0x10000);
    assert_int_equal(number_to_bytes(out, sizeof out, a), ERROR_VALUE_TOO_LARGE);
    assert_hex(BYTES_OF_ARRAY(out), "aabb");
}

static void appending_leaves_out_leading_zeros(void **state)
{
    (void)state;
    Buffer out = BUFFER_EMPTY;
    mpz_set_ui(a, 0);
    number_append(&out, a);
    assert_int_equal(out.size, 0);
    mpz_set_ui(a, 0x80ff);
    number_append(&out, a);
    assert_hex(buffer_bytes(&out), "80ff");
    buffer_clear(&out);
}

static void draws_reach_both_ends_and_no_further(void **state)
{
    (void)state;
    Random *random = random_new_system();
    unsigned seen[7] = {0};
    mpz_set_ui(a, 2);
    mpz_set_ui(b, 6);
    for (int i = 0; i < 1000; i++) {
        number_random(x, a, b, random, "x");
        assert_in_range(mpz_get_ui(x), 2, 6);
        seen[mpz_get_ui(x)]++;
    }
    /* 200 expected of each: below 100 once in 10^16 */
    for (int i = 2; i <= 6; i++)
        assert_true(seen[i] >= 100);
    number_random(x, b, b, random, "x");
    assert_int_equal(mpz_get_ui(x), 6);
    random_free(random);
}

static bool is_not(const void *context, const mpz_t candidate)
{
    return mpz_cmp_ui(candidate, *(const unsigned long *)context) != 0;
}

/* The names documented: what is dropped makes room for NAME.1, and the bits too many are cut off in front. */
static void seeded_draws_are_made_of_the_named_values(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("seed"), "scope");
    uint8_t first, second;
    random_fill(random, "x", &first, 1);
    random_fill(random, "x.1", &second, 1);
    mpz_set_ui(a, 100);
    mpz_set_ui(b, 100 + 0x1f);
    number_random(x, a, b, random, "x");
    assert_int_equal(mpz_get_ui(x), 100 + (first & 0x1f));
    unsigned long refused = mpz_get_ui(x);
    number_random_such(x, a, b, is_not, &refused, random, "x");
    assert_int_equal(mpz_get_ui(x), 100 + (second & 0x1f));
    random_free(random);
}

static void inverse_times_number_is_one(void **state)
{
    (void)state;
    mpz_set_ui(m, 23);
    for (unsigned i = 1; i < 23; i++) {
        mpz_set_ui(a, i);
        assert_int_equal(modular_inverse(x, a, m), ERROR_NONE);
        assert_int_equal(mpz_get_ui(x) * i % 23, 1);
    }
}

static void without_an_inverse_there_is_an_error(void **state)
{
    (void)state;
    static const unsigned long cases[][2] = {{0, 23}, {23, 23}, {6, 15}, {1, 1}, {1, 0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mpz_set_ui(a, cases[i][0]);
        mpz_set_ui(m, cases[i][1]);
        assert_int_equal(modular_inverse(x, a, m), ERROR_NOT_INVERTIBLE);
    }
}

static void powers_are_those_of_repeated_multiplication(void **state)
{
    (void)state;
    mpz_set_ui(a, 5);
    mpz_set_ui(m, 23);
    unsigned long power = 1;
    for (unsigned i = 0; i < 40; i++) {
        mpz_set_ui(b, i);
        modular_power(x, a, b, m);
        assert_int_equal(mpz_get_ui(x), power);
        power = power * 5 % 23;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_and_numbers_are_big_endian),
        cmocka_unit_test(a_number_too_large_is_not_written),
        cmocka_unit_test(appending_leaves_out_leading_zeros),
        cmocka_unit_test(draws_reach_both_ends_and_no_further),
        cmocka_unit_test(seeded_draws_are_made_of_the_named_values),
        cmocka_unit_test(inverse_times_number_is_one),
        cmocka_unit_test(without_an_inverse_there_is_an_error),
        cmocka_unit_test(powers_are_those_of_repeated_multiplication),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
