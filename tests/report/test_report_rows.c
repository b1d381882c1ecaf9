/* Worked examples written down: which rows, and how their values are written. */
#include <stdlib.h>
#include <string.h>

#include "check.h"

#include "explain/numbers/euclid.h"
#include "explain/numbers/power.h"
#include "explain/rsa/pkcs1.h"
#include "explain/rsa/rsa.h"
#include "report/write/rows.h"

static const ReportStyle plain = {100, false};

static Worked *power_of(const char *base, const char *exponent, const char *modulus)
{
    const char *const texts[] = {base, exponent, modulus}, *const names[] = {"g", "x", "p"};
    Arena arena = {0};
    Operand operands[3];
    for (int i = 0; i < 3; i++) {
        mpz_t value;
        assert_int_equal(mpz_init_set_str(value, texts[i], 0), 0);
        operands[i] = operand_number(&arena, names[i], value);
        mpz_clear(value);
    }
    Worked *worked = explain_power(&operands[0], &operands[1], &operands[2]);
    arena_clear(&arena);
    return worked;
}

static Worked *textbook_key(void)
{
    mpz_t p, q, e;
    mpz_init_set_ui(p, 61);
    mpz_init_set_ui(q, 53);
    mpz_init_set_ui(e, 17);
    Worked *worked = explain_rsa_key(p, q, e);
    mpz_clears(p, q, e, NULL);
    return worked;
}

static bool keep(void *context, Bytes piece)
{
    buffer_append(context, piece);
    return true;
}

static void write_text(Buffer *out, const Worked *worked, const RowsShown *shown)
{
    assert_true(rows_write_text(keep, out, &plain, worked, shown));
}

static void assert_text(Worked *worked, const RowsShown *shown, const char *expected)
{
    Buffer text = BUFFER_EMPTY;
    write_text(&text, worked, shown);
    assert_string_equal(text_finish(&text), expected);
    buffer_clear(&text);
    worked_free(worked);
}

static void short_values_stand_in_their_formula(void **state)
{
    (void)state;
    assert_text(power_of("5", "6", "23"), &(RowsShown){0},
                "g^x mod p by squaring and multiplying\n"
                " 1  r0 = g mod p = 5 mod 23 = 5                         bit 2 of x is 1, the highest: begin with g\n"
                " 2  r1 = r0 · r0 mod p = 5 · 5 mod 23 = 2               bit 1 of x is 1: square …\n"
                " 3  r2 = r1 · g mod p = 2 · 5 mod 23 = 10               … and multiply by g\n"
                " 4  r3 = r2 · r2 mod p = 10 · 10 mod 23 = 8             bit 0 of x is 0: square\n");
}

static void long_values_stand_below_it(void **state)
{
    (void)state;
    RowsShown shown = {.first = 2, .last = 2};
    const char *p = "0xc3b2bbeec42df1b70acb030967f9ca7fe8b53aa671fa271696594174ca97c7ce9";
    assert_text(power_of("0x123456789abcdef01234", "6", p), &shown,
                "g^x mod p by squaring and multiplying\n"
                "    … 1 row more\n"
                " 2  r1 = r0 · r0 mod p                                  bit 1 of x is 1: square …\n"
                "      r0 = 0x123456789abcdef01234\n"
                "      p = 0xc3b2bbeec42df1b7…6594174ca97c7ce9 (260 bits)\n"
                "    = 0x14b66dc33f6acdca878c9fd09668d1452cb5a90\n"
                "    … 2 rows more\n");
}

static void the_middle_of_many_is_left_out(void **state)
{
    (void)state;
    RowsShown shown = {.edge = 2};
    Worked *worked = power_of("3", "0xffff", "1000003");
    assert_int_equal(rows_next(&shown, worked_count(worked), 1), 1);
    assert_int_equal(rows_next(&shown, worked_count(worked), 2), worked_count(worked) - 2);
    /* A few are not left out. */
    assert_int_equal(rows_next(&shown, 6, 2), 2);
    assert_int_equal(rows_next(&shown, 7, 2), 5);
    Buffer text = BUFFER_EMPTY;
    write_text(&text, worked, &shown);
    assert_non_null(strstr(text_finish(&text), "\n     … 27 rows more\n"));
    buffer_clear(&text);
    worked_free(worked);
    assert_int_equal(rows_next(&(RowsShown){.first = 3, .last = 4}, 10, 0), 2);
    assert_int_equal(rows_next(&(RowsShown){.first = 3, .last = 4}, 10, 4), 10);
    assert_int_equal(rows_next(&(RowsShown){.first = 30, .last = 40}, 10, 0), 10);
    assert_int_equal(rows_next(&(RowsShown){0}, 10, 7), 7);
}

static void rows_that_open_are_marked_and_opened(void **state)
{
    (void)state;
    RowsShown shown = {.first = 6, .last = 6};
    Buffer text = BUFFER_EMPTY;
    Worked *worked = textbook_key();
    write_text(&text, worked, &shown);
    assert_non_null(strstr(text_finish(&text), " 6+ d = e^-1 mod lambda = 17^-1 mod 780 = 413"));
    assert_null(strstr((const char *)text.data, "Euclid's extended"));
    buffer_truncate(&text, 0);
    shown.open = 1;
    write_text(&text, worked, &shown);
    assert_non_null(strstr(text_finish(&text), "\n      e^-1 mod lambda by Euclid's extended algorithm\n"));
    assert_non_null(strstr((const char *)text.data, "t3 = t1 - q2 · t2 = 1 - 1 · (-45) = 46"));
    buffer_clear(&text);
    worked_free(worked);
}

static void json_has_every_part_of_a_row(void **state)
{
    (void)state;
    Worked *worked = textbook_key();
    RowsShown shown = {.open = 1};
    Buffer text = BUFFER_EMPTY;
    assert_true(rows_write_json(keep, &text, worked, &shown, json_object()));
    json_t *json = json_loads(text_finish(&text), 0, NULL);
    assert_non_null(json);
    buffer_clear(&text);
    assert_string_equal(json_string_value(json_object_get(json, "title")), "RSA key generation");
    assert_int_equal(json_integer_value(json_object_get(json, "count")), 10);
    const json_t *row = json_array_get(json_object_get(json, "rows"), 5);
    json_t *plain_row = json_deep_copy(row);
    assert_int_equal(json_object_del(plain_row, "opened"), 0);
    json_t *expected = json_pack("{si ss ss s[{ss ss ss}{ss ss ss}] s{ss ss} ss sb}", "row", 6, "name", "d", "formula",
                                 "e^-1 mod lambda", "operands", "name", "e", "kind", "number", "value", "0x11", "name",
                                 "lambda", "kind", "number", "value", "0x30c", "result", "kind", "number", "value",
                                 "0x19d", "note", "the private exponent", "opens", 1);
    assert_true(json_equal(plain_row, expected));
    const json_t *opened = json_object_get(row, "opened");
    const json_t *inner = json_object_get(opened, "rows");
    const json_t *last = json_array_get(inner, json_array_size(inner) - 1);
    assert_string_equal(json_string_value(json_object_get(json_object_get(last, "result"), "value")), "0x19d");
    const json_t *negative = json_array_get(json_object_get(last, "operands"), 0);
    assert_string_equal(json_string_value(json_object_get(negative, "value")), "-0x16f");
    json_decref(expected);
    json_decref(plain_row);
    json_decref(json);
    worked_free(worked);
}

static void bytes_are_hexadecimal(void **state)
{
    (void)state;
    static const uint8_t block[64] = {0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    Worked *worked = explain_pkcs1_unpad(BYTES_OF_ARRAY(block));
    Buffer text = BUFFER_EMPTY;
    RowsShown shown = {.first = 2, .last = 2};
    write_text(&text, worked, &shown);
    assert_non_null(strstr(text_finish(&text), "  EM = 0002010101010101…0000000000000000 (64 bytes)\n"));
    assert_non_null(strstr((const char *)text.data, "\n     = 02\n"));
    buffer_truncate(&text, 0);
    shown.full = true;
    write_text(&text, worked, &shown);
    assert_null(strstr(text_finish(&text), "…00"));
    buffer_clear(&text);
    worked_free(worked);
}

/* Of a computation that nobody could wait for the end of, the beginning comes at once. */
typedef struct Impatient {
    size_t size;
    int pieces;
} Impatient;

static bool take_three(void *context, Bytes piece)
{
    Impatient *impatient = context;
    impatient->size += piece.size;
    return ++impatient->pieces < 3;
}

static void rows_are_handed_on_while_they_are_made(void **state)
{
    (void)state;
    RowsShown shown = {.open = 9};
    Worked *worked = power_of("3",
                              "0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                              "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                              "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                              "0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                              "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
    Impatient text = {0, 0}, json = {0, 0};
    assert_false(rows_write_text(take_three, &text, &plain, worked, &shown));
    assert_int_equal(text.pieces, 3);
    assert_in_range(text.size, 3 << 16, 4 << 16);
    assert_false(rows_write_json(take_three, &json, worked, &shown, json_object()));
    assert_int_equal(json.pieces, 3);
    worked_free(worked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_values_stand_in_their_formula),
        cmocka_unit_test(long_values_stand_below_it),
        cmocka_unit_test(the_middle_of_many_is_left_out),
        cmocka_unit_test(rows_that_open_are_marked_and_opened),
        cmocka_unit_test(json_has_every_part_of_a_row),
        cmocka_unit_test(bytes_are_hexadecimal),
        cmocka_unit_test(rows_are_handed_on_while_they_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
