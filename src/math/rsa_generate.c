/* Making RSA keys (FIPS 186-5 appendix A.1). */
#include "base/text.h"
#include "math/primality.h"
#include "math/rsa.h"

/* What a prime has to go with. */
typedef struct PrimePartner {
    unsigned bits;  /* of the modulus */
    mpz_t e, other; /* the first prime while the second is drawn, 0 while the first is */
} PrimePartner;

/* gcd(prime - 1, e) = 1, or e has no inverse. */
static bool suits_exponent(const mpz_t prime, const mpz_t e)
{
    mpz_t x;
    mpz_init(x);
    mpz_sub_ui(x, prime, 1);
    mpz_gcd(x, x, e);
    bool coprime = mpz_cmp_ui(x, 1) == 0;
    number_clear(x);
    return coprime;
}

/* |p - q| > 2^(bits/2 - 100): else n is factored from its square root on (Fermat). */
static bool is_far(const mpz_t p, const mpz_t q, unsigned bits)
{
    mpz_t x;
    mpz_init(x);
    mpz_sub(x, p, q);
    bool far = mpz_sizeinbase(x, 2) > bits / 2 - 100;
    number_clear(x);
    return far;
}

/* d > 2^(bits/2): a small one can be found from n and e (Wiener). */
static bool exponent_is_long(const mpz_t p, const mpz_t q, const mpz_t e, unsigned bits)
{
    mpz_t p1, q1, d;
    mpz_inits(p1, q1, d, NULL);
    mpz_sub_ui(p1, p, 1);
    mpz_sub_ui(q1, q, 1);
    mpz_lcm(d, p1, q1);
    bool is_long = mpz_invert(d, e, d) && mpz_sizeinbase(d, 2) > bits / 2;
    number_clear(d);
    number_clear(q1);
    number_clear(p1);
    return is_long;
}

static bool suits(const void *context, const mpz_t prime)
{
    const PrimePartner *partner = context;
    if (!suits_exponent(prime, partner->e))
        return false;
    return mpz_sgn(partner->other) == 0 || (is_far(prime, partner->other, partner->bits) &&
                                            exponent_is_long(prime, partner->other, partner->e, partner->bits));
}

static void draw_prime(mpz_t out, unsigned bits, const PrimePartner *partner, Random *random, const char *name,
                       const char *which)
{
    Buffer full_name = BUFFER_EMPTY;
    text_append(&full_name, name);
    text_append(&full_name, which);
    prime_random_such(out, bits, suits, partner, random, text_finish(&full_name));
    buffer_clear(&full_name);
}

Error rsa_generate(RsaPrivate *out, unsigned bits, unsigned long e, Random *random, const char *name)
{
    if (bits < RSA_BITS_MIN || e < 3)
        return ERROR_VALUE_TOO_SMALL;
    if (bits > RSA_BITS_MAX)
        return ERROR_VALUE_TOO_LARGE;
    if (e % 2 == 0)
        return ERROR_BAD_KEY;
    mpz_t p, q;
    PrimePartner partner = {.bits = bits};
    mpz_inits(p, q, partner.other, NULL);
    mpz_init_set_ui(partner.e, e);

    draw_prime(p, bits - bits / 2, &partner, random, name, ".prime1");
    mpz_set(partner.other, p);
    draw_prime(q, bits / 2, &partner, random, name, ".prime2");
    Error error = rsa_private_from_primes(out, p, q, partner.e);

    mpz_clear(partner.e);
    number_clear(partner.other);
    number_clear(q);
    number_clear(p);
    return error;
}
