#include "math/fixed_base.h"

#include "base/memory.h"

enum { TEETH = 6, ENTRIES = 1 << TEETH };

struct FixedBase {
    mpz_t base, modulus;
    mp_bitcnt_t columns;
    mpz_t entries[ENTRIES]; /* [e]: the product of base^(2^(t·columns)) over the bits t of e; [0] is 1, and 0 before the
                               table is made */
};

static void multiply(mpz_t out, const mpz_t a, const mpz_t b, const mpz_t modulus)
{
    mpz_mul(out, a, b);
    mpz_mod(out, out, modulus);
}

FixedBase *fixed_base_new(const mpz_t base, const mpz_t modulus, size_t bits)
{
    FixedBase *fixed = memory_new(sizeof *fixed);
    mpz_init_set(fixed->base, base);
    mpz_init_set(fixed->modulus, modulus);
    fixed->columns = (bits + TEETH - 1) / TEETH;
    for (int e = 0; e < ENTRIES; e++)
        mpz_init(fixed->entries[e]);
    return fixed;
}

void fixed_base_free(FixedBase *fixed)
{
    for (int e = 0; e < ENTRIES; e++)
        mpz_clear(fixed->entries[e]);
    mpz_clear(fixed->modulus);
    mpz_clear(fixed->base);
    memory_free(fixed);
}

/* Each tooth doubles the table: the entries with its bit are those without it, times the tooth's power. */
static void make_entries(FixedBase *fixed)
{
    mpz_t place; /* base^(2^(tooth·columns)) */
    mpz_init(place);
    mpz_mod(place, fixed->base, fixed->modulus);
    mpz_set_ui(fixed->entries[0], 1);
    for (int tooth = 0; tooth < TEETH; tooth++) {
        for (int e = 0; e < 1 << tooth; e++)
            multiply(fixed->entries[(1 << tooth) + e], fixed->entries[e], place, fixed->modulus);
        for (mp_bitcnt_t i = 0; i < fixed->columns && tooth < TEETH - 1; i++)
            multiply(place, place, place, fixed->modulus);
    }
    mpz_clear(place);
}

static unsigned entry_of(const FixedBase *fixed, const mpz_t exponent, mp_bitcnt_t column)
{
    unsigned entry = 0;
    for (unsigned tooth = 0; tooth < TEETH; tooth++)
        entry |= (unsigned)mpz_tstbit(exponent, tooth * fixed->columns + column) << tooth;
    return entry;
}

void fixed_base_power(mpz_t out, FixedBase *fixed, const mpz_t exponent)
{
    if (mpz_sizeinbase(exponent, 2) > TEETH * fixed->columns) {
        modular_power(out, fixed->base, exponent, fixed->modulus);
        return;
    }
    if (mpz_sgn(fixed->entries[0]) == 0)
        make_entries(fixed);
    mpz_t power;
    mpz_init_set_ui(power, 1);
    for (mp_bitcnt_t column = fixed->columns; column-- > 0;) {
        multiply(power, power, power, fixed->modulus);
        unsigned entry = entry_of(fixed, exponent, column);
        if (entry)
            multiply(power, power, fixed->entries[entry], fixed->modulus);
    }
    mpz_set(out, power);
    number_clear(power);
}
