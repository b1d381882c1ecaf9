#include "explain/dh.h"

#include "explain/list.h"
#include "explain/power.h"
#include "explain/row.h"

static bool has_power(const Operand *exponent, const Operand *modulus)
{
    return !exponent->negative && !modulus->negative && modulus->value.size > 0;
}

static Worked *explain_one_power(const char *title, const Operand *base, const Operand *exponent,
                                 const Operand *modulus, const char *result, const char *note)
{
    if (!has_power(exponent, modulus))
        return NULL;
    Arena arena = {0};
    List *list = list_new(title);
    list_given(list, base);
    list_given(list, exponent);
    list_given(list, modulus);
    list_row(list, result, row_text(&arena, "%s^%s mod %s", base->name, exponent->name, modulus->name), "%s", note);
    list_opens(list, explain_power_row);
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_dh_public(const Operand *g, const Operand *x, const Operand *p, const char *result)
{
    return explain_one_power("Diffie-Hellman: the public value", g, x, p, result, "is sent");
}

Worked *explain_dh_shared(const Operand *y, const Operand *x, const Operand *p, const char *result)
{
    return explain_one_power("Diffie-Hellman: the shared secret", y, x, p, result, "the other side comes to the same");
}

Worked *explain_dh(const mpz_t p, const mpz_t g, const mpz_t a, const mpz_t b)
{
    if (mpz_sgn(p) <= 0 || mpz_sgn(a) < 0 || mpz_sgn(b) < 0)
        return NULL;
    static const struct {
        const char *name, *formula, *note;
    } rows[] = {
        {"A", "g^a mod p", "the client's public value, which it sends; a it keeps"},
        {"B", "g^b mod p", "the server's public value, which it sends; b it keeps"},
        {"Z_client", "B^a mod p", "the client's shared secret, g^(a·b)"},
        {"Z_server", "A^b mod p", "the server's: the same"},
    };
    List *list = list_new("Diffie-Hellman");
    list_given_number(list, "p", p);
    list_given_number(list, "g", g);
    list_given_number(list, "a", a);
    list_given_number(list, "b", b);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        list_row(list, rows[i].name, rows[i].formula, "%s", rows[i].note);
        list_opens(list, explain_power_row);
    }
    list_row(list, "equal", "Z_client == Z_server", "1: both have the same secret");
    return list_finish(list);
}
