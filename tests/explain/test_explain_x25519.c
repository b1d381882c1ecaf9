/* X25519 row by row: RFC 7748's values, and the result of src/math for values of every kind. */
#include "rows.h"

#include "explain/curves/x25519.h"
#include "math/x25519.h"

static Worked *product_of(Bytes scalar, Bytes u)
{
    Operand operands[] = {operand_bytes("scalar", scalar), operand_bytes("u", u)};
    return explain_x25519(&operands[0], &operands[1], "shared");
}

/* §5.2, the first two; the second u has its highest bit set. */
static void products_are_the_published_ones(void **state)
{
    (void)state;
    static const char *const vectors[][3] = {
        {"a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
         "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
         "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"},
        {"4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
         "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
         "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"},
    };
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        Buffer scalar = from_hex(vectors[i][0]), u = from_hex(vectors[i][1]), shared = from_hex(vectors[i][2]);
        Worked *worked = product_of(buffer_bytes(&scalar), buffer_bytes(&u));
        assert_value(worked, buffer_bytes(&shared));
        /* The ladder, its 255 steps, and the power that divides. */
        assert_int_equal(assert_openings(worked), 1 + 255 + 1);
        assert_rows_in_any_order(worked);
        worked_free(worked);
        buffer_clear(&scalar);
        buffer_clear(&u);
        buffer_clear(&shared);
    }
}

/* The clamped scalar and the ladder's first step, of §6.1's first private value and u = 9, by python3. */
static void decoding_and_steps_have_their_rows(void **state)
{
    (void)state;
    Buffer scalar = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    Operand operand = operand_bytes("client_private", buffer_bytes(&scalar));
    Worked *worked = explain_x25519_public(&operand, "client_public");
    Buffer expected = from_hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    assert_value(worked, buffer_bytes(&expected));
    assert_string_equal(worked_title(worked), "client_public = X25519(client_private, u)");

    Arena arena = {0};
    Row row;
    worked_row(worked, 2, &arena, &row);
    assert_string_equal(row.formula, "(scalar_number mod 2^254) div 8 · 8 + 2^254");
    assert_hex(row.result.value, "6a2cb91da5fb77b12a99c0eb872f4cdf4566b25172c1163c7da518730a6d0770");

    Worked *ladder = worked_open(worked, 6);
    assert_int_equal(worked_count(ladder), 256);
    worked_row(ladder, 1, &arena, &row);
    assert_string_equal(row.formula, "x25519-step(L0, k, t, x_1)");
    assert_string_equal(row.note, "t = 254: bit 254 of k is 1");
    Worked *step = worked_open(ladder, 1);
    /* Bit 254 is always 1: infinity and Q change places, then 2Q and Q + infinity; x_2 = (81 - 1)² of 9/1. */
    assert_row(step, 7, "swap = k_t + k_before mod 2: k_t=1 k_before=0 -> swap=1");
    assert_row(step, 8, "dummy = swap · (x_2 - x_3): swap=1 x_2=1 x_3=9 -> dummy=-8");
    assert_row(step, 14,
               "A = x_2 + z_2 mod p: x_2=9 z_2=1 "
               "p=57896044618658097711785492504343953926634992332820282019728792003956564819949 -> A=10");
    worked_row(step, worked_count(step) - 3, &arena, &row);
    assert_string_equal(row.result.name, "x_2");
    assert_hex(row.result.value, "1900");
    worked_free(step);
    worked_free(ladder);
    worked_free(worked);
    arena_clear(&arena);
    buffer_clear(&expected);
    buffer_clear(&scalar);
}

/* Among them points of small order, which give zero, and a u above p. */
static void results_are_those_of_the_maths(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("ladders"), "");
    for (int i = 0; i < 60; i++) {
        uint8_t scalar[X25519_SIZE], u[X25519_SIZE], expected[X25519_SIZE];
        char name[20];
        snprintf(name, sizeof name, "%d.scalar", i);
        random_fill(random, name, scalar, sizeof scalar);
        snprintf(name, sizeof name, "%d.u", i);
        random_fill(random, name, u, sizeof u);
        if (i < 3)
            memset(u, i == 2 ? 0xff : 0, sizeof u);
        if (i == 1)
            u[0] = 1;
        Error error = x25519(expected, scalar, u);
        assert_int_equal(error, i < 2 ? ERROR_SHARED_SECRET_ZERO : ERROR_NONE);
        Worked *worked = product_of(BYTES_OF_ARRAY(scalar), BYTES_OF_ARRAY(u));
        assert_value(worked, BYTES_OF_ARRAY(expected));
        worked_free(worked);
    }
    random_free(random);
}

static void other_lengths_have_no_rows(void **state)
{
    (void)state;
    uint8_t bytes[33] = {0};
    assert_null(product_of(bytes_of(bytes, 31), bytes_of(bytes, 32)));
    assert_null(product_of(bytes_of(bytes, 32), bytes_of(bytes, 33)));
    assert_null(product_of(BYTES_EMPTY, bytes_of(bytes, 32)));
}

static void any_step_is_made_at_once(void **state)
{
    (void)state;
    uint8_t scalar[32] = {0x55, 0xaa}, u[32] = {9};
    Worked *worked = product_of(BYTES_OF_ARRAY(scalar), BYTES_OF_ARRAY(u));
    Worked *ladder = worked_open(worked, 6);
    assert_made_at_once(ladder, "the ladder", worked_count(ladder) - 2 * 60);
    assert_rows_in_any_order(ladder);
    worked_free(ladder);
    worked_free(worked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_the_published_ones), cmocka_unit_test(decoding_and_steps_have_their_rows),
        cmocka_unit_test(results_are_those_of_the_maths),  cmocka_unit_test(other_lengths_have_no_rows),
        cmocka_unit_test(any_step_is_made_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
