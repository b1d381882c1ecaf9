#include "explain/curves/multiple.h"

#include "base/memory.h"
#include "explain/curves/point.h"
#include "explain/curves/point_bytes.h"
#include "explain/language/bits.h"
#include "explain/language/row.h"
#include "math/modular.h"

/* Registers, before a step: the multiple by the factor's bits above the step's, and its double; of each x, y, and 1
   where it is infinity. */
enum { SUM = 0, DOUBLE = 3, REGISTERS = 6 };

typedef struct Multiple {
    Arena arena;
    const char *k_name, *point_name;
    Curve curve;
    Point point;
    mpz_t k;
    BitRows bits;
} Multiple;

/* A point that lies in registers is theirs: it is not to be cleared. */
static Point take_out(mpz_t *registers, int at)
{
    Point point = {.infinity = mpz_sgn(registers[at + 2]) != 0};
    *point.x = *registers[at];
    *point.y = *registers[at + 1];
    return point;
}

static void put_back(mpz_t *registers, int at, const Point *point)
{
    *registers[at] = *point->x;
    *registers[at + 1] = *point->y;
    mpz_set_ui(registers[at + 2], point->infinity);
}

static void double_sum(const Multiple *multiple, mpz_t *registers)
{
    Point sum = take_out(registers, SUM), doubled = take_out(registers, DOUBLE);
    curve_double(&doubled, &multiple->curve, &sum);
    put_back(registers, DOUBLE, &doubled);
}

static bool bit_is_set(const Multiple *multiple, size_t step)
{
    return mpz_tstbit(multiple->k, bit_rows_bit(&multiple->bits, step)) != 0;
}

static void start(const void *given, mpz_t *registers)
{
    (void)given;
    mpz_set_ui(registers[SUM + 2], 1);
    mpz_set_ui(registers[DOUBLE + 2], 1);
}

static void advance(const void *given, mpz_t *registers, size_t step)
{
    const Multiple *multiple = given;
    Point sum = take_out(registers, SUM), doubled = take_out(registers, DOUBLE);
    if (bit_is_set(multiple, step))
        curve_add(&sum, &multiple->curve, &doubled, &multiple->point);
    else
        point_set(&sum, &doubled);
    put_back(registers, SUM, &sum);
    double_sum(multiple, registers);
}

static void jump(const void *given, mpz_t *registers, size_t step)
{
    const Multiple *multiple = given;
    Point sum = take_out(registers, SUM);
    mpz_t above;
    mpz_init(above);
    mpz_tdiv_q_2exp(above, multiple->k, multiple->bits.bits - step);
    curve_multiply(&sum, &multiple->curve, above, &multiple->point);
    put_back(registers, SUM, &sum);
    double_sum(multiple, registers);
    number_clear(above);
}

static void locate(const void *given, WalkPlace *place)
{
    const Multiple *multiple = given;
    bit_rows_locate(&multiple->bits, place);
}

static void take_curve(Row *row, Arena *arena, const Multiple *multiple)
{
    row_take(row, arena, "a", multiple->curve.a);
    row_take(row, arena, "p", multiple->curve.p);
}

static const char *sum_name(Arena *arena, size_t row)
{
    return row_text(arena, "S%zu", row);
}

/* The row of the top bit: it is 1, so the sum begins with the point. */
static void make_first(const Multiple *multiple, Arena *arena, Row *out)
{
    out->formula = arena_copy_text(arena, multiple->point_name);
    row_take_point(out, arena, out->formula, &multiple->curve, &multiple->point);
    out->result = operand_point(arena, sum_name(arena, 0), &multiple->curve, &multiple->point);
    out->note = row_text(arena, "bit %zu of %s is 1, the highest: begin with %s%s", multiple->bits.bits - 1,
                         multiple->k_name, multiple->point_name, point_text(arena, &multiple->curve, &multiple->point));
}

/* "bit 3 of k is 1: double … (9, 16)" */
static void make_double(const Multiple *multiple, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    Point sum = take_out(registers, SUM), doubled = take_out(registers, DOUBLE);
    bool set = bit_is_set(multiple, place->step);
    const char *name = sum_name(arena, place->row - 1);
    out->formula = row_text(arena, "point-double(%s, a, p)", name);
    row_take_point(out, arena, name, &multiple->curve, &sum);
    take_curve(out, arena, multiple);
    out->result = operand_point(arena, sum_name(arena, place->row), &multiple->curve, &doubled);
    out->note = row_text(arena, "bit %zu of %s is %d: double%s%s", bit_rows_bit(&multiple->bits, place->step),
                         multiple->k_name, set, set ? " …" : "", point_text(arena, &multiple->curve, &doubled));
    out->opens = explain_point_double_row;
}

static void make_add(const Multiple *multiple, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    Point doubled = take_out(registers, DOUBLE), sum;
    const char *name = sum_name(arena, place->row - 1);
    point_init(&sum);
    curve_add(&sum, &multiple->curve, &doubled, &multiple->point);
    out->formula = row_text(arena, "point-add(%s, %s, a, p)", name, multiple->point_name);
    row_take_point(out, arena, name, &multiple->curve, &doubled);
    row_take_point(out, arena, multiple->point_name, &multiple->curve, &multiple->point);
    take_curve(out, arena, multiple);
    out->result = operand_point(arena, sum_name(arena, place->row), &multiple->curve, &sum);
    out->note = row_text(arena, "… and add %s%s", multiple->point_name, point_text(arena, &multiple->curve, &sum));
    out->opens = explain_point_add_row;
    point_clear(&sum);
}

static void make(const void *given, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    const Multiple *multiple = given;
    if (place->row == 0)
        make_first(multiple, arena, out);
    else if (place->part == 0)
        make_double(multiple, registers, place, arena, out);
    else
        make_add(multiple, registers, place, arena, out);
}

static void multiple_free(void *given)
{
    Multiple *multiple = given;
    bit_rows_clear(&multiple->bits);
    number_clear(multiple->k);
    point_clear(&multiple->point);
    curve_clear(&multiple->curve);
    arena_clear(&multiple->arena);
    memory_free(multiple);
}

static const WalkMethod multiple_method = {
    .register_count = REGISTERS,
    .start = start,
    .advance = advance,
    .jump = jump,
    .locate = locate,
    .make = make,
    .free = multiple_free,
};

Worked *explain_multiple(const Curve *curve, const char *k_name, const mpz_t k, const char *point_name,
                         const Point *point)
{
    if (mpz_sgn(k) <= 0)
        return NULL;
    Multiple *multiple = memory_new(sizeof *multiple);
    multiple->k_name = arena_copy_text(&multiple->arena, k_name);
    multiple->point_name = arena_copy_text(&multiple->arena, point_name);
    curve_init_from(&multiple->curve, curve->a, curve->p, point);
    point_init(&multiple->point);
    point_set(&multiple->point, point);
    mpz_init_set(multiple->k, k);
    bit_rows_init(&multiple->bits, k);
    return walk_new(row_text(&multiple->arena, "%s · %s by doubling and adding", k_name, point_name), &multiple_method,
                    multiple, multiple->bits.count);
}

Worked *explain_multiple_row(const Row *row)
{
    Curve curve;
    Point point;
    mpz_t k, a, p;
    mpz_inits(k, a, p, NULL);
    point_init(&point);
    operand_to_number(k, &row->operands[0]);
    point_from_operand(&point, &row->operands[1]);
    operand_to_number(a, &row->operands[2]);
    operand_to_number(p, &row->operands[3]);
    curve_init_from(&curve, a, p, &point);
    Worked *opened = explain_multiple(&curve, row->operands[0].name, k, row->operands[1].name, &point);
    curve_clear(&curve);
    point_clear(&point);
    number_clear(k);
    mpz_clears(a, p, NULL);
    return opened;
}
