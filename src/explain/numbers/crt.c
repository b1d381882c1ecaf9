#include "explain/numbers/crt.h"

#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/euclid.h"
#include "math/modular.h"

static bool share_no_factor(const Operand *moduli, size_t count)
{
    mpz_t product, modulus, divisor;
    mpz_init_set_ui(product, 1);
    mpz_init(modulus);
    mpz_init(divisor);
    bool good = count > 0;
    for (size_t i = 0; i < count && good; i++) {
        operand_to_number(modulus, &moduli[i]);
        mpz_gcd(divisor, product, modulus);
        mpz_mul(product, product, modulus);
        good = mpz_cmp_ui(modulus, 2) >= 0 && mpz_cmp_ui(divisor, 1) == 0;
    }
    number_clear(divisor);
    number_clear(modulus);
    number_clear(product);
    return good;
}

/* From the x that is right for the moduli so far, whose product is N, to one that is right for one more: x + h · N. */
static void add_modulus(List *list, Arena *arena, const char *remainder, const char *modulus, size_t k)
{
    const char *x = row_text(arena, "x%zu", k - 1), *product = row_text(arena, "N%zu", k - 1);
    list_row(list, row_text(arena, "i%zu", k), row_text(arena, "%s^-1 mod %s", product, modulus),
             "to divide by the product of the moduli so far");
    list_opens(list, explain_inverse_row);
    list_row(list, row_text(arena, "h%zu", k), row_text(arena, "(%s - %s) · i%zu mod %s", remainder, x, k, modulus),
             "how often %s has to be added", product);
    list_row(list, row_text(arena, "x%zu", k), row_text(arena, "%s + h%zu · %s", x, k, product),
             "leaves %s modulo %s, and what it left before", remainder, modulus);
    list_row(list, row_text(arena, "N%zu", k), row_text(arena, "%s · %s", product, modulus),
             "the product with the new modulus");
}

Worked *explain_crt(const Operand *remainders, const Operand *moduli, size_t count)
{
    if (!share_no_factor(moduli, count))
        return NULL;
    Arena arena = {0};
    List *list = list_new("Chinese remainder theorem");
    for (size_t i = 0; i < count; i++) {
        list_given(list, &remainders[i]);
        list_given(list, &moduli[i]);
    }
    list_row(list, "x1", row_text(&arena, "%s mod %s", remainders[0].name, moduli[0].name),
             "right for the first modulus");
    list_row(list, "N1", moduli[0].name, "the product of the moduli so far");
    for (size_t i = 1; i < count; i++)
        add_modulus(list, &arena, remainders[i].name, moduli[i].name, i + 1);
    list_row(list, "x", row_text(&arena, "x%zu mod N%zu", count, count), "the only one from 0 up to N%zu", count);
    arena_clear(&arena);
    return list_finish(list);
}
