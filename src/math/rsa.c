/* The two primitives of RSA. */
#include "math/rsa.h"

size_t rsa_size(const mpz_t n)
{
    return number_size(n);
}

static Error check_range(const mpz_t in, const mpz_t n)
{
    if (mpz_sgn(in) < 0)
        return ERROR_VALUE_TOO_SMALL;
    return mpz_cmp(in, n) < 0 ? ERROR_NONE : ERROR_VALUE_TOO_LARGE;
}

Error rsa_public_apply(mpz_t out, const mpz_t in, const RsaPublic *key)
{
    Error error = check_range(in, key->n);
    if (!error)
        modular_power(out, in, key->e, key->n);
    return error;
}

/*
 * A random r and its inverse modulo n: r^e·in is as random as r, and its d-th power is r·in^d. Not from a seed, because
 * blinding is to be unknown to everybody, and the result does not depend on it.
 */
static void draw_blinding(mpz_t r, mpz_t inverse, const mpz_t n)
{
    Random *random = random_new_system();
    mpz_t one;
    mpz_init_set_ui(one, 1);
    do
        number_random(r, one, n, random, "");
    while (!mpz_invert(inverse, r, n));
    mpz_clear(one);
    random_free(random);
}

/* in^d mod n from the powers modulo p and q (Garner): m = m2 + q·((m1 - m2)/q mod p), RFC 8017 §5.1.2 step 2. */
static void apply_by_remainders(mpz_t out, const mpz_t in, const RsaPrivate *key)
{
    mpz_t m1, m2;
    mpz_init(m1);
    mpz_init(m2);
    /* The base is reduced first: mpz_powm would do that in memory which nobody wipes. */
    mpz_mod(m1, in, key->p);
    modular_power(m1, m1, key->dp, key->p);
    mpz_mod(m2, in, key->q);
    modular_power(m2, m2, key->dq, key->q);
    mpz_sub(m1, m1, m2);
    mpz_mul(m1, m1, key->qinv);
    mpz_mod(m1, m1, key->p);
    mpz_mul(out, m1, key->q);
    mpz_add(out, out, m2);
    number_clear(m2);
    number_clear(m1);
}

Error rsa_private_apply(mpz_t out, const mpz_t in, const RsaPrivate *key)
{
    Error error = check_range(in, key->n);
    if (error)
        return error;
    mpz_t r, inverse, result, again;
    mpz_inits(r, inverse, result, again, NULL);
    draw_blinding(r, inverse, key->n);

    modular_power(result, r, key->e, key->n);
    mpz_mul(result, result, in);
    mpz_mod(result, result, key->n);
    apply_by_remainders(result, result, key);
    mpz_mul(result, result, inverse);
    mpz_mod(result, result, key->n);

    modular_power(again, result, key->e, key->n);
    if (mpz_cmp(again, in) == 0)
        mpz_set(out, result);
    else
        error = ERROR_BAD_KEY;
    number_clear(again);
    number_clear(result);
    number_clear(inverse);
    number_clear(r);
    return error;
}
