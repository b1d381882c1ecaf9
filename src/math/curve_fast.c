#include "math/curve_fast.h"

#include <string.h>

#include "base/memory.h"
#include "math/curve_jacobian.h"

/*
 * One loop over the bits, from the highest down, doubles the sum and adds what both parts have at this bit.
 *
 * v·Q by a window of signed odd digits (Solinas' width-w non-adjacent form): v = Σ d_i·2^i with d_i odd and below
 * 2^(w-1) in size, or zero, and after one that is not zero at least w - 1 zeros follow. So about one addition in w + 1
 * doublings, from a table of Q, 3Q, …, (2^(w-1) - 1)Q.
 *
 * u·G by a comb (Lim and Lee, 1994): u is written in TEETH rows of COMBS·columns bits. The bits that stand at the same
 * place of each row make a number of TEETH bits, the index into a table of all sums of the rows' places. Each row is
 * read by COMBS combs at once, half a row apart, so the comb part needs only the last `columns` doublings of the loop.
 */
enum { WINDOW = 5, WINDOW_ENTRIES = 1 << (WINDOW - 2) };
enum { TEETH = 8, COMBS = 2, COMB_ENTRIES = (1 << TEETH) - 1 };
enum { BITS_MAX = 521 };

typedef struct Comb {
    Affine entries[COMBS][COMB_ENTRIES]; /* [c][e - 1]: Σ 2^((t·COMBS + c)·columns)·G over the bits t of e */
} Comb;

struct CurveFast {
    CurveField field;
    mpz_t n;
    Affine g;
    int columns;
    Comb *comb; /* NULL until first used */
};

static void affine_from_point(Affine *out, const CurveField *field, const Point *in)
{
    field_from_number(out->x, field, in->x);
    field_from_number(out->y, field, in->y);
}

static void point_from_jacobian(Point *out, const CurveField *field, const Jacobian *in)
{
    out->infinity = jacobian_is_infinity(in, field);
    if (out->infinity)
        return;
    Affine affine;
    jacobian_to_affine(&affine, field, in, 1);
    field_to_number(out->x, field, affine.x);
    field_to_number(out->y, field, affine.y);
}

CurveFast *curve_fast_new(const Curve *curve)
{
    CurveFast *fast = memory_new(sizeof *fast);
    int bits = (int)mpz_sizeinbase(curve->n, 2);
    field_init(&fast->field, curve->p);
    mpz_init_set(fast->n, curve->n);
    affine_from_point(&fast->g, &fast->field, &curve->g);
    fast->columns = (bits + TEETH * COMBS - 1) / (TEETH * COMBS);
    return fast;
}

/* places[i] = 2^(i·columns)·G */
static void comb_places(Affine places[TEETH * COMBS], const CurveFast *fast)
{
    Jacobian powers[TEETH * COMBS];
    jacobian_set(&powers[0], &fast->field, &fast->g);
    for (int i = 1; i < TEETH * COMBS; i++) {
        powers[i] = powers[i - 1];
        for (int doubling = 0; doubling < fast->columns; doubling++)
            jacobian_double(&powers[i], &fast->field);
    }
    jacobian_to_affine(places, &fast->field, powers, TEETH * COMBS);
}

/* The entry of e is that of e without its highest bit, and the highest bit's place. None is infinity, which the common
   inversion could not take: no sum of these few powers of 2 is a multiple of n. */
static Comb *comb_new(const CurveFast *fast)
{
    Comb *comb = memory_new(sizeof *comb);
    Affine places[TEETH * COMBS];
    Jacobian sums[COMB_ENTRIES];
    comb_places(places, fast);
    for (int c = 0; c < COMBS; c++) {
        for (int e = 1, tooth = 0; e <= COMB_ENTRIES; e++) {
            if (e == 2 << tooth)
                tooth++;
            const Affine *place = &places[tooth * COMBS + c];
            if (e == 1 << tooth)
                jacobian_set(&sums[e - 1], &fast->field, place);
            else {
                sums[e - 1] = sums[e - (1 << tooth) - 1];
                jacobian_add(&sums[e - 1], &fast->field, place, false);
            }
        }
        jacobian_to_affine(comb->entries[c], &fast->field, sums, COMB_ENTRIES);
    }
    return comb;
}

static void comb_add(Jacobian *sum, const CurveFast *fast, const mpz_t u, int column)
{
    for (int c = 0; c < COMBS; c++) {
        unsigned entry = 0;
        for (int tooth = 0; tooth < TEETH; tooth++) {
            mp_bitcnt_t bit = (mp_bitcnt_t)((tooth * COMBS + c) * fast->columns + column);
            entry |= (unsigned)mpz_tstbit(u, bit) << tooth;
        }
        if (entry)
            jacobian_add(sum, &fast->field, &fast->comb->entries[c][entry - 1], false);
    }
}

/* The digits of v, lowest first; returns how many. Where the window's number is above 2^(w-1), 2^w is taken from it and
   carried into the bits above. */
static int window_digits(signed char digits[BITS_MAX + 1], const mpz_t v)
{
    int bits = (int)mpz_sizeinbase(v, 2);
    int carry = 0;
    memset(digits, 0, BITS_MAX + 1);
    for (int i = 0; i < bits + carry; i++) {
        if (mpz_tstbit(v, (mp_bitcnt_t)i) == carry)
            continue;
        int digit = carry;
        for (int j = 0; j < WINDOW; j++)
            digit += mpz_tstbit(v, (mp_bitcnt_t)(i + j)) << j;
        carry = digit >> (WINDOW - 1);
        digits[i] = (signed char)(digit - (carry << WINDOW));
        i += WINDOW - 1;
    }
    return bits + 1;
}

/* table[i] = (2i + 1)·Q, each the one before plus 2Q. None is infinity, as n is a large prime. */
static void window_table(Affine table[WINDOW_ENTRIES], const CurveField *field, const Affine *q)
{
    Jacobian multiples[WINDOW_ENTRIES], twice;
    Affine twice_affine;
    jacobian_set(&twice, field, q);
    jacobian_double(&twice, field);
    jacobian_to_affine(&twice_affine, field, &twice, 1);
    jacobian_set(&multiples[0], field, q);
    for (int i = 1; i < WINDOW_ENTRIES; i++) {
        multiples[i] = multiples[i - 1];
        jacobian_add(&multiples[i], field, &twice_affine, false);
    }
    jacobian_to_affine(table, field, multiples, WINDOW_ENTRIES);
}

static void window_add(Jacobian *sum, const CurveField *field, const Affine table[WINDOW_ENTRIES], int digit)
{
    if (digit > 0)
        jacobian_add(sum, field, &table[digit / 2], false);
    else if (digit < 0)
        jacobian_add(sum, field, &table[-digit / 2], true);
}

/* u and v in [0, n), NULL for a part that is missing */
static void sum_up(Jacobian *sum, const CurveFast *fast, const mpz_t u, const mpz_t v, const Affine *q)
{
    Affine table[WINDOW_ENTRIES];
    signed char digits[BITS_MAX + 1];
    int top = u ? fast->columns : 0;
    int digit_count = 0;
    if (v) {
        window_table(table, &fast->field, q);
        digit_count = window_digits(digits, v);
        top = digit_count > top ? digit_count : top;
    }
    jacobian_set_infinity(sum, &fast->field);
    for (int i = top - 1; i >= 0; i--) {
        if (!jacobian_is_infinity(sum, &fast->field))
            jacobian_double(sum, &fast->field);
        if (i < digit_count)
            window_add(sum, &fast->field, table, digits[i]);
        if (u && i < fast->columns)
            comb_add(sum, fast, u, i);
    }
    if (v)
        memory_wipe(digits, sizeof digits);
}

void curve_fast_multiply(Point *out, CurveFast *fast, const mpz_t u, const mpz_t v, const Point *q)
{
    Jacobian sum;
    Affine q_affine;
    mpz_t u_reduced, v_reduced;
    mpz_inits(u_reduced, v_reduced, NULL);
    if (u) {
        mpz_mod(u_reduced, u, fast->n);
        if (!fast->comb)
            fast->comb = comb_new(fast);
    }
    bool has_q = v && !q->infinity;
    if (has_q) {
        mpz_mod(v_reduced, v, fast->n);
        affine_from_point(&q_affine, &fast->field, q);
    }
    sum_up(&sum, fast, u ? u_reduced : NULL, has_q ? v_reduced : NULL, &q_affine);
    point_from_jacobian(out, &fast->field, &sum);
    /* A multiplier may be a private value or a nonce, and the sum the shared secret. */
    number_clear(u_reduced);
    number_clear(v_reduced);
    memory_wipe(&sum, sizeof sum);
}
