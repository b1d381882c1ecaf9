/* What tests of worked examples share: operands from text, rows as text, and rows looked at in any order. */
#ifndef TLSTEPS_TESTS_EXPLAIN_ROWS_H
#define TLSTEPS_TESTS_EXPLAIN_ROWS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check.h"

#include "explain/language/formula.h"
#include "explain/language/worked.h"
#include "math/modular.h"

/* A number, decimal or 0x hexadecimal; lives in `arena`. */
static inline Operand number_operand(Arena *arena, const char *name, const char *text)
{
    mpz_t value;
    assert_int_equal(mpz_init_set_str(value, text, 0), 0);
    Operand operand = operand_number(arena, name, value);
    mpz_clear(value);
    return operand;
}

static inline void append_operand(Buffer *out, const Operand *operand)
{
    text_append(out, operand->name);
    text_append(out, "=");
    text_append(out, operand->negative ? "-" : "");
    if (operand->kind == VALUE_BYTES) {
        text_append_hex(out, operand->value);
        return;
    }
    mpz_t value;
    mpz_init(value);
    number_from_bytes(value, operand->value);
    char *digits = mpz_get_str(NULL, 10, value);
    text_append(out, digits);
    free(digits);
    mpz_clear(value);
}

/* "r1 = r0 · r0 mod n: r0=5 n=23 -> r1=2", with numbers in decimal and bytes in hexadecimal; the caller clears it. */
static inline Buffer row_as_text(const Worked *worked, size_t index)
{
    Arena arena = {0};
    Row row;
    Buffer out = BUFFER_EMPTY;
    worked_row(worked, index, &arena, &row);
    text_append(&out, row.result.name);
    text_append(&out, " = ");
    text_append(&out, row.formula);
    text_append(&out, ":");
    for (int i = 0; i < row.operand_count; i++) {
        text_append(&out, " ");
        append_operand(&out, &row.operands[i]);
    }
    text_append(&out, " -> ");
    append_operand(&out, &row.result);
    text_finish(&out);
    arena_clear(&arena);
    return out;
}

static inline void assert_row(const Worked *worked, size_t index, const char *expected)
{
    Buffer text = row_as_text(worked, index);
    assert_string_equal((const char *)text.data, expected);
    buffer_clear(&text);
}

static inline void assert_result(const Worked *worked, const mpz_t expected)
{
    Arena arena = {0};
    Operand result;
    mpz_t value;
    mpz_init(value);
    worked_result(worked, &arena, &result);
    operand_to_number(value, &result);
    assert_int_equal(mpz_cmp(value, expected), 0);
    mpz_clear(value);
    arena_clear(&arena);
}

/* That rows come out alike in whatever order they are asked for. */
static inline void assert_rows_in_any_order(const Worked *worked)
{
    size_t count = worked_count(worked);
    Buffer *rows = calloc(count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = row_as_text(worked, i);
    for (size_t i = count; i-- > 0;)
        assert_row(worked, i, (const char *)rows[i].data);
    /* 7919 is prime, and so goes through all of them in a scattered order. */
    for (size_t i = 0, at = 0; i < count; i++, at = (at + 7919) % count)
        assert_row(worked, at, (const char *)rows[at].data);
    for (size_t i = 0; i < count; i++)
        buffer_clear(&rows[i]);
    free(rows);
}

static inline void assert_value(const Worked *worked, Bytes expected)
{
    Arena arena = {0};
    Operand result;
    worked_result(worked, &arena, &result);
    assert_true(bytes_equal(result.value, expected));
    arena_clear(&arena);
}

/* The worked example behind a row, of the caller's own; NULL where the row does not open. */
WARN_UNUSED static inline Worked *worked_open(const Worked *worked, size_t index)
{
    Arena arena = {0};
    Row row;
    worked_row(worked, index, &arena, &row);
    Worked *opened = row.opens ? row.opens(&row) : NULL;
    arena_clear(&arena);
    return opened;
}

/* That what a row opens to comes to what the row says, all the way down; how many there were. */
static inline size_t assert_openings(const Worked *worked)
{
    size_t opened = 0;
    for (size_t i = 0; i < worked_count(worked); i++) {
        Arena arena = {0};
        Row row;
        worked_row(worked, i, &arena, &row);
        Worked *behind = worked_open(worked, i);
        assert_int_equal(behind != NULL, row.opens != NULL);
        if (behind) {
            assert_value(behind, row.result.value);
            opened += 1 + assert_openings(behind);
        }
        worked_free(behind);
        arena_clear(&arena);
    }
    return opened;
}

/* That every row comes to what its formula says over its operands, and that it has no operand too many. */
static inline void assert_equations(const Worked *worked)
{
    for (size_t i = 0; i < worked_count(worked); i++) {
        Arena arena = {0};
        Row row;
        worked_row(worked, i, &arena, &row);
        Operand computed = formula_compute(&arena, row.result.name, row.formula, row.operands, row.operand_count);
        assert_int_equal(computed.kind, row.result.kind);
        assert_true(bytes_equal(computed.value, row.result.value) && computed.negative == row.result.negative);
        for (int j = 0; j < row.operand_count; j++)
            assert_non_null(strstr(row.formula, row.operands[j].name));
        arena_clear(&arena);
    }
}

/* Processor time of making `count` rows from `first` on, in milliseconds. */
static inline double time_of_rows(const Worked *worked, size_t first, size_t count)
{
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    Arena arena = {0};
    Row row;
    for (size_t i = first; i < first + count; i++)
        worked_row(worked, i, &arena, &row);
    arena_clear(&arena);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    return (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
}

/* The same, the least of a few: what else the machine did is in the others. */
static inline double least_time_of_rows(const Worked *worked, size_t first, size_t count)
{
    enum { TIMES = 5 };
    double least = time_of_rows(worked, first, count);
    for (int i = 1; i < TIMES; i++) {
        double time = time_of_rows(worked, first, count);
        least = time < least ? time : least;
    }
    return least;
}

/* A screen of rows far behind the beginning, measured by what the first screen takes: coming there may take as long as
   all rows in their order, and from then on each screen around it is made as quickly as the first. If every row began
   at the beginning, it would take as many times as long as it lies behind it. */
static inline void assert_made_at_once(const Worked *worked, const char *what, size_t at)
{
    enum { SCREEN = 60 };
    assert_in_range(at, SCREEN, worked_count(worked) - 2 * SCREEN);
    double jump = time_of_rows(worked, at, SCREEN), next = least_time_of_rows(worked, at + 1, SCREEN);
    double page = least_time_of_rows(worked, at + SCREEN, SCREEN), back = least_time_of_rows(worked, at - 10, SCREEN);
    double first = least_time_of_rows(worked, 0, SCREEN), all = least_time_of_rows(worked, 0, worked_count(worked));
    print_message(
        "%zu rows of %s: %.2f ms; the first 60: %.2f; 60 of them: %.2f ms at row %zu, %.2f one row on, %.2f one "
        "page on, %.2f ten rows back\n",
        worked_count(worked), what, all, first, jump, at, next, page, back);
    assert_true(jump < 2 * all);
    assert_true(next < 3 * first && page < 3 * first && back < 3 * first);
}

#endif
