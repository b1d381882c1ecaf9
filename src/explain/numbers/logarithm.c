/* By trying; baby steps and giant steps are in logarithm_steps.c. */
#include "explain/numbers/logarithm.h"

#include "base/memory.h"
#include "explain/language/method.h"
#include "explain/language/row.h"
#include "math/modular.h"

typedef struct Search {
    mpz_t p, g;
    size_t x;
} Search;

static void search_free(void *state)
{
    Search *search = state;
    mpz_clears(search->p, search->g, NULL);
    memory_free(search);
}

static void make_power(const Search *search, size_t x, Arena *arena, Row *out)
{
    mpz_t before, power;
    mpz_init(before);
    mpz_init(power);
    mpz_powm_ui(before, search->g, x - 1, search->p);
    mpz_powm_ui(power, search->g, x, search->p);
    out->formula = "g mod p";
    if (x > 1) {
        const char *name = row_text(arena, "y%zu", x - 1);
        out->formula = row_text(arena, "%s · g mod p", name);
        row_take(out, arena, name, before);
    }
    row_take(out, arena, "g", search->g);
    row_take(out, arena, "p", search->p);
    row_give(out, arena, row_text(arena, "y%zu", x), power);
    out->note = row_text(arena, "g^%zu%s", x, x == search->x ? ": this is Y" : ", which is not Y");
    mpz_clear(power);
    mpz_clear(before);
}

static void search_make(void *state, size_t index, Arena *arena, Row *out)
{
    const Search *search = state;
    if (index < search->x) {
        make_power(search, index + 1, arena, out);
        return;
    }
    mpz_t x;
    mpz_init_set_ui(x, search->x);
    out->formula = row_text(arena, "%zu", search->x);
    row_give(out, arena, "x", x);
    out->note = row_text(arena, "found by %zu tries", search->x);
    mpz_clear(x);
}

/* The x in 1 … limit, or 0. */
static size_t search_run(const mpz_t p, const mpz_t g, const mpz_t y, size_t limit)
{
    mpz_t power;
    size_t found = 0;
    mpz_init_set_ui(power, 1);
    for (size_t x = 1; x <= limit && !found; x++) {
        mpz_mul(power, power, g);
        mpz_mod(power, power, p);
        found = mpz_cmp(power, y) == 0 ? x : 0;
    }
    mpz_clear(power);
    return found;
}

static const Method search_method = {search_make, search_free};

Worked *explain_logarithm(const mpz_t p, const mpz_t g, const mpz_t y, size_t limit)
{
    if (mpz_cmp_ui(p, 2) < 0 || mpz_sgn(g) < 0 || mpz_sgn(y) < 0)
        return NULL;
    size_t x = search_run(p, g, y, limit);
    if (x == 0)
        return NULL;
    Search *search = memory_new(sizeof *search);
    mpz_init_set(search->p, p);
    mpz_init_set(search->g, g);
    search->x = x;
    return worked_new("Discrete logarithm by trying", &search_method, search, x + 1);
}
