/* Elliptic curve Diffie-Hellman and its logarithms row by row, against src/math. */
#include "rows.h"

#include "explain/curves/curve_logarithm.h"
#include "explain/curves/ecdh.h"

/* 1 and n-1, and some between. */
static void privates_of(mpz_t out, const Curve *curve, unsigned long i)
{
    if (i == 0)
        mpz_set_ui(out, 1);
    else if (i == 1)
        mpz_sub_ui(out, curve->n, 1);
    else
        mpz_tdiv_q_ui(out, curve->n, i);
}

static void assert_exchange(const Curve *curve, const mpz_t x, const mpz_t other)
{
    Arena arena = {0};
    Buffer encoded = BUFFER_EMPTY, theirs = BUFFER_EMPTY, shared = BUFFER_EMPTY;
    Point point;
    point_init(&point);
    curve_multiply_base(&point, curve, x);
    curve_point_append(&encoded, curve, &point);
    curve_multiply_base(&point, curve, other);
    curve_point_append(&theirs, curve, &point);
    assert_int_equal(ecdh_shared(&shared, curve, x, &point), ERROR_NONE);

    Operand own = operand_number(&arena, "client_private", x);
    Operand public_value = operand_bytes("server_public", buffer_bytes(&theirs));
    Worked *worked = explain_ecdh_public(curve, &own, "client_public");
    assert_value(worked, buffer_bytes(&encoded));
    worked_free(worked);
    worked = explain_ecdh_shared(curve, &own, &public_value, "shared_secret");
    assert_value(worked, buffer_bytes(&shared));
    assert_rows_in_any_order(worked);
    worked_free(worked);
    worked = explain_ecdh(curve, x, other);
    assert_value(worked, buffer_bytes(&shared));
    worked_free(worked);

    point_clear(&point);
    buffer_clear(&encoded);
    buffer_clear(&theirs);
    buffer_clear(&shared);
    arena_clear(&arena);
}

static void secrets_are_those_of_the_maths(void **state)
{
    (void)state;
    const Curve *curve;
    mpz_t x, other;
    mpz_inits(x, other, NULL);
    for (int i = 0; (curve = curve_at(i)) != NULL; i++)
        for (unsigned long j = 0; j < 5; j++) {
            privates_of(x, curve, j);
            privates_of(other, curve, j + 1);
            assert_exchange(curve, x, other);
        }
    mpz_clears(x, other, NULL);
}

/* y² = x³ + x over 23 elements, with (18, 10), of order 3. */
static void a_curve_may_be_any(void **state)
{
    (void)state;
    Curve curve;
    mpz_t x, other;
    mpz_inits(x, other, NULL);
    curve_init(&curve);
    mpz_set_ui(curve.p, 23);
    mpz_set_ui(curve.a, 1);
    mpz_set_ui(curve.n, 3);
    mpz_set_ui(curve.h, 8);
    mpz_set_ui(curve.g.x, 18);
    mpz_set_ui(curve.g.y, 10);
    curve.g.infinity = false;
    assert_int_equal(curve_check(&curve), ERROR_NONE);
    mpz_set_ui(x, 2);
    mpz_set_ui(other, 2);
    assert_exchange(&curve, x, other);
    curve_clear(&curve);
    mpz_clears(x, other, NULL);
}

static void what_is_out_of_range_has_no_rows(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    static const char *const wrong[] = {"0", "19", "-1", "1000"};
    Arena arena = {0};
    Buffer base = from_hex("040501"), off = from_hex("040502"), infinity = from_hex("00");
    Operand good = number_operand(&arena, "x", "7");
    Operand y = operand_bytes("Y", buffer_bytes(&base));
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Operand x = number_operand(&arena, "x", wrong[i]);
        assert_null(explain_ecdh_public(toy, &x, "X"));
        assert_null(explain_ecdh_shared(toy, &x, &y, "Z"));
    }
    y = operand_bytes("Y", buffer_bytes(&off));
    assert_null(explain_ecdh_shared(toy, &good, &y, "Z"));
    y = operand_bytes("Y", buffer_bytes(&infinity));
    assert_null(explain_ecdh_shared(toy, &good, &y, "Z"));
    y = operand_bytes("Y", BYTES_EMPTY);
    assert_null(explain_ecdh_shared(toy, &good, &y, "Z"));
    buffer_clear(&base);
    buffer_clear(&off);
    buffer_clear(&infinity);
    arena_clear(&arena);
}

static void a_shared_secret_is_shown_from_the_point_on(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Arena arena = {0};
    Buffer encoded = from_hex("04060e");
    Operand x = operand_bytes("a.private", bytes_of("\x05", 1)), y = operand_bytes("Y", buffer_bytes(&encoded));
    Worked *worked = explain_ecdh_shared(toy, &x, &y, "Z");
    static const char *const rows[] = {
        "x_Y = number(Y[1..1]): Y=04060e -> x_Y=6",
        "y_Y = number(Y[2..2]): Y=04060e -> y_Y=14",
        "left = y_Y^2 mod p: y_Y=14 p=17 -> left=9",
        "right = x_Y^3 + a · x_Y + b mod p: x_Y=6 a=2 b=2 p=17 -> right=9",
        "on_curve = left == right: left=9 right=9 -> on_curve=1",
        "S = point-multiple(a.private, Y, a, p): a.private=5 Y=04060e a=2 p=17 -> S=040706",
        "Z = S[1..1]: S=040706 -> Z=07",
    };
    assert_int_equal(worked_count(worked), COUNT_OF(rows));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_row(worked, i, rows[i]);
    worked_free(worked);
    buffer_clear(&encoded);
    arena_clear(&arena);
}

static void every_logarithm_on_the_toy_curve_is_found(void **state)
{
    (void)state;
    const Curve *toy = curve_find("toy-curve-17");
    Point point;
    mpz_t x;
    mpz_init(x);
    point_init(&point);
    for (unsigned long i = 1; i < 19; i++) {
        mpz_set_ui(x, i);
        curve_multiply_base(&point, toy, x);
        Worked *worked = explain_curve_logarithm(toy, &point, 18);
        assert_result(worked, x);
        assert_int_equal(worked_count(worked), i + 1);
        assert_rows_in_any_order(worked);
        assert_openings(worked);
        worked_free(worked);
        worked = explain_curve_logarithm_by_steps(toy, &point);
        assert_result(worked, x);
        assert_rows_in_any_order(worked);
        assert_openings(worked);
        worked_free(worked);
    }
    assert_null(explain_curve_logarithm(toy, &point, 17));
    mpz_clear(x);
    point_clear(&point);
}

/* y² = x³ + 2x + 25 over 65,537 elements has 65,371 points, a prime number: counted one by one with python3. */
enum { ORDER = 65371 };

static void giant_steps_save_work(void **state)
{
    (void)state;
    Curve curve;
    Point point;
    mpz_t x;
    curve_init(&curve);
    point_init(&point);
    mpz_init(x);
    mpz_set_ui(curve.p, 65537);
    mpz_set_ui(curve.a, 2);
    mpz_set_ui(curve.b, 25);
    mpz_set_ui(curve.n, ORDER);
    mpz_set_ui(curve.h, 1);
    mpz_set_ui(curve.g.x, 2);
    mpz_set_ui(curve.g.y, 13243);
    curve.g.infinity = false;
    assert_int_equal(curve_check(&curve), ERROR_NONE);
    for (unsigned long i = 1; i < ORDER; i += 997) {
        mpz_set_ui(x, i);
        curve_multiply_base(&point, &curve, x);
        Worked *worked = explain_curve_logarithm_by_steps(&curve, &point);
        assert_result(worked, x);
        assert_true(worked_count(worked) <= 2 * 257 + 10);
        worked_free(worked);
    }
    assert_null(explain_curve_logarithm_by_steps(curve_find("secp256r1"), &curve_find("secp256r1")->g));
    mpz_clear(x);
    point_clear(&point);
    curve_clear(&curve);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(secrets_are_those_of_the_maths),
        cmocka_unit_test(a_curve_may_be_any),
        cmocka_unit_test(what_is_out_of_range_has_no_rows),
        cmocka_unit_test(a_shared_secret_is_shown_from_the_point_on),
        cmocka_unit_test(every_logarithm_on_the_toy_curve_is_found),
        cmocka_unit_test(giant_steps_save_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
