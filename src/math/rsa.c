/* The two primitives of RSA. */
#include "math/rsa.h"

#include "math/rsa_blinding.h"

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
    mpz_t result, again;
    mpz_inits(result, again, NULL);
    rsa_blinding_change(key);
    rsa_blinding_put_on(result, in, key);
    apply_by_remainders(result, result, key);
    rsa_blinding_take_off(result, result, key);

    modular_power(again, result, key->e, key->n);
    if (mpz_cmp(again, in) == 0)
        mpz_set(out, result);
    else
        error = ERROR_BAD_KEY;
    number_clear(again);
    number_clear(result);
    return error;
}
