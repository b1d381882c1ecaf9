#include "base/memory.h"
#include "explain/language/baby_steps.h"
#include "explain/language/method.h"
#include "explain/language/row.h"
#include "explain/numbers/euclid.h"
#include "explain/numbers/logarithm.h"
#include "math/modular.h"

/* factor = g^-m; baby step j meets giant step i. */
typedef struct Steps {
    mpz_t p, g, y, factor;
    size_t m, i, j;
} Steps;

/* Where the rows of each part begin. */
enum { ROW_BABY = 2 };
static size_t row_power(const Steps *steps)
{
    return ROW_BABY + steps->m;
}

static size_t row_giant(const Steps *steps)
{
    return row_power(steps) + 2;
}

static size_t row_result(const Steps *steps)
{
    return row_giant(steps) + steps->i + 1;
}

static void steps_free(void *state)
{
    Steps *steps = state;
    mpz_clears(steps->p, steps->g, steps->y, steps->factor, NULL);
    memory_free(steps);
}

static void make_length(const Steps *steps, size_t row, Arena *arena, Row *out)
{
    if (row == 0) {
        out->formula = row_text(arena, "%zu", steps->m);
        row_give_count(out, arena, "m", steps->m);
        out->note = "how long the table is: the root of p - 1, rounded up";
        return;
    }
    out->formula = "p - 1 ≤ m · m";
    row_take(out, arena, "p", steps->p);
    row_take_count(out, arena, "m", steps->m);
    row_give_count(out, arena, "enough", 1);
    out->note = "then x = i · m + j with i and j below m";
}

/* One product more than the row before it: "b3 = b2 · g mod p". */
static void make_product(const Steps *steps, const char *name, const char *from, const mpz_t before,
                         const char *factor_name, const mpz_t factor, Arena *arena, Row *out)
{
    mpz_t product;
    mpz_init(product);
    mpz_mul(product, before, factor);
    mpz_mod(product, product, steps->p);
    out->formula = row_text(arena, "%s · %s mod p", from, factor_name);
    row_take(out, arena, from, before);
    row_take(out, arena, factor_name, factor);
    row_take(out, arena, "p", steps->p);
    row_give(out, arena, name, product);
    mpz_clear(product);
}

static void make_baby(const Steps *steps, size_t j, Arena *arena, Row *out)
{
    if (j == 0) {
        out->formula = "1";
        row_give_count(out, arena, "b0", 1);
        out->note = "baby step 0: g^0";
        return;
    }
    mpz_t before;
    mpz_init(before);
    mpz_powm_ui(before, steps->g, j - 1, steps->p);
    const char *name = j == steps->m ? "gm" : row_text(arena, "b%zu", j);
    make_product(steps, name, row_text(arena, "b%zu", j - 1), before, "g", steps->g, arena, out);
    out->note = j == steps->m ? "g^m, and no part of the table" : row_text(arena, "baby step %zu: g^%zu", j, j);
    mpz_clear(before);
}

static void make_factor(const Steps *steps, Arena *arena, Row *out)
{
    mpz_t power;
    mpz_init(power);
    mpz_powm_ui(power, steps->g, steps->m, steps->p);
    out->formula = "gm^-1 mod p";
    row_take(out, arena, "gm", power);
    row_take(out, arena, "p", steps->p);
    row_give(out, arena, "f", steps->factor);
    out->note = "a giant step back: g^-m";
    out->opens = explain_inverse_row;
    mpz_clear(power);
}

static void make_giant(const Steps *steps, size_t i, Arena *arena, Row *out)
{
    mpz_t before;
    mpz_init(before);
    if (i == 0) {
        mpz_mod(before, steps->y, steps->p);
        out->formula = "Y mod p";
        row_take(out, arena, "Y", steps->y);
        row_take(out, arena, "p", steps->p);
        row_give(out, arena, "c0", before);
    } else {
        mpz_powm_ui(before, steps->factor, i - 1, steps->p);
        mpz_mul(before, before, steps->y);
        mpz_mod(before, before, steps->p);
        make_product(steps, row_text(arena, "c%zu", i), row_text(arena, "c%zu", i - 1), before, "f", steps->factor,
                     arena, out);
    }
    out->note = i == steps->i
                    ? row_text(arena, "giant step %zu: it is b%zu, so Y = g^(%zu · m + %zu)", i, steps->j, i, steps->j)
                    : row_text(arena, "giant step %zu: not in the table", i);
    mpz_clear(before);
}

static void make_result(const Steps *steps, Arena *arena, Row *out)
{
    out->formula = row_text(arena, "%zu · m + %zu", steps->i, steps->j);
    row_take_count(out, arena, "m", steps->m);
    row_give_count(out, arena, "x", steps->i * steps->m + steps->j);
    out->note = row_text(arena, "%zu products and a table of %zu, where trying takes %zu", steps->m + steps->i,
                         steps->m, steps->i * steps->m + steps->j);
}

static void steps_make(void *state, size_t index, Arena *arena, Row *out)
{
    const Steps *steps = state;
    if (index < ROW_BABY)
        make_length(steps, index, arena, out);
    else if (index <= row_power(steps))
        make_baby(steps, index - ROW_BABY, arena, out);
    else if (index < row_giant(steps))
        make_factor(steps, arena, out);
    else if (index < row_result(steps))
        make_giant(steps, index - row_giant(steps), arena, out);
    else
        make_result(steps, arena, out);
}

/* g^0 … g^(m-1) in the order of their values. A power that repeats comes to nothing new. */
static BabyStep *make_table(const Steps *steps)
{
    BabyStep *table = memory_new_array(steps->m, sizeof *table);
    mpz_t power;
    mpz_init_set_ui(power, 1);
    for (size_t j = 0; j < steps->m; j++) {
        table[j] = (BabyStep){mpz_get_ui(power), j};
        mpz_mul(power, power, steps->g);
        mpz_mod(power, power, steps->p);
    }
    mpz_clear(power);
    baby_steps_sort(table, steps->m);
    return table;
}

/* Fills in i and j. */
static bool search_table(Steps *steps, const BabyStep *table)
{
    mpz_t giant;
    mpz_init(giant);
    mpz_mod(giant, steps->y, steps->p);
    const BabyStep *found = NULL;
    for (steps->i = 0; steps->i < steps->m; steps->i++) {
        found = baby_steps_find(table, steps->m, mpz_get_ui(giant));
        if (found)
            break;
        mpz_mul(giant, giant, steps->factor);
        mpz_mod(giant, giant, steps->p);
    }
    if (found)
        steps->j = found->j;
    mpz_clear(giant);
    return found;
}

/* Fills in m and the factor; false where there is no such table. */
static bool find_lengths(Steps *steps)
{
    mpz_t root;
    mpz_init(root);
    mpz_sub_ui(root, steps->p, 1);
    mpz_sub_ui(root, root, 1);
    mpz_sqrt(root, root);
    mpz_add_ui(root, root, 1); /* the root of p - 1 rounded up, because that of p - 2 is below it */
    bool good = mpz_cmp_ui(root, LOGARITHM_TABLE_MAX) <= 0;
    if (good) {
        steps->m = mpz_get_ui(root);
        mpz_powm_ui(steps->factor, steps->g, steps->m, steps->p);
        good = !modular_inverse(steps->factor, steps->factor, steps->p);
    }
    mpz_clear(root);
    return good;
}

static const Method steps_method = {steps_make, steps_free};

Worked *explain_logarithm_by_steps(const mpz_t p, const mpz_t g, const mpz_t y)
{
    if (mpz_cmp_ui(p, 2) <= 0 || mpz_sgn(g) < 0 || mpz_sgn(y) < 0)
        return NULL;
    Steps *steps = memory_new(sizeof *steps);
    mpz_init_set(steps->p, p);
    mpz_init_set(steps->g, g);
    mpz_init_set(steps->y, y);
    mpz_init(steps->factor);
    BabyStep *table = find_lengths(steps) ? make_table(steps) : NULL;
    bool found = table && search_table(steps, table);
    memory_free(table);
    if (!found) {
        steps_free(steps);
        return NULL;
    }
    return worked_new("Discrete logarithm by baby steps and giant steps", &steps_method, steps, row_result(steps) + 1);
}
