/* RSA without paddings, row by row: the textbook's numbers, and keys of any length. */
#include "rows.h"

#include "explain/rsa/rsa.h"

static RsaPrivate key;
static mpz_t p, q, e, m, c;

static int set_up(void **state)
{
    (void)state;
    rsa_private_init(&key);
    mpz_inits(p, q, e, m, c, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rsa_private_clear(&key);
    mpz_clears(p, q, e, m, c, NULL);
    return 0;
}

static void set_primes(unsigned long first, unsigned long second, unsigned long exponent)
{
    mpz_set_ui(p, first);
    mpz_set_ui(q, second);
    mpz_set_ui(e, exponent);
}

/* The example that textbooks have: 61 · 53, e = 17. */
static void a_key_comes_out_of_two_primes(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "n = p · q: p=61 q=53 -> n=3233",
        "phi_p = p - 1: p=61 -> phi_p=60",
        "phi_q = q - 1: q=53 -> phi_q=52",
        "g = gcd(phi_p, phi_q): phi_p=60 phi_q=52 -> g=4",
        "lambda = phi_p · phi_q div g: phi_p=60 phi_q=52 g=4 -> lambda=780",
        "d = e^-1 mod lambda: e=17 lambda=780 -> d=413",
        "check = e · d mod lambda: e=17 d=413 lambda=780 -> check=1",
        "dP = d mod phi_p: d=413 phi_p=60 -> dP=53",
        "dQ = d mod phi_q: d=413 phi_q=52 -> dQ=49",
        "qInv = q^-1 mod p: q=53 p=61 -> qInv=38",
    };
    set_primes(53, 61, 17); /* the larger becomes p */
    Worked *worked = explain_rsa_key(p, q, e);
    assert_int_equal(worked_count(worked), COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    assert_int_equal(assert_openings(worked), 3);
    worked_free(worked);
}

static void numbers_that_make_no_key_have_no_rows(void **state)
{
    (void)state;
    static const unsigned long bad[][3] = {{62, 53, 17}, {61, 51, 17}, {61, 61, 17},
                                           {61, 53, 6},  {61, 53, 1},  {5, 7, 35}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        set_primes(bad[i][0], bad[i][1], bad[i][2]);
        assert_null(explain_rsa_key(p, q, e));
    }
}

static void the_textbooks_message_goes_there_and_back(void **state)
{
    (void)state;
    set_primes(61, 53, 17);
    assert_int_equal(rsa_private_from_primes(&key, p, q, e), ERROR_NONE);
    RsaPublic public;
    rsa_public_init(&public);
    mpz_set(public.n, key.n);
    mpz_set(public.e, key.e);
    mpz_set_ui(m, 65);
    Worked *worked = explain_rsa_encrypt(&public, m);
    assert_row(worked, 0, "c = m^e mod n: m=65 e=17 n=3233 -> c=2790");
    assert_int_equal(assert_openings(worked), 1);
    worked_free(worked);
    mpz_set_ui(c, 2790);
    worked = explain_rsa_decrypt(&key, c);
    assert_row(worked, 0, "m = c^d mod n: c=2790 d=413 n=3233 -> m=65");
    worked_free(worked);
    worked = explain_rsa_decrypt_by_remainders(&key, c);
    static const char *const rows[] = {
        "c_p = c mod p: c=2790 p=61 -> c_p=45",
        "m_1 = c_p^dP mod p: c_p=45 dP=53 p=61 -> m_1=4",
        "c_q = c mod q: c=2790 q=53 -> c_q=34",
        "m_2 = c_q^dQ mod q: c_q=34 dQ=49 q=53 -> m_2=12",
        "h = (m_1 - m_2) · qInv mod p: m_1=4 m_2=12 qInv=38 p=61 -> h=1",
        "m = m_2 + q · h: m_2=12 q=53 h=1 -> m=65",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    worked_free(worked);
    worked = explain_rsa_sign(&key, m);
    assert_row(worked, 0, "s = m^d mod n: m=65 d=413 n=3233 -> s=588");
    assert_row(worked, 2, "valid = v == m: v=65 m=65 -> valid=1");
    worked_free(worked);
    rsa_public_clear(&public);
}

static void a_message_has_to_be_below_the_modulus(void **state)
{
    (void)state;
    RsaPublic public;
    set_primes(61, 53, 17);
    assert_int_equal(rsa_private_from_primes(&key, p, q, e), ERROR_NONE);
    rsa_public_init(&public);
    mpz_set(public.n, key.n);
    mpz_set(public.e, key.e);
    static const long out_of_range[] = {3233, 4000, -1};
    for (size_t i = 0; i < COUNT_OF(out_of_range); i++) {
        mpz_set_si(m, out_of_range[i]);
        assert_null(explain_rsa_encrypt(&public, m));
        assert_null(explain_rsa_decrypt(&key, m));
        assert_null(explain_rsa_decrypt_by_remainders(&key, m));
        assert_null(explain_rsa_sign(&key, m));
    }
    rsa_public_clear(&public);
}

static void results_are_those_of_the_maths_at_any_length(void **state)
{
    (void)state;
    static const unsigned lengths[] = {512, 520, 768, 1024, 1031, 2048};
    Random *random = random_new_seeded(bytes_of_text("keys"), "");
    mpz_t zero, result;
    mpz_init(zero);
    mpz_init(result);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        char name[20];
        snprintf(name, sizeof name, "%u", lengths[i]);
        assert_int_equal(rsa_generate(&key, lengths[i], 65537, random, name), ERROR_NONE);
        number_random(c, zero, key.dp, random, name);
        assert_int_equal(rsa_private_apply(result, c, &key), ERROR_NONE);
        Worked *alone = explain_rsa_decrypt(&key, c), *by_remainders = explain_rsa_decrypt_by_remainders(&key, c);
        assert_result(alone, result);
        assert_result(by_remainders, result);
        assert_int_equal(assert_openings(alone), 1);
        assert_int_equal(assert_openings(by_remainders), 2);
        worked_free(alone);
        worked_free(by_remainders);
        Worked *generated = explain_rsa_key(key.p, key.q, key.e);
        assert_result(generated, key.qinv);
        assert_int_equal(assert_openings(generated), 3);
        worked_free(generated);
    }
    mpz_clear(result);
    mpz_clear(zero);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_comes_out_of_two_primes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_that_make_no_key_have_no_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_textbooks_message_goes_there_and_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_message_has_to_be_below_the_modulus, set_up, tear_down),
        cmocka_unit_test_setup_teardown(results_are_those_of_the_maths_at_any_length, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
