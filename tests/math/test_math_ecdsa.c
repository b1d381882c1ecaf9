/* ECDSA against RFC 6979's signatures; the retries that only a tiny group needs; refusals; strict DER. */
#include "check.h"

#include "math/ecdsa.h"

static const struct {
    const char *curve, *private_key;
    HashId hash;
    const char *message, *k, *r, *s;
} vectors[] = {
#include "rfc6979_vectors.def"
};

static void assert_number(const mpz_t found, const char *expected)
{
    mpz_t number;
    assert_int_equal(mpz_init_set_str(number, expected, 16), 0);
    assert_int_equal(mpz_cmp(found, number), 0);
    mpz_clear(number);
}

static void deterministic_signatures_are_the_published_ones(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("any"), "");
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const Curve *curve = curve_find(vectors[i].curve);
        uint8_t digest_data[HASH_SIZE_MAX];
        Bytes digest = bytes_of(digest_data, hash_size(vectors[i].hash));
        mpz_t key, k, r, s;
        Point public_key;
        mpz_inits(k, r, s, NULL);
        point_init(&public_key);
        assert_int_equal(mpz_init_set_str(key, vectors[i].private_key, 16), 0);
        hash_all(vectors[i].hash, bytes_of_text(vectors[i].message), digest_data);

        ecdsa_nonce(k, curve, key, vectors[i].hash, digest, 0);
        assert_number(k, vectors[i].k);
        assert_int_equal(ecdsa_sign(r, s, curve, key, vectors[i].hash, digest, random, "nonce"), ERROR_NONE);
        assert_number(r, vectors[i].r);
        assert_number(s, vectors[i].s);
        ecdsa_recover_nonce(k, curve, key, digest, r, s);
        assert_number(k, vectors[i].k);
        curve_multiply_base(&public_key, curve, key);
        assert_int_equal(ecdsa_verify(curve, &public_key, digest, r, s), ERROR_NONE);
        mpz_clears(key, k, r, s, NULL);
        point_clear(&public_key);
    }
    random_free(random);
}

/* Every key of the toy curve, many digests: among the nonces are those that give r = 0 (6G = (16, 13) does not, but
   7G = (0, 6) does) and s = 0, and both are retried. */
static void signing_in_a_tiny_group_retries_zeros(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Random *random = random_new_seeded(bytes_of_text("any"), "");
    mpz_t key, k, r, s;
    Point public_key;
    int retried = 0;
    mpz_inits(key, k, r, s, NULL);
    point_init(&public_key);
    for (unsigned long i = 1; i < 19; i++) {
        mpz_set_ui(key, i);
        curve_multiply_base(&public_key, toy, key);
        for (uint8_t j = 0; j < 32; j++) {
            uint8_t digest_data[32] = {(uint8_t)(j << 3)};
            Bytes digest = BYTES_OF_ARRAY(digest_data);
            assert_int_equal(ecdsa_sign(r, s, toy, key, HASH_SHA256, digest, random, "nonce"), ERROR_NONE);
            assert_int_equal(ecdsa_verify(toy, &public_key, digest, r, s), ERROR_NONE);
            ecdsa_nonce(k, toy, key, HASH_SHA256, digest, 0);
            retried += ecdsa_sign_with_nonce(r, s, toy, key, digest, k) != ERROR_NONE;
        }
    }
    assert_true(retried > 10);
    mpz_clears(key, k, r, s, NULL);
    point_clear(&public_key);
    random_free(random);
}

/* On y² = x³ + x over 23 elements, (0, 0) is of order 2: r is always 0. */
static void a_group_without_a_good_nonce_ends_in_an_error(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("any"), ""), *live = random_new_system();
    uint8_t digest[32] = {1};
    Curve curve;
    mpz_t key, r, s;
    curve_init(&curve);
    mpz_set_ui(curve.p, 23);
    mpz_set_ui(curve.a, 1);
    curve.g.infinity = false;
    mpz_set_ui(curve.n, 2);
    mpz_set_ui(curve.h, 12);
    mpz_inits(r, s, NULL);
    mpz_init_set_ui(key, 1);
    assert_int_equal(curve_check(&curve), ERROR_NONE);
    assert_int_equal(ecdsa_sign(r, s, &curve, key, HASH_SHA256, BYTES_OF_ARRAY(digest), random, "n"), ERROR_LIMIT);
    assert_int_equal(ecdsa_sign(r, s, &curve, key, HASH_SHA256, BYTES_OF_ARRAY(digest), live, "n"), ERROR_LIMIT);
    mpz_clears(key, r, s, NULL);
    curve_clear(&curve);
    random_free(random);
    random_free(live);
}

typedef struct Signed {
    const Curve *curve;
    Point public_key;
    mpz_t key, r, s;
    uint8_t digest[32];
} Signed;

static void signed_init(Signed *it, Random *random)
{
    it->curve = curve_find("secp256r1");
    point_init(&it->public_key);
    mpz_inits(it->key, it->r, it->s, NULL);
    hash_all(HASH_SHA256, bytes_of_text("hello"), it->digest);
    curve_private_random(it->key, it->curve, random, "key");
    curve_multiply_base(&it->public_key, it->curve, it->key);
    assert_int_equal(
        ecdsa_sign(it->r, it->s, it->curve, it->key, HASH_SHA256, BYTES_OF_ARRAY(it->digest), random, "nonce"),
        ERROR_NONE);
}

static Error verify(const Signed *it)
{
    return ecdsa_verify(it->curve, &it->public_key, BYTES_OF_ARRAY(it->digest), it->r, it->s);
}

static void signed_clear(Signed *it)
{
    point_clear(&it->public_key);
    mpz_clears(it->key, it->r, it->s, NULL);
}

static void live_signatures_differ_and_verify(void **state)
{
    (void)state;
    Random *live = random_new_system();
    Signed one, other;
    signed_init(&one, live);
    signed_init(&other, live);
    assert_int_equal(verify(&one), ERROR_NONE);
    assert_int_equal(verify(&other), ERROR_NONE);
    assert_int_not_equal(mpz_cmp(one.r, other.r), 0);
    signed_clear(&one);
    signed_clear(&other);
    random_free(live);
}

static void altered_signatures_are_refused(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("any"), "");
    Signed it;
    mpz_t kept;
    signed_init(&it, random);
    assert_int_equal(verify(&it), ERROR_NONE);

    it.digest[0] ^= 1;
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    it.digest[0] ^= 1;

    mpz_init_set(kept, it.r);
    mpz_add_ui(it.r, it.r, 1);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_set_ui(it.r, 0);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_add(it.r, kept, it.curve->n);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_set(it.r, kept);

    mpz_set(kept, it.s);
    mpz_set_ui(it.s, 0);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_set(it.s, it.curve->n);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_neg(it.s, kept);
    assert_int_equal(verify(&it), ERROR_BAD_SIGNATURE);
    mpz_sub(it.s, it.curve->n, kept); /* -s verifies as well: x of a point and of its opposite are the same */
    assert_int_equal(verify(&it), ERROR_NONE);

    mpz_add_ui(it.public_key.y, it.public_key.y, 1);
    assert_int_equal(verify(&it), ERROR_POINT_NOT_ON_CURVE);
    it.public_key.infinity = true;
    assert_int_equal(verify(&it), ERROR_POINT_AT_INFINITY);
    mpz_clear(kept);
    signed_clear(&it);
    random_free(random);
}

static void keys_and_nonces_out_of_range_are_refused(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("any"), "");
    Signed it;
    mpz_t zero;
    signed_init(&it, random);
    mpz_init(zero);
    Bytes digest = BYTES_OF_ARRAY(it.digest);
    assert_int_equal(ecdsa_sign(it.r, it.s, it.curve, zero, HASH_SHA256, digest, random, "n"), ERROR_VALUE_TOO_SMALL);
    assert_int_equal(ecdsa_sign(it.r, it.s, it.curve, it.curve->n, HASH_SHA256, digest, random, "n"),
                     ERROR_VALUE_TOO_LARGE);
    assert_int_equal(ecdsa_sign_with_nonce(it.r, it.s, it.curve, it.key, digest, zero), ERROR_VALUE_TOO_SMALL);
    assert_int_equal(ecdsa_sign_with_nonce(it.r, it.s, it.curve, it.key, digest, it.curve->n), ERROR_VALUE_TOO_LARGE);
    mpz_clear(zero);
    signed_clear(&it);
    random_free(random);
}

static void numbers_come_back_from_der(void **state)
{
    (void)state;
    static const struct {
        const char *r, *s, *der;
    } cases[] = {
        {"1", "2", "3006020101020102"},
        {"0", "7f", "300602010002017f"},
        {"80", "ff00",
         "3009020200800203"
         "00ff00"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Buffer der = BUFFER_EMPTY;
        mpz_t r, s;
        mpz_init_set_str(r, cases[i].r, 16);
        mpz_init_set_str(s, cases[i].s, 16);
        ecdsa_signature_append(&der, r, s);
        assert_hex(buffer_bytes(&der), cases[i].der);
        assert_int_equal(ecdsa_signature_decode(r, s, buffer_bytes(&der)), ERROR_NONE);
        assert_number(r, cases[i].r);
        assert_number(s, cases[i].s);
        mpz_clears(r, s, NULL);
        buffer_clear(&der);
    }
}

/* 2^bits - 1 twice: contents of 128 and more bytes, and of 256 and more, need longer lengths. */
static void long_numbers_come_back_from_der(void **state)
{
    (void)state;
    for (unsigned bits = 500; bits < 2500; bits += 100) {
        Buffer der = BUFFER_EMPTY;
        mpz_t number, r, s;
        mpz_inits(number, r, s, NULL);
        mpz_setbit(number, bits);
        mpz_sub_ui(number, number, 1);
        ecdsa_signature_append(&der, number, number);
        assert_int_equal(ecdsa_signature_decode(r, s, buffer_bytes(&der)), ERROR_NONE);
        assert_int_equal(mpz_cmp(r, number), 0);
        assert_int_equal(mpz_cmp(s, number), 0);
        mpz_clears(number, r, s, NULL);
        buffer_clear(&der);
    }
}

static void loose_der_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "30",
        "3000",
        "3003020101",
        "300602010102010200", /* something follows */
        "3007020101020102",   /* too short for its length */
        "300702010102010200", /* something follows inside */
        "308106020101020102", /* length not the shortest */
        "30820006020101020102",
        "30830000060201010201",
        "3080020101020102"
        "0000", /* indefinite length */
        "30070202000102010"
        "2",                /* integer not the shortest */
        "3006020181020102", /* negative */
        "30050200020102",   /* no content */
        "300702810101020102",
        "3106020101020102",       /* not a SEQUENCE */
        "3006030101020102",       /* not an INTEGER */
        "3009020101020102020103", /* a third number */
        "30ffffffffffffffffff",
    };
    mpz_t r, s;
    mpz_inits(r, s, NULL);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        Buffer der = from_hex(bad[i]);
        assert_int_equal(ecdsa_signature_decode(r, s, buffer_bytes(&der)), ERROR_BAD_DER);
        buffer_clear(&der);
    }
    mpz_clears(r, s, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deterministic_signatures_are_the_published_ones),
        cmocka_unit_test(signing_in_a_tiny_group_retries_zeros),
        cmocka_unit_test(a_group_without_a_good_nonce_ends_in_an_error),
        cmocka_unit_test(live_signatures_differ_and_verify),
        cmocka_unit_test(altered_signatures_are_refused),
        cmocka_unit_test(keys_and_nonces_out_of_range_are_refused),
        cmocka_unit_test(numbers_come_back_from_der),
        cmocka_unit_test(long_numbers_come_back_from_der),
        cmocka_unit_test(loose_der_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
