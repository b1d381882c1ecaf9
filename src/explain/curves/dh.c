#include "explain/curves/dh.h"

#include "explain/language/list.h"
#include "explain/numbers/power.h"

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
