#include "explain/rsa/rsa.h"

#include "explain/language/row.h"
#include "explain/numbers/euclid.h"
#include "explain/numbers/power.h"

static Worked *open_divisor(const Row *row)
{
    return explain_euclid(&row->operands[0], &row->operands[1]);
}

static void add_key_rows(List *list)
{
    list_row(list, "n", "p · q", "the modulus, which is public");
    list_row(list, "phi_p", "p - 1", "by Fermat, m^phi_p = 1 modulo p");
    list_row(list, "phi_q", "q - 1", "and m^phi_q = 1 modulo q");
    list_row(list, "g", "gcd(phi_p, phi_q)", "what both have in common counts once");
    list_opens(list, open_divisor);
    list_row(list, "lambda", "phi_p · phi_q div g", "so m^lambda = 1 modulo n");
    list_row(list, "d", "e^-1 mod lambda", "the private exponent");
    list_opens(list, explain_inverse_row);
    list_row(list, "check", "e · d mod lambda", "1: what e does, d undoes");
    list_row(list, "dP", "d mod phi_p", "for the Chinese remainder theorem");
    list_row(list, "dQ", "d mod phi_q", "the same for q");
    list_row(list, "qInv", "q^-1 mod p", "puts both remainders together");
    list_opens(list, explain_inverse_row);
}

Worked *explain_rsa_key(const mpz_t p, const mpz_t q, const mpz_t e)
{
    RsaPrivate key;
    rsa_private_init(&key);
    List *list = NULL;
    if (!rsa_private_from_primes(&key, p, q, e)) {
        list = list_new("RSA key generation");
        list_given_number(list, "p", key.p);
        list_given_number(list, "q", key.q);
        list_given_number(list, "e", key.e);
        add_key_rows(list);
    }
    rsa_private_clear(&key);
    return list ? list_finish(list) : NULL;
}

static bool is_below(const mpz_t number, const mpz_t n)
{
    return mpz_sgn(number) >= 0 && mpz_cmp(number, n) < 0;
}

Worked *explain_rsa_encrypt(const RsaPublic *key, const mpz_t m)
{
    if (!is_below(m, key->n))
        return NULL;
    List *list = list_new("RSA encryption");
    list_given_number(list, "m", m);
    list_given_number(list, "e", key->e);
    list_given_number(list, "n", key->n);
    list_row(list, "c", "m^e mod n", "anybody can: n and e are public");
    list_opens(list, explain_power_row);
    return list_finish(list);
}

Worked *explain_rsa_decrypt(const RsaPrivate *key, const mpz_t c)
{
    if (!is_below(c, key->n))
        return NULL;
    List *list = list_new("RSA decryption with d alone");
    list_given_number(list, "c", c);
    list_given_number(list, "d", key->d);
    list_given_number(list, "n", key->n);
    list_row(list, "m", "c^d mod n", "takes d");
    list_opens(list, explain_power_row);
    return list_finish(list);
}

void rsa_given_private(List *list, const RsaPrivate *key)
{
    list_given_number(list, "n", key->n);
    list_given_number(list, "e", key->e);
    list_given_number(list, "p", key->p);
    list_given_number(list, "q", key->q);
    list_given_number(list, "dP", key->dp);
    list_given_number(list, "dQ", key->dq);
    list_given_number(list, "qInv", key->qinv);
}

/* The power modulo one of the primes: of the base, cut to the prime's length before. */
static void add_half(List *list, Arena *arena, const char *power, const char *base, const char *prime,
                     const char *exponent)
{
    const char *reduced = row_text(arena, "%s_%s", base, prime);
    list_row(list, reduced, row_text(arena, "%s mod %s", base, prime), "small numbers first");
    list_row(list, power, row_text(arena, "%s^%s mod %s", reduced, exponent, prime), "half as long as n: less work");
    list_opens(list, explain_power_row);
}

void rsa_rows_private(List *list, const char *power, const char *base)
{
    Arena arena = {0};
    const char *first = row_text(&arena, "%s_1", power), *second = row_text(&arena, "%s_2", power);
    add_half(list, &arena, first, base, "p", "dP");
    add_half(list, &arena, second, base, "q", "dQ");
    list_row(list, "h", row_text(&arena, "(%s - %s) · qInv mod p", first, second), "how often q has to be added");
    list_row(list, power, row_text(&arena, "%s + q · h", second), "leaves %s modulo p and %s modulo q", first, second);
    arena_clear(&arena);
}

Worked *explain_rsa_decrypt_by_remainders(const RsaPrivate *key, const mpz_t c)
{
    if (!is_below(c, key->n))
        return NULL;
    List *list = list_new("RSA decryption by the Chinese remainder theorem");
    rsa_given_private(list, key);
    list_given_number(list, "c", c);
    rsa_rows_private(list, "m", "c");
    return list_finish(list);
}

Worked *explain_rsa_sign(const RsaPrivate *key, const mpz_t m)
{
    if (!is_below(m, key->n))
        return NULL;
    List *list = list_new("RSA signature, without padding");
    list_given_number(list, "m", m);
    list_given_number(list, "d", key->d);
    list_given_number(list, "e", key->e);
    list_given_number(list, "n", key->n);
    list_row(list, "s", "m^d mod n", "only who has d can");
    list_opens(list, explain_power_row);
    list_row(list, "v", "s^e mod n", "anybody can verify: it has to be m again");
    list_opens(list, explain_power_row);
    list_row(list, "valid", "v == m", "1: valid");
    return list_finish(list);
}
