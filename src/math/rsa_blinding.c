#include "math/rsa_blinding.h"

#include "base/memory.h"

enum { USES_MAX = 32 };

struct RsaBlinding {
    mpz_t n, e;    /* the public key that the pair was drawn for; 0 before the first */
    mpz_t factor;  /* r^e */
    mpz_t inverse; /* 1/r */
    int uses;
};

RsaBlinding *rsa_blinding_new(void)
{
    RsaBlinding *blinding = memory_new(sizeof *blinding);
    mpz_inits(blinding->n, blinding->e, blinding->factor, blinding->inverse, NULL);
    blinding->uses = 0;
    return blinding;
}

void rsa_blinding_free(RsaBlinding *blinding)
{
    mpz_clears(blinding->n, blinding->e, NULL);
    number_clear(blinding->factor);
    number_clear(blinding->inverse);
    memory_free(blinding);
}

static void multiply(mpz_t out, const mpz_t a, const mpz_t b, const mpz_t n)
{
    mpz_mul(out, a, b);
    mpz_mod(out, out, n);
}

static void draw(RsaBlinding *blinding, const RsaPrivate *key)
{
    Random *random = random_new_system();
    mpz_t one, r;
    mpz_init_set_ui(one, 1);
    mpz_init(r);
    do
        number_random(r, one, key->n, random, "");
    while (!mpz_invert(blinding->inverse, r, key->n));
    modular_power(blinding->factor, r, key->e, key->n);
    mpz_set(blinding->n, key->n);
    mpz_set(blinding->e, key->e);
    blinding->uses = 0;
    number_clear(r);
    mpz_clear(one);
    random_free(random);
}

void rsa_blinding_change(const RsaPrivate *key)
{
    RsaBlinding *blinding = key->blinding;
    bool is_of_key = mpz_cmp(blinding->n, key->n) == 0 && mpz_cmp(blinding->e, key->e) == 0;
    if (!is_of_key || blinding->uses == USES_MAX) {
        draw(blinding, key);
    } else {
        multiply(blinding->factor, blinding->factor, blinding->factor, key->n);
        multiply(blinding->inverse, blinding->inverse, blinding->inverse, key->n);
    }
    blinding->uses++;
}

void rsa_blinding_put_on(mpz_t out, const mpz_t in, const RsaPrivate *key)
{
    multiply(out, in, key->blinding->factor, key->n);
}

void rsa_blinding_take_off(mpz_t out, const mpz_t in, const RsaPrivate *key)
{
    multiply(out, in, key->blinding->inverse, key->n);
}
