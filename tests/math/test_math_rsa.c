/* RSA keys and the two primitives. */
#include "check.h"

#include "math/primality.h"
#include "math/rsa.h"
#include "math/rsa_blinding.h"

static RsaPrivate key;
static RsaPublic public_key;
static mpz_t p, q, e, x, y;

static int set_up(void **state)
{
    (void)state;
    rsa_private_init(&key);
    rsa_public_init(&public_key);
    mpz_inits(p, q, e, x, y, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mpz_clears(p, q, e, x, y, NULL);
    rsa_public_clear(&public_key);
    rsa_private_clear(&key);
    return 0;
}

static Error make_key(unsigned long prime1, unsigned long prime2, unsigned long exponent)
{
    mpz_set_ui(p, prime1);
    mpz_set_ui(q, prime2);
    mpz_set_ui(e, exponent);
    Error error = rsa_private_from_primes(&key, p, q, e);
    mpz_set(public_key.n, key.n);
    mpz_set(public_key.e, key.e);
    return error;
}

/* The key that many textbooks show: 61·53 = 3233, lcm(60, 52) = 780, 17·413 = 9·780 + 1; 65^17 = 2790 (mod 3233). */
static void the_textbook_key_comes_out(void **state)
{
    (void)state;
    assert_int_equal(make_key(53, 61, 17), ERROR_NONE);
    assert_int_equal(mpz_get_ui(key.n), 3233);
    assert_int_equal(mpz_get_ui(key.d), 413);
    assert_int_equal(mpz_get_ui(key.p), 61);
    assert_int_equal(mpz_get_ui(key.q), 53);
    assert_int_equal(mpz_get_ui(key.dp), 413 % 60);
    assert_int_equal(mpz_get_ui(key.dq), 413 % 52);
    assert_int_equal(mpz_get_ui(key.qinv) * 53 % 61, 1);
    assert_int_equal(rsa_private_check(&key), ERROR_NONE);
    assert_int_equal(rsa_size(key.n), 2);

    mpz_set_ui(x, 65);
    assert_int_equal(rsa_public_apply(y, x, &public_key), ERROR_NONE);
    assert_int_equal(mpz_get_ui(y), 2790);
    assert_int_equal(rsa_private_apply(y, y, &key), ERROR_NONE);
    assert_int_equal(mpz_get_ui(y), 65);
}

/* Also for those that share a factor with n. */
static void private_undoes_public_for_every_value(void **state)
{
    (void)state;
    assert_int_equal(make_key(5, 11, 3), ERROR_NONE);
    for (unsigned i = 0; i < 55; i++) {
        mpz_set_ui(x, i);
        assert_int_equal(rsa_public_apply(y, x, &public_key), ERROR_NONE);
        assert_int_equal(rsa_private_apply(y, y, &key), ERROR_NONE);
        assert_int_equal(mpz_get_ui(y), i);
    }
}

/* Each use is blinded by other numbers, drawn anew when they have served for long, and for every key that stands in the
   same place. */
static void blinding_changes_with_each_use_and_key(void **state)
{
    (void)state;
    enum { USES = 100, PRIMES = 3 };
    static const unsigned long primes[PRIMES + 1] = {1000003, 1000033, 1000037, 1000039};
    for (int i = 0; i < PRIMES; i++) {
        assert_int_equal(make_key(primes[i], primes[i + 1], 65537), ERROR_NONE);
        unsigned long before = 0;
        for (int use = 0; use < USES; use++) {
            rsa_blinding_change(&key);
            mpz_set_ui(x, 1);
            rsa_blinding_put_on(y, x, &key); /* r^e */
            assert_int_not_equal(mpz_get_ui(y), before);
            before = mpz_get_ui(y);
            mpz_powm(y, y, key.d, key.n);
            rsa_blinding_take_off(y, y, &key);
            assert_int_equal(mpz_get_ui(y), 1);
        }
    }
}

static void values_out_of_range_are_refused(void **state)
{
    (void)state;
    assert_int_equal(make_key(53, 61, 17), ERROR_NONE);
    static const struct {
        long value;
        Error expected;
    } cases[] = {{-1, ERROR_VALUE_TOO_SMALL}, {0, ERROR_NONE}, {3232, ERROR_NONE}, {3233, ERROR_VALUE_TOO_LARGE}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mpz_set_si(x, cases[i].value);
        assert_int_equal(rsa_public_apply(y, x, &public_key), cases[i].expected);
        assert_int_equal(rsa_private_apply(y, x, &key), cases[i].expected);
    }
}

static void numbers_that_make_no_key_are_refused(void **state)
{
    (void)state;
    static const struct {
        unsigned long p, q, e;
        Error expected;
    } cases[] = {
        {53, 63, 17, ERROR_NOT_PRIME},      {0, 61, 17, ERROR_NOT_PRIME},
        {1, 61, 17, ERROR_NOT_PRIME},       {61, 61, 17, ERROR_BAD_KEY},
        {2, 61, 17, ERROR_BAD_KEY},         {53, 61, 0, ERROR_VALUE_TOO_SMALL},
        {53, 61, 1, ERROR_VALUE_TOO_SMALL}, {53, 61, 3233, ERROR_VALUE_TOO_LARGE},
        {53, 61, 13, ERROR_NOT_INVERTIBLE}, {53, 61, 4, ERROR_NOT_INVERTIBLE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(make_key(cases[i].p, cases[i].q, cases[i].e), cases[i].expected);
}

static void check_public(unsigned bits, unsigned exponent_bits, Error expected)
{
    mpz_set_ui(public_key.n, 1);
    mpz_mul_2exp(public_key.n, public_key.n, bits - 1);
    mpz_add_ui(public_key.n, public_key.n, 1);
    mpz_set_ui(public_key.e, 1);
    mpz_mul_2exp(public_key.e, public_key.e, exponent_bits - 1);
    mpz_add_ui(public_key.e, public_key.e, 1);
    assert_int_equal(rsa_public_check(&public_key), expected);
}

static void public_keys_are_checked(void **state)
{
    (void)state;
    check_public(2048, 17, ERROR_NONE);
    check_public(3072, 3072, ERROR_VALUE_TOO_LARGE);
    check_public(3072, 3071, ERROR_NONE);
    check_public(3073, 65, ERROR_VALUE_TOO_LARGE);
    check_public(3073, 64, ERROR_NONE);
    check_public(RSA_BITS_MAX, 17, ERROR_NONE);
    check_public(RSA_BITS_MAX + 1, 17, ERROR_VALUE_TOO_LARGE);

    static const struct {
        long n, e;
        Error expected;
    } cases[] = {{3233, 17, ERROR_NONE},
                 {3234, 17, ERROR_BAD_KEY},
                 {3233, 16, ERROR_BAD_KEY},
                 {3233, 1, ERROR_VALUE_TOO_SMALL},
                 {3233, -3, ERROR_VALUE_TOO_SMALL},
                 {0, 17, ERROR_VALUE_TOO_LARGE},
                 {-3233, 17, ERROR_VALUE_TOO_LARGE}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mpz_set_si(public_key.n, cases[i].n);
        mpz_set_si(public_key.e, cases[i].e);
        assert_int_equal(rsa_public_check(&public_key), cases[i].expected);
    }
}

/* Each number of a key in turn is made wrong: one more or less, zero, negative. */
static void private_keys_with_one_wrong_number_are_refused(void **state)
{
    (void)state;
    mpz_t *const numbers[] = {&key.n, &key.e, &key.d, &key.p, &key.q, &key.dp, &key.dq, &key.qinv};
    static const long changes[] = {-2, -1, 1, 2};
    assert_int_equal(make_key(53, 61, 17), ERROR_NONE);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        mpz_set(x, *numbers[i]);
        for (size_t j = 0; j < COUNT_OF(changes); j++) {
            mpz_set_si(y, changes[j]);
            mpz_add(*numbers[i], x, y);
            assert_int_not_equal(rsa_private_check(&key), ERROR_NONE);
        }
        mpz_set_ui(*numbers[i], 0);
        assert_int_not_equal(rsa_private_check(&key), ERROR_NONE);
        mpz_neg(*numbers[i], x);
        assert_int_not_equal(rsa_private_check(&key), ERROR_NONE);
        mpz_set(*numbers[i], x);
    }
    assert_int_equal(rsa_private_check(&key), ERROR_NONE);
}

/* With one half of the computation wrong, result - right result is a multiple of one prime: it would give n's factors
   away (Boneh, DeMillo, Lipton 1997). */
static void a_faulty_result_is_not_given_out(void **state)
{
    (void)state;
    assert_int_equal(make_key(1000003, 999983, 65537), ERROR_NONE);
    mpz_add_ui(key.dp, key.dp, 1);
    mpz_set_ui(x, 123456789);
    mpz_set_ui(y, 42);
    assert_int_equal(rsa_private_apply(y, x, &key), ERROR_BAD_KEY);
    assert_int_equal(mpz_get_ui(y), 42);
}

static void generated_keys_have_what_fips_186_asks(void **state)
{
    (void)state;
    static const struct {
        unsigned bits;
        unsigned long e;
    } cases[] = {{512, 3}, {513, 65537}, {1024, 65537}, {2048, 65537}};
    Random *random = random_new_seeded(bytes_of_text("keys"), "");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unsigned bits = cases[i].bits;
        assert_int_equal(rsa_generate(&key, bits, cases[i].e, random, "key"), ERROR_NONE);
        assert_int_equal(mpz_sizeinbase(key.n, 2), bits);
        assert_int_equal(mpz_get_ui(key.e), cases[i].e);
        assert_int_equal(rsa_private_check(&key), ERROR_NONE);
        assert_true(prime_check(key.p) && prime_check(key.q));
        mpz_sub(x, key.p, key.q);
        assert_true(mpz_sizeinbase(x, 2) > bits / 2 - 100);
        assert_true(mpz_sizeinbase(key.d, 2) > bits / 2);
        number_from_bytes(x, bytes_of_text("a message"));
        assert_int_equal(rsa_private_apply(y, x, &key), ERROR_NONE);
        mpz_powm(y, y, key.e, key.n);
        assert_int_equal(mpz_cmp(x, y), 0);
    }
    random_free(random);
}

static void a_seed_makes_one_key(void **state)
{
    (void)state;
    RsaPrivate again;
    rsa_private_init(&again);
    Random *random = random_new_seeded(bytes_of_text("Ada"), "root");
    assert_int_equal(rsa_generate(&key, 512, 65537, random, "key"), ERROR_NONE);
    assert_int_equal(rsa_generate(&again, 512, 65537, random, "key"), ERROR_NONE);
    assert_int_equal(mpz_cmp(key.n, again.n), 0);
    assert_int_equal(rsa_generate(&again, 512, 65537, random, "key2"), ERROR_NONE);
    assert_int_not_equal(mpz_cmp(key.n, again.n), 0);
    random_free(random);
    rsa_private_clear(&again);
}

static void sizes_and_exponents_that_cannot_be_are_refused(void **state)
{
    (void)state;
    Random *random = random_new_system();
    assert_int_equal(rsa_generate(&key, RSA_BITS_MIN - 1, 65537, random, "key"), ERROR_VALUE_TOO_SMALL);
    assert_int_equal(rsa_generate(&key, RSA_BITS_MAX + 1, 65537, random, "key"), ERROR_VALUE_TOO_LARGE);
    assert_int_equal(rsa_generate(&key, 512, 1, random, "key"), ERROR_VALUE_TOO_SMALL);
    assert_int_equal(rsa_generate(&key, 512, 4, random, "key"), ERROR_BAD_KEY);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_textbook_key_comes_out),
        cmocka_unit_test(private_undoes_public_for_every_value),
        cmocka_unit_test(blinding_changes_with_each_use_and_key),
        cmocka_unit_test(values_out_of_range_are_refused),
        cmocka_unit_test(numbers_that_make_no_key_are_refused),
        cmocka_unit_test(public_keys_are_checked),
        cmocka_unit_test(private_keys_with_one_wrong_number_are_refused),
        cmocka_unit_test(a_faulty_result_is_not_given_out),
        cmocka_unit_test(generated_keys_have_what_fips_186_asks),
        cmocka_unit_test(a_seed_makes_one_key),
        cmocka_unit_test(sizes_and_exponents_that_cannot_be_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
