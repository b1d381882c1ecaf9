#include "math/ecdsa.h"

enum { ATTEMPTS_MAX = 100 }; /* a named curve needs more than one with a probability of 2^-256 */

void ecdsa_digest_number(mpz_t out, const Curve *curve, Bytes digest)
{
    size_t wanted = mpz_sizeinbase(curve->n, 2);
    number_from_bytes(out, digest);
    if (8 * digest.size > wanted)
        mpz_tdiv_q_2exp(out, out, 8 * digest.size - wanted);
}

/* r = x coordinate of k·G, mod n; 0 where that is infinity */
static void commit(mpz_t r, const Curve *curve, const mpz_t nonce)
{
    Point point;
    point_init(&point);
    curve_multiply_base(&point, curve, nonce);
    mpz_mod(r, point.x, curve->n);
    if (point.infinity)
        mpz_set_ui(r, 0);
    point_clear(&point);
}

Error ecdsa_sign_with_nonce(mpz_t r, mpz_t s, const Curve *curve, const mpz_t private_key, Bytes digest,
                            const mpz_t nonce)
{
    Error error = curve_private_check(curve, private_key);
    if (!error)
        error = curve_private_check(curve, nonce);
    if (error)
        return error;
    mpz_t z, inverse;
    mpz_inits(z, inverse, NULL);
    ecdsa_digest_number(z, curve, digest);
    commit(r, curve, nonce);

    /* s = (z + r·d) / k mod n */
    mpz_addmul(z, r, private_key);
    mpz_invert(inverse, nonce, curve->n);
    mpz_mul(z, z, inverse);
    mpz_mod(s, z, curve->n);

    if (mpz_sgn(r) == 0 || mpz_sgn(s) == 0)
        error = ERROR_VALUE_TOO_SMALL;
    number_clear(z);
    number_clear(inverse);
    return error;
}

void ecdsa_recover_nonce(mpz_t out, const Curve *curve, const mpz_t private_key, Bytes digest, const mpz_t r,
                         const mpz_t s)
{
    mpz_t inverse;
    mpz_init(inverse);
    mpz_invert(inverse, s, curve->n);
    ecdsa_digest_number(out, curve, digest);
    mpz_addmul(out, r, private_key);
    mpz_mul(out, out, inverse);
    mpz_mod(out, out, curve->n);
    mpz_clear(inverse);
}

Error ecdsa_sign(mpz_t r, mpz_t s, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest,
                 Random *random, const char *name)
{
    Error error = curve_private_check(curve, private_key);
    if (error)
        return error;
    mpz_t nonce;
    mpz_init(nonce);
    error = ERROR_LIMIT;
    for (unsigned attempt = 0; error && attempt < ATTEMPTS_MAX; attempt++) {
        if (random_is_seeded(random))
            ecdsa_nonce(nonce, curve, private_key, hash, digest, attempt);
        else
            curve_private_random(nonce, curve, random, name);
        error = ecdsa_sign_with_nonce(r, s, curve, private_key, digest, nonce);
    }
    number_clear(nonce);
    return error ? ERROR_LIMIT : ERROR_NONE;
}

static bool in_range(const Curve *curve, const mpz_t value)
{
    return curve_private_check(curve, value) == ERROR_NONE;
}

Error ecdsa_verify(const Curve *curve, const Point *public_key, Bytes digest, const mpz_t r, const mpz_t s)
{
    Error error = curve_point_check(curve, public_key);
    if (error)
        return error;
    if (!in_range(curve, r) || !in_range(curve, s))
        return ERROR_BAD_SIGNATURE;
    mpz_t u, v, inverse;
    Point sum;
    mpz_inits(u, v, inverse, NULL);
    point_init(&sum);

    /* u = z/s, v = r/s; n is prime, so that s has an inverse */
    ecdsa_digest_number(u, curve, digest);
    mpz_invert(inverse, s, curve->n);
    mpz_mul(u, u, inverse);
    mpz_mod(u, u, curve->n);
    mpz_mul(v, r, inverse);
    mpz_mod(v, v, curve->n);

    curve_multiply_two(&sum, curve, u, v, public_key);
    mpz_mod(u, sum.x, curve->n);
    if (sum.infinity || mpz_cmp(u, r) != 0)
        error = ERROR_BAD_SIGNATURE;
    mpz_clears(u, v, inverse, NULL);
    point_clear(&sum);
    return error;
}
