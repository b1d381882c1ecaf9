/* The named curves' quick arithmetic against the textbook's, over scalars where carries, windows and combs have their
   edges, and many others. */
#include "check.h"

#include "math/curve.h"
#include "math/curve_field.h"

static const char *const names[] = {"secp256r1", "secp384r1", "secp521r1"};

typedef void ForCurve(const Curve *curve, Random *random);

static void for_each_curve(ForCurve *run)
{
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Random *random = random_new_seeded(bytes_of_text("curve_fast"), names[i]);
        const Curve *curve = curve_find(names[i]);
        assert_non_null(curve->fast);
        run(curve, random);
        random_free(random);
    }
}

/* A number of its own for each `what` and `index`, below n. */
static void draw(mpz_t out, const Curve *curve, Random *random, char what, int index)
{
    char name[] = {what, (char)('0' + index / 10), (char)('0' + index % 10), 0};
    curve_private_random(out, curve, random, name);
}

enum { EDGES = 26 };

/* 0 to 16; n - 2 to n + 2; 2n + 5; 2^511 + 1; ones, ones in pairs of words; n/2 */
static void edge(mpz_t out, const Curve *curve, int index)
{
    if (index <= 16) {
        mpz_set_ui(out, (unsigned long)index);
    } else if (index <= 21) {
        mpz_add_ui(out, curve->n, (unsigned long)(index - 17));
        mpz_sub_ui(out, out, 2);
    } else if (index == 22) {
        mpz_mul_ui(out, curve->n, 2);
        mpz_add_ui(out, out, 5);
    } else if (index == 23) {
        mpz_set_ui(out, 1);
        mpz_setbit(out, 511);
    } else if (index == 24) {
        mpz_set_ui(out, 0);
        mpz_setbit(out, mpz_sizeinbase(curve->n, 2) - 1);
        mpz_sub_ui(out, out, 1);
    } else {
        mpz_tdiv_q_2exp(out, curve->n, 1);
    }
}

static void check_products(const Curve *curve, const mpz_t k, const Point *q)
{
    Point expected, found;
    point_init(&expected);
    point_init(&found);
    curve_multiply_generic(&expected, curve, k, q);
    curve_multiply(&found, curve, k, q);
    assert_true(point_equal(&found, &expected));
    curve_multiply_generic(&expected, curve, k, &curve->g);
    curve_multiply_base(&found, curve, k);
    assert_true(point_equal(&found, &expected));
    curve_multiply(&found, curve, k, &curve->g);
    assert_true(point_equal(&found, &expected));
    point_clear(&expected);
    point_clear(&found);
}

static void run_products(const Curve *curve, Random *random)
{
    mpz_t k;
    Point q;
    mpz_init(k);
    point_init(&q);
    draw(k, curve, random, 'q', 0);
    curve_multiply_generic(&q, curve, k, &curve->g);
    for (int i = 0; i < EDGES; i++) {
        edge(k, curve, i);
        check_products(curve, k, &q);
    }
    for (int i = 0; i < 20; i++) {
        draw(k, curve, random, 'k', i);
        check_products(curve, k, &q);
    }
    mpz_clear(k);
    point_clear(&q);
}

static void products_are_the_textbooks(void **state)
{
    (void)state;
    for_each_curve(run_products);
}

/* 2^k·G for every k, against repeated doubling: each place of the comb and of the windows on its own. */
static void run_powers(const Curve *curve, Random *random)
{
    (void)random;
    mpz_t k;
    Point power, found;
    mpz_init(k);
    point_init(&power);
    point_init(&found);
    point_set(&power, &curve->g);
    for (mp_bitcnt_t bit = 0; bit < mpz_sizeinbase(curve->n, 2) + 2; bit++) {
        mpz_set_ui(k, 0);
        mpz_setbit(k, bit);
        curve_multiply_base(&found, curve, k);
        assert_true(point_equal(&found, &power));
        curve_multiply(&found, curve, k, &curve->g);
        assert_true(point_equal(&found, &power));
        curve_double(&power, curve, &power);
    }
    mpz_clear(k);
    point_clear(&power);
    point_clear(&found);
}

static void powers_of_two_are_repeated_doublings(void **state)
{
    (void)state;
    for_each_curve(run_powers);
}

static void check_two(const Curve *curve, const mpz_t u, const mpz_t v, const Point *q)
{
    Point expected, term, found;
    point_init(&expected);
    point_init(&term);
    point_init(&found);
    curve_multiply_generic(&expected, curve, u, &curve->g);
    curve_multiply_generic(&term, curve, v, q);
    curve_add(&expected, curve, &expected, &term);
    curve_multiply_two(&found, curve, u, v, q);
    assert_true(point_equal(&found, &expected));
    point_clear(&expected);
    point_clear(&term);
    point_clear(&found);
}

static void run_two(const Curve *curve, Random *random)
{
    mpz_t u, v;
    Point q;
    mpz_inits(u, v, NULL);
    point_init(&q);
    for (int i = 0; i < 10; i++) {
        draw(u, curve, random, 'q', i);
        curve_multiply_base(&q, curve, u);
        draw(u, curve, random, 'u', i);
        draw(v, curve, random, 'v', i);
        check_two(curve, u, v, &q);
    }
    for (int i = 0; i < EDGES; i++) {
        edge(u, curve, i);
        edge(v, curve, (7 * i + 18) % EDGES);
        check_two(curve, u, v, &q);
    }
    mpz_clears(u, v, NULL);
    point_clear(&q);
}

static void sums_of_two_products_are_the_textbooks(void **state)
{
    (void)state;
    for_each_curve(run_two);
}

/* Q is a small multiple of G, so that both parts meet in the same point or in opposite ones on the way. */
static void run_meeting(const Curve *curve, Random *random)
{
    (void)random;
    mpz_t u, v;
    Point q, found;
    mpz_inits(u, v, NULL);
    point_init(&q);
    point_init(&found);
    for (long multiple = -3; multiple <= 3; multiple++) {
        mpz_set_si(u, multiple);
        mpz_mod(u, u, curve->n);
        curve_multiply_generic(&q, curve, u, &curve->g);
        for (unsigned long i = 0; i < 6; i++) {
            mpz_set_ui(u, i);
            mpz_set_ui(v, 5 - i);
            check_two(curve, u, v, &q);
            mpz_sub(u, curve->n, u);
            check_two(curve, u, v, &q);
        }
        /* n - multiple·v times G, and v times Q: infinity */
        mpz_set_ui(v, 1000003);
        mpz_mul_si(u, v, -multiple);
        mpz_mod(u, u, curve->n);
        curve_multiply_two(&found, curve, u, v, &q);
        assert_true(found.infinity);
    }
    mpz_clears(u, v, NULL);
    point_clear(&q);
    point_clear(&found);
}

static void equal_and_opposite_points_meet(void **state)
{
    (void)state;
    for_each_curve(run_meeting);
}

static void run_infinity(const Curve *curve, Random *random)
{
    (void)random;
    mpz_t k;
    Point found, infinity;
    mpz_init_set_ui(k, 12345);
    point_init(&found);
    point_init(&infinity);
    curve_multiply(&found, curve, k, &infinity);
    assert_true(found.infinity);
    curve_multiply_two(&found, curve, k, k, &infinity);
    curve_multiply_base(&infinity, curve, k);
    assert_true(point_equal(&found, &infinity));

    /* `out` may be the point itself. */
    curve_multiply_generic(&found, curve, k, &infinity);
    curve_multiply(&infinity, curve, k, &infinity);
    assert_true(point_equal(&found, &infinity));
    mpz_clear(k);
    point_clear(&found);
    point_clear(&infinity);
}

static void infinity_is_multiplied_too(void **state)
{
    (void)state;
    for_each_curve(run_infinity);
}

/* 0, 1, 2, p - 1, p - 2, p/2, single limbs of ones where they fit, and others drawn. */
enum { FIELD_EDGES = 24 };

static void field_edge(mpz_t out, const Curve *curve, Random *random, int index)
{
    if (index < 3) {
        mpz_set_ui(out, (unsigned long)index);
    } else if (index < 5) {
        mpz_sub_ui(out, curve->p, (unsigned long)index - 2);
    } else if (index == 5) {
        mpz_tdiv_q_2exp(out, curve->p, 1);
    } else if (index < 15) {
        mpz_set_ui(out, 1);
        mpz_mul_2exp(out, out, 32);
        mpz_sub_ui(out, out, 1);
        mpz_mul_2exp(out, out, (mp_bitcnt_t)(32 * (index - 6)));
        mpz_mod(out, out, curve->p);
    } else {
        draw(out, curve, random, 'f', index);
        mpz_mod(out, out, curve->p);
    }
}

static void check_field(const CurveField *field, const Curve *curve, const mpz_t a, const mpz_t b)
{
    FieldElement x, y, z;
    mpz_t expected, found;
    mpz_inits(expected, found, NULL);
    field_from_number(x, field, a);
    field_from_number(y, field, b);

    field_multiply(z, field, x, y);
    field_to_number(found, field, z);
    mpz_mul(expected, a, b);
    mpz_mod(expected, expected, curve->p);
    assert_int_equal(mpz_cmp(found, expected), 0);

    field_add(z, field, x, y);
    field_to_number(found, field, z);
    mpz_add(expected, a, b);
    mpz_mod(expected, expected, curve->p);
    assert_int_equal(mpz_cmp(found, expected), 0);

    field_subtract(z, field, x, y);
    field_to_number(found, field, z);
    mpz_sub(expected, a, b);
    mpz_mod(expected, expected, curve->p);
    assert_int_equal(mpz_cmp(found, expected), 0);

    field_square(z, field, x);
    field_to_number(found, field, z);
    mpz_mul(expected, a, a);
    mpz_mod(expected, expected, curve->p);
    assert_int_equal(mpz_cmp(found, expected), 0);

    assert_int_equal(field_is_zero(field, x), mpz_sgn(a) == 0);
    if (mpz_sgn(a) != 0) {
        field_invert(z, field, x);
        field_to_number(found, field, z);
        mpz_invert(expected, a, curve->p);
        assert_int_equal(mpz_cmp(found, expected), 0);
    }
    mpz_clears(expected, found, NULL);
}

static void run_field(const Curve *curve, Random *random)
{
    CurveField field;
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    field_init(&field, curve->p);
    for (int i = 0; i < FIELD_EDGES; i++) {
        for (int j = 0; j < FIELD_EDGES; j++) {
            field_edge(a, curve, random, i);
            field_edge(b, curve, random, j);
            check_field(&field, curve, a, b);
        }
    }
    mpz_clears(a, b, NULL);
}

static void field_arithmetic_is_that_of_gmp(void **state)
{
    (void)state;
    for_each_curve(run_field);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(field_arithmetic_is_that_of_gmp),
        cmocka_unit_test(products_are_the_textbooks),
        cmocka_unit_test(powers_of_two_are_repeated_doublings),
        cmocka_unit_test(sums_of_two_products_are_the_textbooks),
        cmocka_unit_test(equal_and_opposite_points_meet),
        cmocka_unit_test(infinity_is_multiplied_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
