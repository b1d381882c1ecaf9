#include "explain/numbers/euclid.h"

#include "base/memory.h"
#include "explain/language/row.h"
#include "explain/language/walk.h"
#include "math/modular.h"

/* Registers, before division k: r(k-1), rk, and the same of s and t. */
enum { R, S = 2, T = 4 };

/* For an inverse a is the modulus, b is x, and only b's multiples (t) are of interest. */
typedef struct Euclid {
    Arena arena;
    Operand a, b;
    const char *inverse; /* the result's name; NULL where the divisor is wanted */
    size_t divisions;
    mpz_t values[2]; /* a, b; reduced, for an inverse */
} Euclid;

static int columns(const Euclid *euclid)
{
    return euclid->inverse ? 1 : 2;
}

/* Where column `index` begins in the registers. */
static int column_at(const Euclid *euclid, size_t index)
{
    return euclid->inverse || index == 1 ? T : S;
}

static char column_name(int at)
{
    return "rst"[at / 2];
}

/* Rows that say where it begins: r0, r1, and two a column. */
static size_t first_rows(const Euclid *euclid)
{
    return 2 + 2 * (size_t)columns(euclid);
}

/* All divisions have a row for the quotient, the remainder and each column, but for the last: its remainder is 0. */
static size_t row_count(const Euclid *euclid)
{
    size_t of_division = 2 + (size_t)columns(euclid), last = 1;
    if (euclid->divisions == 0)
        return first_rows(euclid) + last;
    return first_rows(euclid) + of_division * (euclid->divisions - 1) + 2 + last;
}

/* Step 0 is the beginning, then comes a step for each division, then one for the result. */
static void locate(const void *given, WalkPlace *place)
{
    const Euclid *euclid = given;
    size_t first = first_rows(euclid), of_division = 2 + (size_t)columns(euclid);
    if (place->row == row_count(euclid) - 1) {
        place->step = euclid->divisions + 1;
        place->part = 0;
    } else if (place->row < first) {
        place->step = 0;
        place->part = place->row;
    } else {
        place->step = 1 + (place->row - first) / of_division;
        place->part = (place->row - first) % of_division;
    }
}

static void start(const void *given, mpz_t *registers)
{
    const Euclid *euclid = given;
    mpz_set(registers[R], euclid->values[0]);
    mpz_set(registers[R + 1], euclid->values[1]);
    mpz_set_ui(registers[S], 1);
    mpz_set_ui(registers[S + 1], 0);
    mpz_set_ui(registers[T], 0);
    mpz_set_ui(registers[T + 1], 1);
}

static void advance(const void *given, mpz_t *registers, size_t step)
{
    (void)given;
    if (step == 0)
        return;
    mpz_t quotient;
    mpz_init(quotient);
    mpz_fdiv_q(quotient, registers[R], registers[R + 1]);
    for (int i = R; i <= T; i += 2) {
        mpz_submul(registers[i], quotient, registers[i + 1]);
        mpz_swap(registers[i], registers[i + 1]);
    }
    number_clear(quotient);
}

/* Where it begins: "r0 = a", "r1 = b", and then for each column 1 and 0 as make r0 and r1 of a and b. */
static void make_first(const Euclid *euclid, mpz_t *registers, size_t part, Arena *arena, Row *out)
{
    int at = (part < 2 ? R : column_at(euclid, part / 2 - 1)) + (int)(part % 2);
    row_give(out, arena, row_text(arena, "%c%d", column_name(at), at % 2), registers[at]);
    if (part >= 2) {
        out->formula = mpz_sgn(registers[at]) ? "1" : "0";
        return;
    }
    const Operand *value = part == 0 ? &euclid->a : &euclid->b;
    out->operands[out->operand_count++] = operand_copy(arena, value);
    out->formula = arena_copy_text(arena, value->name);
    if (part == 1 && euclid->inverse) {
        out->operands[out->operand_count++] = operand_copy(arena, &euclid->a);
        out->formula = row_text(arena, "%s mod %s", euclid->b.name, euclid->a.name);
    }
}

static void make_quotient(mpz_t *registers, size_t k, Arena *arena, Row *out)
{
    const char *dividend = row_text(arena, "r%zu", k - 1), *divisor = row_text(arena, "r%zu", k);
    mpz_t quotient;
    mpz_init(quotient);
    mpz_fdiv_q(quotient, registers[R], registers[R + 1]);
    out->formula = row_text(arena, "%s div %s", dividend, divisor);
    row_take(out, arena, dividend, registers[R]);
    row_take(out, arena, divisor, registers[R + 1]);
    row_give(out, arena, row_text(arena, "q%zu", k), quotient);
    out->note = row_text(arena, "division %zu", k);
    number_clear(quotient);
}

/* The next of a column: "t3 = t1 - q2 · t2". */
static void make_next(mpz_t *registers, int at, size_t k, Arena *arena, Row *out)
{
    char column = column_name(at);
    const char *before = row_text(arena, "%c%zu", column, k - 1), *here = row_text(arena, "%c%zu", column, k);
    const char *quotient_name = row_text(arena, "q%zu", k);
    mpz_t quotient, next;
    mpz_init(quotient);
    mpz_init_set(next, registers[at]);
    mpz_fdiv_q(quotient, registers[R], registers[R + 1]);
    mpz_submul(next, quotient, registers[at + 1]);
    out->formula = row_text(arena, "%s - %s · %s", before, quotient_name, here);
    row_take(out, arena, before, registers[at]);
    row_take(out, arena, quotient_name, quotient);
    row_take(out, arena, here, registers[at + 1]);
    row_give(out, arena, row_text(arena, "%c%zu", column, k + 1), next);
    if (at == R)
        out->note = mpz_sgn(next) ? "the remainder" : "no remainder: the one before divides both";
    number_clear(next);
    number_clear(quotient);
}

static void make_inverse(const Euclid *euclid, mpz_t *registers, Arena *arena, Row *out)
{
    const char *name = row_text(arena, "t%zu", euclid->divisions);
    mpz_t result;
    mpz_init(result);
    mpz_mod(result, registers[T], euclid->values[0]);
    out->formula = row_text(arena, "%s mod %s", name, euclid->a.name);
    row_take(out, arena, name, registers[T]);
    out->operands[out->operand_count++] = operand_copy(arena, &euclid->a);
    row_give(out, arena, euclid->inverse, result);
    out->note = row_text(arena, "because %s · %s = r%zu = 1 modulo %s", euclid->b.name, name, euclid->divisions,
                         euclid->a.name);
    number_clear(result);
}

static void make_divisor(const Euclid *euclid, mpz_t *registers, Arena *arena, Row *out)
{
    const char *s = row_text(arena, "s%zu", euclid->divisions), *t = row_text(arena, "t%zu", euclid->divisions);
    out->formula = row_text(arena, "%s · %s + %s · %s", euclid->a.name, s, euclid->b.name, t);
    out->operands[out->operand_count++] = operand_copy(arena, &euclid->a);
    row_take(out, arena, s, registers[S]);
    out->operands[out->operand_count++] = operand_copy(arena, &euclid->b);
    row_take(out, arena, t, registers[T]);
    row_give(out, arena, "gcd", registers[R]);
    out->note = row_text(arena, "the greatest common divisor, r%zu, as a sum of multiples", euclid->divisions);
}

static void make(const void *given, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    const Euclid *euclid = given;
    if (place->step == 0)
        make_first(euclid, registers, place->part, arena, out);
    else if (place->step > euclid->divisions && euclid->inverse)
        make_inverse(euclid, registers, arena, out);
    else if (place->step > euclid->divisions)
        make_divisor(euclid, registers, arena, out);
    else if (place->part == 0)
        make_quotient(registers, place->step, arena, out);
    else
        make_next(registers, place->part == 1 ? R : column_at(euclid, place->part - 2), place->step, arena, out);
}

static void euclid_free(void *given)
{
    Euclid *euclid = given;
    number_clear(euclid->values[0]);
    number_clear(euclid->values[1]);
    arena_clear(&euclid->arena);
    memory_free(euclid);
}

static const WalkMethod euclid_method = {
    .register_count = 6,
    .start = start,
    .advance = advance,
    .locate = locate,
    .make = make,
    .free = euclid_free,
};

static Euclid *euclid_new(const Operand *a, const Operand *b)
{
    Euclid *euclid = memory_new(sizeof *euclid);
    euclid->a = operand_copy(&euclid->arena, a);
    euclid->b = operand_copy(&euclid->arena, b);
    mpz_init(euclid->values[0]);
    mpz_init(euclid->values[1]);
    operand_to_number(euclid->values[0], a);
    operand_to_number(euclid->values[1], b);
    return euclid;
}

/* How many divisions it takes until the remainder is 0. */
static size_t count_divisions(const Euclid *euclid)
{
    size_t count = 0;
    mpz_t a, b;
    mpz_init_set(a, euclid->values[0]);
    mpz_init_set(b, euclid->values[1]);
    for (; mpz_sgn(b); count++) {
        mpz_mod(a, a, b);
        mpz_swap(a, b);
    }
    number_clear(b);
    number_clear(a);
    return count;
}

static Worked *euclid_begin(Euclid *euclid, const char *title)
{
    euclid->divisions = count_divisions(euclid);
    return walk_new(title, &euclid_method, euclid, row_count(euclid));
}

Worked *explain_euclid(const Operand *a, const Operand *b)
{
    if (a->negative || b->negative)
        return NULL;
    Euclid *euclid = euclid_new(a, b);
    return euclid_begin(euclid,
                        row_text(&euclid->arena, "gcd(%s, %s) by Euclid's algorithm, extended", a->name, b->name));
}

Worked *explain_inverse(const Operand *x, const Operand *n, const char *result)
{
    Euclid *euclid = euclid_new(n, x);
    mpz_t inverse;
    mpz_init(inverse);
    Error error = modular_inverse(inverse, euclid->values[1], euclid->values[0]);
    number_clear(inverse);
    if (error) {
        euclid_free(euclid);
        return NULL;
    }
    mpz_mod(euclid->values[1], euclid->values[1], euclid->values[0]);
    euclid->inverse = arena_copy_text(&euclid->arena, result);
    return euclid_begin(euclid,
                        row_text(&euclid->arena, "%s^-1 mod %s by Euclid's extended algorithm", x->name, n->name));
}

Worked *explain_inverse_row(const Row *row)
{
    return explain_inverse(&row->operands[0], &row->operands[1], row->result.name);
}
