/* ECDH against published vectors; encoded points; values that are refused, by name. */
#include "check.h"

#include "math/curve.h"

static const struct {
    const char *curve, *private_value, *public_point, *other_point, *shared;
} vectors[] = {
#include "ecdh_vectors.def"
};

static void number_from_hex(mpz_t out, const char *hex)
{
    assert_int_equal(mpz_set_str(out, hex, 16), 0);
}

static void shared_secrets_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        const Curve *curve = curve_find(vectors[i].curve);
        mpz_t private_value;
        Point public_point, other;
        mpz_init(private_value);
        point_init(&public_point);
        point_init(&other);
        number_from_hex(private_value, vectors[i].private_value);

        Buffer encoded = BUFFER_EMPTY;
        curve_multiply_base(&public_point, curve, private_value);
        curve_point_append(&encoded, curve, &public_point);
        assert_hex(buffer_bytes(&encoded), vectors[i].public_point);
        buffer_clear(&encoded);

        Buffer other_encoded = from_hex(vectors[i].other_point), shared = BUFFER_EMPTY;
        assert_int_equal(curve_point_decode(&other, curve, buffer_bytes(&other_encoded)), ERROR_NONE);
        assert_int_equal(ecdh_shared(&shared, curve, private_value, &other), ERROR_NONE);
        assert_hex(buffer_bytes(&shared), vectors[i].shared);
        buffer_clear(&other_encoded);
        buffer_clear(&shared);
        mpz_clear(private_value);
        point_clear(&public_point);
        point_clear(&other);
    }
}

/* All pairs of private values of the toy curve: both sides get the same, from the same point. */
static void both_sides_agree_on_the_toy_curve(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    mpz_t a, b;
    Point a_public, b_public;
    mpz_inits(a, b, NULL);
    point_init(&a_public);
    point_init(&b_public);
    for (unsigned long i = 1; i < 19; i++) {
        for (unsigned long j = 1; j < 19; j++) {
            Buffer one = BUFFER_EMPTY, other = BUFFER_EMPTY;
            mpz_set_ui(a, i);
            mpz_set_ui(b, j);
            curve_multiply_base(&a_public, toy, a);
            curve_multiply_base(&b_public, toy, b);
            assert_int_equal(ecdh_shared(&one, toy, a, &b_public), ERROR_NONE);
            assert_int_equal(ecdh_shared(&other, toy, b, &a_public), ERROR_NONE);
            assert_int_equal(one.size, 1);
            assert_int_equal(one.data[0], other.data[0]);
            buffer_clear(&one);
            buffer_clear(&other);
        }
    }
    mpz_clears(a, b, NULL);
    point_clear(&a_public);
    point_clear(&b_public);
}

static void what_cannot_be_shared_is_refused_by_name(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        const Curve *curve = curve_at(i);
        Buffer shared = BUFFER_EMPTY;
        mpz_t value;
        Point point;
        mpz_init_set_ui(value, 3);
        point_init(&point);
        assert_int_equal(ecdh_shared(&shared, curve, value, &point), ERROR_POINT_AT_INFINITY);
        point_set(&point, &curve->g);
        mpz_add_ui(point.x, point.x, 1);
        assert_int_equal(ecdh_shared(&shared, curve, value, &point), ERROR_POINT_NOT_ON_CURVE);
        mpz_set_ui(value, 0);
        assert_int_equal(ecdh_shared(&shared, curve, value, &curve->g), ERROR_VALUE_TOO_SMALL);
        assert_int_equal(ecdh_shared(&shared, curve, curve->n, &curve->g), ERROR_VALUE_TOO_LARGE);
        assert_int_equal(shared.size, 0);
        mpz_clear(value);
        point_clear(&point);
    }
}

/* A curve that was not checked (its order is given as 5·19 = 95) can lead to infinity: 19·G. */
static void a_shared_point_at_infinity_is_refused(void **state)
{
    (void)state;
    Curve curve;
    Buffer shared = BUFFER_EMPTY;
    mpz_t value;
    curve_init(&curve);
    mpz_set_ui(curve.p, 17);
    mpz_set_ui(curve.a, 2);
    mpz_set_ui(curve.b, 2);
    mpz_set_ui(curve.g.x, 5);
    mpz_set_ui(curve.g.y, 1);
    curve.g.infinity = false;
    mpz_set_ui(curve.n, 95);
    mpz_set_ui(curve.h, 1);
    mpz_init_set_ui(value, 38);
    assert_int_equal(ecdh_shared(&shared, &curve, value, &curve.g), ERROR_POINT_AT_INFINITY);
    assert_int_equal(shared.size, 0);
    mpz_clear(value);
    curve_clear(&curve);
}

static Error decode(const char *name, const char *hex)
{
    Point point;
    Buffer encoded = from_hex(hex);
    point_init(&point);
    Error error = curve_point_decode(&point, curve_find(name), buffer_bytes(&encoded));
    point_clear(&point);
    buffer_clear(&encoded);
    return error;
}

static void encodings_are_checked(void **state)
{
    (void)state;
    assert_int_equal(decode("toy-curve-17", "040501"), ERROR_NONE);
    assert_int_equal(decode("toy-curve-17", "00"), ERROR_POINT_AT_INFINITY);
    assert_int_equal(decode("toy-curve-17", ""), ERROR_WRONG_LENGTH);
    assert_int_equal(decode("toy-curve-17", "04"), ERROR_WRONG_LENGTH);
    assert_int_equal(decode("toy-curve-17", "0405"), ERROR_WRONG_LENGTH);
    assert_int_equal(decode("toy-curve-17", "04050100"), ERROR_WRONG_LENGTH);
    assert_int_equal(decode("toy-curve-17", "0305"), ERROR_POINT_FORMAT);
    assert_int_equal(decode("toy-curve-17", "0205"), ERROR_POINT_FORMAT);
    assert_int_equal(decode("toy-curve-17", "060501"), ERROR_POINT_FORMAT);
    assert_int_equal(decode("toy-curve-17", "000501"), ERROR_POINT_FORMAT);
    assert_int_equal(decode("toy-curve-17", "040502"), ERROR_POINT_NOT_ON_CURVE);
    assert_int_equal(decode("toy-curve-17", "041601"), ERROR_VALUE_TOO_LARGE);
    assert_int_equal(decode("toy-curve-17", "040512"), ERROR_VALUE_TOO_LARGE);
    assert_int_equal(decode("secp256r1", "040501"), ERROR_WRONG_LENGTH);
}

static void coordinates_keep_their_leading_zeros(void **state)
{
    (void)state;
    const Curve *curve = curve_find("secp521r1");
    Buffer encoded = BUFFER_EMPTY;
    Point again;
    point_init(&again);
    curve_point_append(&encoded, curve, &curve->g);
    assert_int_equal(encoded.size, 1 + 2 * 66);
    assert_int_equal(curve_point_decode(&again, curve, buffer_bytes(&encoded)), ERROR_NONE);
    assert_true(point_equal(&again, &curve->g));
    buffer_clear(&encoded);

    again.infinity = true;
    curve_point_append(&encoded, curve, &again);
    assert_hex(buffer_bytes(&encoded), "00");
    buffer_clear(&encoded);
    point_clear(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_secrets_are_the_published_ones),
        cmocka_unit_test(both_sides_agree_on_the_toy_curve),
        cmocka_unit_test(what_cannot_be_shared_is_refused_by_name),
        cmocka_unit_test(a_shared_point_at_infinity_is_refused),
        cmocka_unit_test(encodings_are_checked),
        cmocka_unit_test(coordinates_keep_their_leading_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
