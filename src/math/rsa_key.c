/* RSA keys: checking them and making them. */
#include "math/primality.h"
#include "math/rsa.h"
#include "math/rsa_blinding.h"

void rsa_public_init(RsaPublic *key)
{
    mpz_inits(key->n, key->e, NULL);
}

void rsa_public_clear(RsaPublic *key)
{
    mpz_clears(key->n, key->e, NULL);
}

void rsa_private_init(RsaPrivate *key)
{
    mpz_inits(key->n, key->e, key->d, key->p, key->q, key->dp, key->dq, key->qinv, NULL);
    key->blinding = rsa_blinding_new();
}

void rsa_private_clear(RsaPrivate *key)
{
    mpz_clears(key->n, key->e, NULL);
    number_clear(key->d);
    number_clear(key->p);
    number_clear(key->q);
    number_clear(key->dp);
    number_clear(key->dq);
    number_clear(key->qinv);
    rsa_blinding_free(key->blinding);
}

static Error check_public(const mpz_t n, const mpz_t e)
{
    enum { LONG_MODULUS_BITS = 3072, EXPONENT_BITS_MAX = 64 };
    if (mpz_cmp_ui(e, 3) < 0)
        return ERROR_VALUE_TOO_SMALL;
    if (mpz_cmp(e, n) >= 0)
        return ERROR_VALUE_TOO_LARGE;
    size_t bits = mpz_sizeinbase(n, 2);
    if (bits > RSA_BITS_MAX || (bits > LONG_MODULUS_BITS && mpz_sizeinbase(e, 2) > EXPONENT_BITS_MAX))
        return ERROR_VALUE_TOO_LARGE;
    return mpz_odd_p(n) && mpz_odd_p(e) ? ERROR_NONE : ERROR_BAD_KEY;
}

Error rsa_public_check(const RsaPublic *key)
{
    return check_public(key->n, key->e);
}

/* Whether prime, exponent and remainder fit: e·d = 1 mod prime-1, and remainder = d mod prime-1. */
static bool exponent_fits(const mpz_t prime, const mpz_t remainder, const RsaPrivate *key)
{
    mpz_t less_one, x;
    mpz_init(less_one);
    mpz_init(x);
    mpz_sub_ui(less_one, prime, 1);
    mpz_mod(x, key->d, less_one);
    bool fits = mpz_cmp(x, remainder) == 0;
    mpz_mul(x, x, key->e);
    mpz_mod(x, x, less_one);
    fits = fits && mpz_cmp_ui(x, 1) == 0;
    number_clear(x);
    number_clear(less_one);
    return fits;
}

static bool product_is(const mpz_t a, const mpz_t b, const mpz_t modulus, const mpz_t expected)
{
    mpz_t x;
    mpz_init(x);
    mpz_mul(x, a, b);
    if (modulus)
        mpz_mod(x, x, modulus);
    bool equal = mpz_cmp(x, expected) == 0;
    number_clear(x);
    return equal;
}

Error rsa_private_check(const RsaPrivate *key)
{
    Error error = check_public(key->n, key->e);
    if (error)
        return error;
    bool fits = mpz_cmp_ui(key->p, 3) >= 0 && mpz_cmp_ui(key->q, 3) >= 0 && mpz_cmp(key->p, key->q) != 0 &&
                mpz_sgn(key->d) > 0 && mpz_cmp(key->d, key->n) < 0 && mpz_sgn(key->qinv) > 0;
    if (!fits)
        return ERROR_BAD_KEY;
    mpz_t one;
    mpz_init_set_ui(one, 1);
    fits = product_is(key->p, key->q, NULL, key->n) && product_is(key->q, key->qinv, key->p, one) &&
           exponent_fits(key->p, key->dp, key) && exponent_fits(key->q, key->dq, key);
    mpz_clear(one);
    return fits ? ERROR_NONE : ERROR_BAD_KEY;
}

/* Computes d, dp, dq and qinv from p, q and e. */
static Error complete(RsaPrivate *key)
{
    mpz_t p1, q1, both;
    mpz_inits(p1, q1, both, NULL);
    mpz_sub_ui(p1, key->p, 1);
    mpz_sub_ui(q1, key->q, 1);
    mpz_lcm(both, p1, q1);
    Error error = modular_inverse(key->d, key->e, both);
    if (!error) {
        mpz_mod(key->dp, key->d, p1);
        mpz_mod(key->dq, key->d, q1);
        error = modular_inverse(key->qinv, key->q, key->p);
    }
    number_clear(both);
    number_clear(q1);
    number_clear(p1);
    return error;
}

Error rsa_private_from_primes(RsaPrivate *out, const mpz_t p, const mpz_t q, const mpz_t e)
{
    if (!prime_check(p) || !prime_check(q))
        return ERROR_NOT_PRIME;
    if (mpz_cmp(p, q) == 0 || mpz_even_p(p) || mpz_even_p(q))
        return ERROR_BAD_KEY;
    mpz_mul(out->n, p, q);
    mpz_set(out->e, e);
    mpz_set(out->p, p);
    mpz_set(out->q, q);
    if (mpz_cmp(out->p, out->q) < 0)
        mpz_swap(out->p, out->q);
    if (mpz_cmp_ui(out->e, 3) < 0)
        return ERROR_VALUE_TOO_SMALL;
    if (mpz_cmp(out->e, out->n) >= 0)
        return ERROR_VALUE_TOO_LARGE;
    return complete(out);
}
