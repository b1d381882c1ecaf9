#include "explain/curves/x25519_ladder.h"

#include <assert.h>

#include "base/memory.h"
#include "explain/language/formula_value.h"
#include "explain/language/row.h"
#include "explain/language/walk.h"
#include "math/modular.h"

enum { BITS = 255, NUMBER_SIZE = 32, A24 = 121665 };
/* Registers. */
enum { X2, Z2, X3, Z3, REGISTERS };

typedef struct Climb {
    mpz_t p, k, x1;
} Climb;

static void climb_init(Climb *climb, const mpz_t k, const mpz_t x1)
{
    mpz_init(climb->p);
    mpz_setbit(climb->p, BITS);
    mpz_sub_ui(climb->p, climb->p, 19);
    mpz_init_set(climb->k, k);
    mpz_init_set(climb->x1, x1);
}

static void climb_clear(Climb *climb)
{
    mpz_clears(climb->p, climb->x1, NULL);
    number_clear(climb->k);
}

/* Infinity, 1/0, and Q, x_1/1. */
static void climb_start(const Climb *climb, mpz_t *registers)
{
    mpz_set_ui(registers[X2], 1);
    mpz_set_ui(registers[Z2], 0);
    mpz_set(registers[X3], climb->x1);
    mpz_set_ui(registers[Z3], 1);
}

/* All modulo p; `out` may be an input. */
static void add(const Climb *climb, mpz_t out, const mpz_t a, const mpz_t b)
{
    mpz_add(out, a, b);
    mpz_mod(out, out, climb->p);
}

static void subtract(const Climb *climb, mpz_t out, const mpz_t a, const mpz_t b)
{
    mpz_sub(out, a, b);
    mpz_mod(out, out, climb->p);
}

static void multiply(const Climb *climb, mpz_t out, const mpz_t a, const mpz_t b)
{
    mpz_mul(out, a, b);
    mpz_mod(out, out, climb->p);
}

/* P becomes 2P, and P + Q becomes 2P + Q; with `c` and `d` in place of C and D, then of DA and CB, and so on. */
static void climb_add(const Climb *climb, mpz_t *registers)
{
    mpz_t a, b, c, d;
    mpz_inits(a, b, c, d, NULL);
    add(climb, a, registers[X2], registers[Z2]);
    subtract(climb, b, registers[X2], registers[Z2]);
    add(climb, c, registers[X3], registers[Z3]);
    subtract(climb, d, registers[X3], registers[Z3]);

    /* DA and CB */
    multiply(climb, d, d, a);
    multiply(climb, c, c, b);
    add(climb, registers[X3], d, c);
    multiply(climb, registers[X3], registers[X3], registers[X3]);
    subtract(climb, registers[Z3], d, c);
    multiply(climb, registers[Z3], registers[Z3], registers[Z3]);
    multiply(climb, registers[Z3], registers[Z3], climb->x1);

    /* AA, BB and E */
    multiply(climb, a, a, a);
    multiply(climb, b, b, b);
    subtract(climb, d, a, b);
    multiply(climb, registers[X2], a, b);
    mpz_mul_ui(c, d, A24);
    add(climb, c, c, a);
    multiply(climb, registers[Z2], d, c);

    number_clear(a);
    number_clear(b);
    number_clear(c);
    number_clear(d);
}

/* The points have changed places where the bit before was 1; they do again where it differs from this one. */
static void climb_step(const Climb *climb, mpz_t *registers, size_t t)
{
    if (mpz_tstbit(climb->k, t) != mpz_tstbit(climb->k, t + 1)) {
        mpz_swap(registers[X2], registers[X3]);
        mpz_swap(registers[Z2], registers[Z3]);
    }
    climb_add(climb, registers);
}

static void write_ladder(uint8_t out[REGISTERS * NUMBER_SIZE], mpz_t *registers)
{
    for (int i = 0; i < REGISTERS; i++) {
        Error error = number_to_bytes(out + i * NUMBER_SIZE, NUMBER_SIZE, registers[i]);
        assert(!error);
        (void)error;
    }
}

static void read_ladder(mpz_t *registers, Bytes ladder)
{
    for (size_t i = 0; i < REGISTERS; i++)
        number_from_bytes(registers[i], bytes_slice(ladder, i * NUMBER_SIZE, NUMBER_SIZE));
}

/* The walk: row 0 is where it begins, and each other one a step. */

static void start(const void *given, mpz_t *registers)
{
    climb_start(given, registers);
}

static void advance(const void *given, mpz_t *registers, size_t step)
{
    climb_step(given, registers, BITS - 1 - step);
}

static void locate(const void *given, WalkPlace *place)
{
    (void)given;
    place->step = place->row ? place->row - 1 : 0;
}

static Operand ladder_operand(Arena *arena, size_t row, mpz_t *registers)
{
    uint8_t *bytes = arena_new(arena, REGISTERS * NUMBER_SIZE);
    write_ladder(bytes, registers);
    return operand_bytes(row_text(arena, "L%zu", row), bytes_of(bytes, REGISTERS * NUMBER_SIZE));
}

static void make_first(const Climb *climb, mpz_t *registers, Arena *arena, Row *out)
{
    out->formula = "bytes(1, 32) ‖ bytes(0, 32) ‖ bytes(x_1, 32) ‖ bytes(1, 32)";
    row_take(out, arena, "x_1", climb->x1);
    out->result = ladder_operand(arena, 0, registers);
    out->note = "x_2 = 1, z_2 = 0 (infinity), x_3 = x_1, z_3 = 1 (Q)";
}

static void make_step(const Climb *climb, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    size_t bit = BITS - 1 - place->step;
    mpz_t after[REGISTERS], t;
    mpz_init_set_ui(t, bit);
    for (int i = 0; i < REGISTERS; i++)
        mpz_init_set(after[i], registers[i]);
    climb_step(climb, after, bit);

    Operand before = ladder_operand(arena, place->step, registers);
    out->formula = row_text(arena, "x25519-step(%s, k, t, x_1)", before.name);
    out->operands[out->operand_count++] = before;
    row_take(out, arena, "k", climb->k);
    row_take(out, arena, "t", t);
    row_take(out, arena, "x_1", climb->x1);
    out->result = ladder_operand(arena, place->row, after);
    out->note = row_text(arena, "t = %zu: bit %zu of k is %d", bit, bit, mpz_tstbit(climb->k, bit));
    out->opens = explain_x25519_step_row;

    for (int i = 0; i < REGISTERS; i++)
        number_clear(after[i]);
    mpz_clear(t);
}

static void make(const void *given, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    const Climb *climb = given;
    if (place->row == 0)
        make_first(climb, registers, arena, out);
    else
        make_step(climb, registers, place, arena, out);
}

static void climb_free(void *given)
{
    climb_clear(given);
    memory_free(given);
}

static const WalkMethod ladder_method = {
    .register_count = REGISTERS,
    .start = start,
    .advance = advance,
    .locate = locate,
    .make = make,
    .free = climb_free,
};

Worked *explain_x25519_ladder_row(const Row *row)
{
    Climb *climb = memory_new(sizeof *climb);
    mpz_t k, x1;
    mpz_inits(k, x1, NULL);
    operand_to_number(k, &row->operands[0]);
    operand_to_number(x1, &row->operands[1]);
    climb_init(climb, k, x1);
    number_clear(k);
    mpz_clear(x1);
    return walk_new("The Montgomery ladder of X25519", &ladder_method, climb, BITS + 1);
}

/* The functions. */

/* From the step of bit `first` to that of bit `last`. */
static void climb_between(Value *out, mpz_t *registers, const Climb *climb, size_t first, size_t last)
{
    for (size_t t = first + 1; t-- > last;)
        climb_step(climb, registers, t);
    write_ladder(value_extend(out, REGISTERS * NUMBER_SIZE), registers);
    for (int i = 0; i < REGISTERS; i++)
        number_clear(registers[i]);
}

/* (ladder, k, t, x_1) */
static void ladder_step(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    Climb climb;
    mpz_t registers[REGISTERS];
    size_t t = value_size(&arguments[2]);
    for (int i = 0; i < REGISTERS; i++)
        mpz_init(registers[i]);
    climb_init(&climb, arguments[1].number, arguments[3].number);
    read_ladder(registers, buffer_bytes(&arguments[0].bytes));
    climb_between(out, registers, &climb, t, t);
    climb_clear(&climb);
}

/* (k, x_1) */
static void ladder_all(Value *out, const Value *arguments, int detail)
{
    (void)detail;
    Climb climb;
    mpz_t registers[REGISTERS];
    for (int i = 0; i < REGISTERS; i++)
        mpz_init(registers[i]);
    climb_init(&climb, arguments[0].number, arguments[1].number);
    climb_start(&climb, registers);
    climb_between(out, registers, &climb, BITS - 1, 0);
    climb_clear(&climb);
}

const Function functions_of_x25519[] = {
    {"x25519-step", 4, ladder_step, 0},
    {"x25519-ladder", 2, ladder_all, 0},
    {NULL, 0, NULL, 0},
};
