/* Textbook arithmetic, on a group small enough to be checked whole; parameters and points that are refused. */
#include "check.h"

#include "math/curve.h"

enum { TOY_ORDER = 19 };

/* 1G, 2G, … of toy-curve-17, as Paar and Pelzl print them (Understanding Cryptography, 2010, §9.2). */
static const unsigned toy_multiples[TOY_ORDER - 1][2] = {
    {5, 1},  {6, 3},   {10, 6}, {3, 1},  {9, 16}, {16, 13}, {0, 6},   {13, 7}, {7, 6},
    {7, 11}, {13, 10}, {0, 11}, {16, 4}, {9, 1},  {3, 16},  {10, 11}, {6, 14}, {5, 16},
};

static void set_point(Point *point, unsigned long x, unsigned long y)
{
    mpz_set_ui(point->x, x);
    mpz_set_ui(point->y, y);
    point->infinity = false;
}

/* multiples[k] = k·G for 0 <= k < 19 */
static void toy_group_init(Point multiples[TOY_ORDER])
{
    for (int k = 0; k < TOY_ORDER; k++) {
        point_init(&multiples[k]);
        if (k > 0)
            set_point(&multiples[k], toy_multiples[k - 1][0], toy_multiples[k - 1][1]);
    }
}

static void toy_group_clear(Point multiples[TOY_ORDER])
{
    for (int k = 0; k < TOY_ORDER; k++)
        point_clear(&multiples[k]);
}

static void every_sum_in_the_toy_group_is_right(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point group[TOY_ORDER], sum;
    toy_group_init(group);
    point_init(&sum);
    for (int i = 0; i < TOY_ORDER; i++) {
        for (int j = 0; j < TOY_ORDER; j++) {
            curve_add(&sum, toy, &group[i], &group[j]);
            assert_true(point_equal(&sum, &group[(i + j) % TOY_ORDER]));

            /* the same in place */
            point_set(&sum, &group[i]);
            curve_add(&sum, toy, &sum, &group[j]);
            assert_true(point_equal(&sum, &group[(i + j) % TOY_ORDER]));
        }
        curve_double(&sum, toy, &group[i]);
        assert_true(point_equal(&sum, &group[2 * i % TOY_ORDER]));
        curve_negate(&sum, toy, &group[i]);
        assert_true(point_equal(&sum, &group[(TOY_ORDER - i) % TOY_ORDER]));
    }
    point_clear(&sum);
    toy_group_clear(group);
}

static void every_multiple_in_the_toy_group_is_right(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point group[TOY_ORDER], product;
    mpz_t k, l;
    mpz_inits(k, l, NULL);
    toy_group_init(group);
    point_init(&product);
    for (int i = 0; i < TOY_ORDER; i++) {
        for (unsigned long j = 0; j < 3 * TOY_ORDER; j++) {
            mpz_set_ui(k, j);
            curve_multiply(&product, toy, k, &group[i]);
            assert_true(point_equal(&product, &group[(unsigned long)i * j % TOY_ORDER]));
            curve_multiply_base(&product, toy, k);
            assert_true(point_equal(&product, &group[j % TOY_ORDER]));
            mpz_set_ui(l, 7);
            curve_multiply_two(&product, toy, k, l, &group[i]);
            assert_true(point_equal(&product, &group[(j + 7 * (unsigned long)i) % TOY_ORDER]));
        }
    }
    mpz_clears(k, l, NULL);
    point_clear(&product);
    toy_group_clear(group);
}

/* Of the 17 × 17 pairs of coordinates exactly the 18 of the group are points. */
static void the_toy_curve_has_no_other_points(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point point;
    point_init(&point);
    int points = 0;
    for (unsigned long x = 0; x < 17; x++) {
        for (unsigned long y = 0; y < 17; y++) {
            set_point(&point, x, y);
            Error error = curve_point_check(toy, &point);
            assert_true(error == ERROR_NONE || error == ERROR_POINT_NOT_ON_CURVE);
            points += error == ERROR_NONE;
        }
    }
    assert_int_equal(points, TOY_ORDER - 1);
    point_clear(&point);
}

static void points_that_are_none_are_refused_by_name(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        const Curve *curve = curve_at(i);
        Point point;
        point_init(&point);
        assert_int_equal(curve_point_check(curve, &point), ERROR_POINT_AT_INFINITY);
        point_set(&point, &curve->g);
        assert_int_equal(curve_point_check(curve, &point), ERROR_NONE);
        mpz_add_ui(point.y, point.y, 1);
        assert_int_equal(curve_point_check(curve, &point), ERROR_POINT_NOT_ON_CURVE);
        /* The same numbers modulo p, but not below p: */
        point_set(&point, &curve->g);
        mpz_add(point.x, point.x, curve->p);
        assert_int_equal(curve_point_check(curve, &point), ERROR_VALUE_TOO_LARGE);
        point_set(&point, &curve->g);
        mpz_add(point.y, point.y, curve->p);
        assert_int_equal(curve_point_check(curve, &point), ERROR_VALUE_TOO_LARGE);
        point_set(&point, &curve->g);
        mpz_sub(point.y, point.y, curve->p);
        assert_int_equal(curve_point_check(curve, &point), ERROR_VALUE_TOO_SMALL);
        point_clear(&point);
    }
}

static void small_curve(Curve *curve, unsigned long p, unsigned long a, unsigned long b, unsigned long x,
                        unsigned long y, unsigned long n, unsigned long h)
{
    curve_init(curve);
    mpz_set_ui(curve->p, p);
    mpz_set_ui(curve->a, a);
    mpz_set_ui(curve->b, b);
    set_point(&curve->g, x, y);
    mpz_set_ui(curve->n, n);
    mpz_set_ui(curve->h, h);
}

/* y² = x³ + x over 23 elements has 24 points. (18, 10) is of order 3, (0, 0) of order 2, (9, 5) of order 6. */
static void a_point_outside_the_subgroup_is_refused(void **state)
{
    (void)state;
    Curve curve;
    Point outside;
    small_curve(&curve, 23, 1, 0, 18, 10, 3, 8);
    assert_int_equal(curve_check(&curve), ERROR_NONE);
    assert_int_equal(curve_point_check(&curve, &curve.g), ERROR_NONE);
    point_init(&outside);
    set_point(&outside, 0, 0);
    assert_int_equal(curve_point_check(&curve, &outside), ERROR_NOT_IN_SUBGROUP);
    set_point(&outside, 9, 5);
    assert_int_equal(curve_point_check(&curve, &outside), ERROR_NOT_IN_SUBGROUP);

    /* (0, 0) is its own opposite: its tangent is upright. */
    set_point(&outside, 0, 0);
    curve_double(&outside, &curve, &outside);
    assert_true(outside.infinity);
    point_clear(&outside);
    curve_clear(&curve);
}

static void parameters_are_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        unsigned long p, a, b, x, y, n, h;
        Error expected;
    } cases[] = {
        {17, 2, 2, 5, 1, 19, 1, ERROR_NONE},
        {15, 2, 2, 5, 1, 19, 1, ERROR_NOT_PRIME},
        {0, 2, 2, 5, 1, 19, 1, ERROR_NOT_PRIME},
        {2, 1, 1, 0, 1, 5, 1, ERROR_CURVE_PARAMETERS},
        {3, 1, 1, 0, 1, 5, 1, ERROR_CURVE_PARAMETERS},
        {17, 19, 2, 5, 1, 19, 1, ERROR_CURVE_PARAMETERS}, /* a >= p */
        {17, 2, 19, 5, 1, 19, 1, ERROR_CURVE_PARAMETERS}, /* b >= p */
        {17, 0, 0, 1, 1, 17, 1, ERROR_CURVE_PARAMETERS},  /* y² = x³ has a cusp */
        {17, 14, 2, 0, 6, 17, 1, ERROR_CURVE_PARAMETERS}, /* y² = x³ - 3x + 2 = (x - 1)²(x + 2) crosses itself */
        {17, 2, 2, 5, 1, 38, 1, ERROR_CURVE_PARAMETERS},  /* too many points for Hasse */
        {17, 2, 2, 5, 1, 19, 0, ERROR_CURVE_PARAMETERS},
        {17, 2, 2, 5, 1, 18, 1, ERROR_NOT_PRIME},
        {17, 2, 2, 5, 1, 17, 1, ERROR_CURVE_PARAMETERS}, /* a possible order, but 17·G is not infinity */
        {17, 2, 2, 5, 2, 19, 1, ERROR_POINT_NOT_ON_CURVE},
        {17, 2, 2, 22, 1, 19, 1, ERROR_VALUE_TOO_LARGE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Curve curve;
        small_curve(&curve, cases[i].p, cases[i].a, cases[i].b, cases[i].x, cases[i].y, cases[i].n, cases[i].h);
        assert_int_equal(curve_check(&curve), cases[i].expected);
        curve.g.infinity = true;
        if (cases[i].expected == ERROR_NONE)
            assert_int_equal(curve_check(&curve), ERROR_POINT_AT_INFINITY);
        curve_clear(&curve);
    }
}

static void named_curves_are_sound_and_found(void **state)
{
    (void)state;
    static const size_t sizes[] = {32, 48, 66, 1};
    int count = 0;
    const Curve *curve;
    for (; (curve = curve_at(count)) != NULL; count++) {
        assert_int_equal(curve_check(curve), ERROR_NONE);
        assert_ptr_equal(curve_find(curve->name), curve);
        assert_int_equal(curve_field_size(curve), sizes[count]);
    }
    assert_int_equal(count, 4);
    assert_null(curve_at(-1));
    assert_null(curve_find("secp256k1"));
}

static void private_values_are_from_1_to_below_n(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Random *random = random_new_seeded(bytes_of_text("toy"), "test");
    bool seen[TOY_ORDER] = {false};
    mpz_t value;
    mpz_init(value);
    for (unsigned char i = 0; i < 200; i++) {
        char name[] = {'v', (char)('0' + i / 100), (char)('0' + i / 10 % 10), (char)('0' + i % 10), 0};
        curve_private_random(value, toy, random, name);
        assert_int_equal(curve_private_check(toy, value), ERROR_NONE);
        seen[mpz_get_ui(value)] = true;
    }
    assert_false(seen[0]);
    for (int i = 1; i < TOY_ORDER; i++)
        assert_true(seen[i]);

    mpz_set_ui(value, 0);
    assert_int_equal(curve_private_check(toy, value), ERROR_VALUE_TOO_SMALL);
    mpz_set_si(value, -1);
    assert_int_equal(curve_private_check(toy, value), ERROR_VALUE_TOO_SMALL);
    mpz_set_ui(value, 19);
    assert_int_equal(curve_private_check(toy, value), ERROR_VALUE_TOO_LARGE);
    mpz_clear(value);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sum_in_the_toy_group_is_right),
        cmocka_unit_test(every_multiple_in_the_toy_group_is_right),
        cmocka_unit_test(the_toy_curve_has_no_other_points),
        cmocka_unit_test(points_that_are_none_are_refused_by_name),
        cmocka_unit_test(a_point_outside_the_subgroup_is_refused),
        cmocka_unit_test(parameters_are_refused_by_name),
        cmocka_unit_test(named_curves_are_sound_and_found),
        cmocka_unit_test(private_values_are_from_1_to_below_n),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
