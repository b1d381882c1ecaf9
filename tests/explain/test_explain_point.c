/* Sums of points row by row, on a curve small enough for all of them, and doubling and adding on every named one. */
#include "rows.h"

#include "explain/curves/multiple.h"
#include "explain/curves/point.h"

enum { TOY_ORDER = 19 };

static void assert_point(const Worked *worked, const Curve *curve, const Point *expected)
{
    Buffer encoded = BUFFER_EMPTY;
    curve_point_append(&encoded, curve, expected);
    assert_value(worked, buffer_bytes(&encoded));
    buffer_clear(&encoded);
}

/* k·G, to be cleared */
static void multiple_of_base(Point *out, const Curve *curve, unsigned long k)
{
    mpz_t factor;
    mpz_init_set_ui(factor, k);
    point_init(out);
    curve_multiply_base(out, curve, factor);
    mpz_clear(factor);
}

static void every_sum_on_the_toy_curve_is_that_of_the_maths(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point p, q, sum;
    point_init(&sum);
    size_t inverses = 0;
    for (unsigned long i = 0; i < TOY_ORDER; i++) {
        multiple_of_base(&p, toy, i);
        for (unsigned long j = 0; j < TOY_ORDER; j++) {
            multiple_of_base(&q, toy, j);
            Worked *worked = explain_point_add(toy, &p, &q);
            curve_add(&sum, toy, &p, &q);
            assert_point(worked, toy, &sum);
            inverses += assert_openings(worked);
            worked_free(worked);
            point_clear(&q);
        }
        Worked *worked = explain_point_double(toy, &p);
        curve_double(&sum, toy, &p);
        assert_point(worked, toy, &sum);
        worked_free(worked);
        point_clear(&p);
    }
    /* All pairs but those with infinity, and those of a point and its opposite. */
    assert_int_equal(inverses, 18 * 18 - 18);
    point_clear(&sum);
}

static void a_sum_has_a_slope(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point p, q;
    multiple_of_base(&p, toy, 1);
    multiple_of_base(&q, toy, 2);
    Worked *worked = explain_point_add(toy, &p, &q);
    static const char *const rows[] = {
        "numerator = y_Q - y_P mod p: y_Q=3 y_P=1 p=17 -> numerator=2",
        "denominator = x_Q - x_P mod p: x_Q=6 x_P=5 p=17 -> denominator=1",
        "i = denominator^-1 mod p: denominator=1 p=17 -> i=1",
        "s = numerator · i mod p: numerator=2 i=1 p=17 -> s=2",
        "x = s^2 - x_P - x_Q mod p: s=2 x_P=5 x_Q=6 p=17 -> x=10",
        "y = s · (x_P - x) - y_P mod p: s=2 x_P=5 x=10 y_P=1 p=17 -> y=6",
        "sum = bytes(4, 1) ‖ bytes(x, 1) ‖ bytes(y, 1): x=10 y=6 -> sum=040a06",
    };
    assert_int_equal(worked_count(worked), COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    worked_free(worked);
    worked = explain_point_double(toy, &p);
    assert_row(worked, 0, "denominator = 2 · y_P mod p: y_P=1 p=17 -> denominator=2");
    assert_row(worked, 1, "numerator = 3 · x_P^2 + a mod p: x_P=5 a=2 p=17 -> numerator=9");
    assert_row(worked, 3, "s = numerator · i mod p: numerator=9 i=9 p=17 -> s=13");
    worked_free(worked);
    point_clear(&q);
    point_clear(&p);
}

/* y² = x³ + x over 23 elements: (0, 0) is its own opposite, and its tangent is upright. */
static void a_point_on_the_x_axis_doubles_to_infinity(void **state)
{
    (void)state;
    Curve curve;
    Point p;
    curve_init(&curve);
    point_init(&p);
    mpz_set_ui(curve.p, 23);
    mpz_set_ui(curve.a, 1);
    p.infinity = false;
    Worked *worked = explain_point_double(&curve, &p);
    assert_row(worked, worked_count(worked) - 1, "sum = bytes(0, 1): -> sum=00");
    worked_free(worked);
    worked = explain_point_add(&curve, &p, &p);
    assert_row(worked, 0, "equal = P == Q: P=040000 Q=040000 -> equal=1");
    assert_row(worked, worked_count(worked) - 1, "sum = bytes(0, 1): -> sum=00");
    worked_free(worked);
    point_clear(&p);
    curve_clear(&curve);
}

static void the_equation_tells_points_from_others(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point point;
    point_init(&point);
    point.infinity = false;
    for (unsigned long x = 0; x < 17; x++)
        for (unsigned long y = 0; y < 17; y++) {
            mpz_set_ui(point.x, x);
            mpz_set_ui(point.y, y);
            Worked *worked = explain_point_equation(toy, &point);
            bool on_curve = curve_point_check(toy, &point) == ERROR_NONE;
            mpz_t expected;
            mpz_init_set_ui(expected, on_curve);
            assert_result(worked, expected);
            mpz_clear(expected);
            worked_free(worked);
        }
    point_clear(&point);
}

static void every_multiple_on_the_toy_curve_is_that_of_the_maths(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point p, expected;
    mpz_t k;
    mpz_init(k);
    point_init(&expected);
    for (unsigned long i = 0; i < TOY_ORDER; i++) {
        multiple_of_base(&p, toy, i);
        for (unsigned long factor = 1; factor < 3 * TOY_ORDER; factor++) {
            mpz_set_ui(k, factor);
            Worked *worked = explain_multiple(toy, "k", k, "P", &p);
            curve_multiply(&expected, toy, k, &p);
            assert_point(worked, toy, &expected);
            assert_rows_in_any_order(worked);
            assert_openings(worked);
            worked_free(worked);
        }
        point_clear(&p);
    }
    mpz_set_ui(k, 0);
    assert_null(explain_multiple(toy, "k", k, "P", &toy->g));
    mpz_clear(k);
    point_clear(&expected);
}

static void bits_decide_what_is_added(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    mpz_t k;
    mpz_init_set_ui(k, 5);
    Worked *worked = explain_multiple(toy, "k", k, "G", &toy->g);
    assert_string_equal(worked_title(worked), "k · G by doubling and adding");
    assert_int_equal(worked_count(worked), 4);
    assert_row(worked, 0, "S0 = G: G=040501 -> S0=040501");
    assert_row(worked, 1, "S1 = point-double(S0, a, p): S0=040501 a=2 p=17 -> S1=040603");
    assert_row(worked, 2, "S2 = point-double(S1, a, p): S1=040603 a=2 p=17 -> S2=040301");
    assert_row(worked, 3, "S3 = point-add(S2, G, a, p): S2=040301 G=040501 a=2 p=17 -> S3=040910");
    Arena arena = {0};
    Row row;
    worked_row(worked, 2, &arena, &row);
    assert_string_equal(row.note, "bit 0 of k is 1: double …: (3, 1)");
    worked_row(worked, 3, &arena, &row);
    assert_string_equal(row.note, "… and add G: (9, 16)");
    arena_clear(&arena);
    worked_free(worked);
    mpz_clear(k);
}

static void any_multiple_on_a_named_curve_is_made_at_once(void **state)
{
    (void)state;
    const Curve *curve;
    for (int i = 0; (curve = curve_at(i)) != NULL; i++) {
        Point expected;
        mpz_t k;
        mpz_init(k);
        point_init(&expected);
        mpz_tdiv_q_ui(k, curve->n, 3);
        Worked *worked = explain_multiple(curve, "k", k, "G", &curve->g);
        curve_multiply_base(&expected, curve, k);
        assert_point(worked, curve, &expected);
        if (worked_count(worked) > 200)
            assert_made_at_once(worked, curve->name, worked_count(worked) - 2 * 60);
        assert_rows_in_any_order(worked);
        worked_free(worked);
        point_clear(&expected);
        mpz_clear(k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sum_on_the_toy_curve_is_that_of_the_maths),
        cmocka_unit_test(a_sum_has_a_slope),
        cmocka_unit_test(a_point_on_the_x_axis_doubles_to_infinity),
        cmocka_unit_test(the_equation_tells_points_from_others),
        cmocka_unit_test(every_multiple_on_the_toy_curve_is_that_of_the_maths),
        cmocka_unit_test(bits_decide_what_is_added),
        cmocka_unit_test(any_multiple_on_a_named_curve_is_made_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
