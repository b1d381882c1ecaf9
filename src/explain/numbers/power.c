#include "explain/numbers/power.h"

#include "base/memory.h"
#include "explain/language/bits.h"
#include "explain/language/list.h"
#include "explain/language/row.h"
#include "math/modular.h"

typedef struct Power {
    Arena arena;
    const char *base_name, *exponent_name, *modulus_name;
    mpz_t base, exponent, modulus;
    BitRows bits;
} Power;

static void square(mpz_t out, const Power *power, const mpz_t in)
{
    mpz_mul(out, in, in);
    mpz_mod(out, out, power->modulus);
}

static void multiply(mpz_t out, const Power *power, const mpz_t in)
{
    mpz_mul(out, in, power->base);
    mpz_mod(out, out, power->modulus);
}

/* Before a step the register is base^(the exponent's bits above the step's). */
static void start(const void *given, mpz_t *registers)
{
    (void)given;
    mpz_set_ui(registers[0], 1);
}

static void advance(const void *given, mpz_t *registers, size_t step)
{
    const Power *power = given;
    square(registers[0], power, registers[0]);
    if (mpz_tstbit(power->exponent, bit_rows_bit(&power->bits, step)))
        multiply(registers[0], power, registers[0]);
}

static void jump(const void *given, mpz_t *registers, size_t step)
{
    const Power *power = given;
    mpz_t above;
    mpz_init(above);
    mpz_tdiv_q_2exp(above, power->exponent, power->bits.bits - step);
    mpz_powm(registers[0], power->base, above, power->modulus);
    number_clear(above);
}

static void locate(const void *given, WalkPlace *place)
{
    const Power *power = given;
    bit_rows_locate(&power->bits, place);
}

/* The row of the top bit: it is 1, so the power begins with the base. */
static void make_first(const Power *power, Arena *arena, Row *out)
{
    mpz_t result;
    mpz_init(result);
    mpz_mod(result, power->base, power->modulus);
    out->formula = row_text(arena, "%s mod %s", power->base_name, power->modulus_name);
    row_take(out, arena, power->base_name, power->base);
    row_take(out, arena, power->modulus_name, power->modulus);
    row_give(out, arena, "r0", result);
    out->note = row_text(arena, "bit %zu of %s is 1, the highest: begin with %s", power->bits.bits - 1,
                         power->exponent_name, power->base_name);
    number_clear(result);
}

static void make_square(const Power *power, const mpz_t before, const WalkPlace *place, Arena *arena, Row *out)
{
    const char *name = row_text(arena, "r%zu", place->row - 1);
    size_t bit = bit_rows_bit(&power->bits, place->step);
    mpz_t result;
    mpz_init(result);
    square(result, power, before);
    out->formula = row_text(arena, "%s · %s mod %s", name, name, power->modulus_name);
    row_take(out, arena, name, before);
    row_take(out, arena, power->modulus_name, power->modulus);
    row_give(out, arena, row_text(arena, "r%zu", place->row), result);
    out->note = row_text(arena, "bit %zu of %s is %d: square%s", bit, power->exponent_name,
                         mpz_tstbit(power->exponent, bit), mpz_tstbit(power->exponent, bit) ? " …" : "");
    number_clear(result);
}

static void make_multiply(const Power *power, const mpz_t before, const WalkPlace *place, Arena *arena, Row *out)
{
    const char *name = row_text(arena, "r%zu", place->row - 1);
    mpz_t squared, result;
    mpz_init(squared);
    mpz_init(result);
    square(squared, power, before);
    multiply(result, power, squared);
    out->formula = row_text(arena, "%s · %s mod %s", name, power->base_name, power->modulus_name);
    row_take(out, arena, name, squared);
    row_take(out, arena, power->base_name, power->base);
    row_take(out, arena, power->modulus_name, power->modulus);
    row_give(out, arena, row_text(arena, "r%zu", place->row), result);
    out->note = row_text(arena, "… and multiply by %s", power->base_name);
    number_clear(result);
    number_clear(squared);
}

static void make(const void *given, mpz_t *registers, const WalkPlace *place, Arena *arena, Row *out)
{
    const Power *power = given;
    if (place->row == 0)
        make_first(power, arena, out);
    else if (place->part == 0)
        make_square(power, registers[0], place, arena, out);
    else
        make_multiply(power, registers[0], place, arena, out);
}

static void power_free(void *given)
{
    Power *power = given;
    bit_rows_clear(&power->bits);
    number_clear(power->base);
    number_clear(power->exponent);
    number_clear(power->modulus);
    arena_clear(&power->arena);
    memory_free(power);
}

static const WalkMethod power_method = {
    .register_count = 1,
    .start = start,
    .advance = advance,
    .jump = jump,
    .locate = locate,
    .make = make,
    .free = power_free,
};

/* A single row, for want of a bit that is 1. */
static Worked *explain_power_zero(const char *title, const Operand *modulus)
{
    List *list = list_new(title);
    Arena arena = {0};
    list_given(list, modulus);
    list_row(list, "r0", row_text(&arena, "1 mod %s", modulus->name), "to the power of 0");
    arena_clear(&arena);
    return list_finish(list);
}

static Worked *explain_power_bits(const char *title, const Operand *base, const Operand *exponent,
                                  const Operand *modulus)
{
    Power *power = memory_new(sizeof *power);
    power->base_name = arena_copy_text(&power->arena, base->name);
    power->exponent_name = arena_copy_text(&power->arena, exponent->name);
    power->modulus_name = arena_copy_text(&power->arena, modulus->name);
    mpz_inits(power->base, power->exponent, power->modulus, NULL);
    operand_to_number(power->base, base);
    operand_to_number(power->exponent, exponent);
    operand_to_number(power->modulus, modulus);
    bit_rows_init(&power->bits, power->exponent);
    return walk_new(title, &power_method, power, power->bits.count);
}

Worked *explain_power(const Operand *base, const Operand *exponent, const Operand *modulus)
{
    Arena arena = {0};
    mpz_t e, n;
    mpz_init(e);
    mpz_init(n);
    operand_to_number(e, exponent);
    operand_to_number(n, modulus);
    Worked *worked = NULL;
    const char *title =
        row_text(&arena, "%s^%s mod %s by squaring and multiplying", base->name, exponent->name, modulus->name);
    if (mpz_sgn(n) > 0 && mpz_sgn(e) > 0)
        worked = explain_power_bits(title, base, exponent, modulus);
    else if (mpz_sgn(n) > 0 && mpz_sgn(e) == 0)
        worked = explain_power_zero(title, modulus);
    number_clear(n);
    number_clear(e);
    arena_clear(&arena);
    return worked;
}

Worked *explain_power_row(const Row *row)
{
    return explain_power(&row->operands[0], &row->operands[1], &row->operands[2]);
}
