#include "explain/language/bits.h"

#include "base/memory.h"

size_t bit_rows_bit(const BitRows *rows, size_t step)
{
    return rows->bits - 1 - step;
}

void bit_rows_init(BitRows *rows, const mpz_t number)
{
    rows->bits = mpz_sizeinbase(number, 2);
    rows->count = rows->bits + mpz_popcount(number) - 1;
    /* A row's step, for every row: how many bits above are 1 would have to be counted for each otherwise. */
    rows->steps = memory_new_array(rows->count, sizeof *rows->steps);
    size_t row = 0;
    for (size_t step = 0; step < rows->bits; step++) {
        rows->steps[row++] = (uint32_t)step;
        if (step > 0 && mpz_tstbit(number, bit_rows_bit(rows, step)))
            rows->steps[row++] = (uint32_t)step;
    }
}

void bit_rows_clear(BitRows *rows)
{
    memory_wipe(rows->steps, rows->count * sizeof *rows->steps);
    memory_free(rows->steps);
}

void bit_rows_locate(const BitRows *rows, WalkPlace *place)
{
    place->step = rows->steps[place->row];
    place->part = place->row > 0 && rows->steps[place->row - 1] == place->step;
}
