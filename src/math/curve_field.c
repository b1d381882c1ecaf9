#include "math/curve_field.h"

#include <string.h>

#include "math/curve_field_p256.h"

enum { MERSENNE_BITS = 521 };

static void limbs_from_number(mp_limb_t *out, mp_size_t limbs, const mpz_t in)
{
    mp_size_t used = (mp_size_t)mpz_size(in);
    mpn_zero(out, limbs);
    mpn_copyi(out, mpz_limbs_read(in), used);
}

static void number_from_limbs(mpz_t out, const mp_limb_t *in, mp_size_t limbs)
{
    mpn_copyi(mpz_limbs_write(out, limbs), in, limbs);
    mpz_limbs_finish(out, limbs);
}

/*
 * For any odd p. In round i the lowest limb that is left, t_i, is made zero by adding m·p with m = t_i · (-1/p); the
 * carries of all rounds are put aside in the limbs just cleared, and added at the end.
 * As product < p² < p·R, (product + M·p) / R < (p·R + R·p) / R = 2p, so at most one p is too many.
 */
static void reduce_any(mp_limb_t *out, mp_limb_t *product, const CurveField *field)
{
    mp_size_t limbs = field->limbs;
    for (mp_size_t i = 0; i < limbs; i++)
        product[i] = mpn_addmul_1(product + i, field->p, limbs, product[i] * field->minus_inverse);
    mp_limb_t carry = mpn_add_n(out, product + limbs, product, limbs);
    if (carry || mpn_cmp(out, field->p, limbs) >= 0)
        mpn_sub_n(out, out, field->p, limbs);
}

/*
 * For p = 2^521 - 1, where R is 1: 2^521 is 1 modulo p, so the bits from there on are added to those below. Both parts
 * are at most p, and their sum at most 2p.
 */
static void reduce_mersenne(mp_limb_t *out, mp_limb_t *product, const CurveField *field)
{
    enum { WHOLE = MERSENNE_BITS / GMP_NUMB_BITS, REST = MERSENNE_BITS % GMP_NUMB_BITS };
    mp_limb_t high[FIELD_LIMBS_MAX + 1];
    mpn_rshift(high, product + WHOLE, FIELD_LIMBS_MAX + 1, REST);
    product[WHOLE] &= ((mp_limb_t)1 << REST) - 1;
    mpn_add_n(out, high, product, FIELD_LIMBS_MAX);
    if (mpn_cmp(out, field->p, FIELD_LIMBS_MAX) >= 0)
        mpn_sub_n(out, out, field->p, FIELD_LIMBS_MAX);
}

static bool is_mersenne(const mpz_t p)
{
    return mpz_sizeinbase(p, 2) == MERSENNE_BITS && mpz_popcount(p) == MERSENNE_BITS;
}

/* -1/p modulo a power of 2 by Newton's iteration: if x is right in k bits, x·(2 - p·x) is in 2k. p itself is its own
   inverse modulo 8, so it begins with 3 bits, and six rounds are enough for 192. */
static mp_limb_t minus_inverse(mp_limb_t p)
{
    mp_limb_t x = p;
    for (int round = 0; round < 6; round++)
        x *= 2 - p * x;
    return 0 - x;
}

static void choose_reduction(CurveField *field, const mpz_t p)
{
    field->reduce = is_mersenne(p) ? reduce_mersenne : field_p256_reduction(p);
    if (!field->reduce)
        field->reduce = reduce_any;
}

void field_init(CurveField *field, const mpz_t p)
{
    mpz_t power;
    mpz_init(power);
    memset(field, 0, sizeof *field);
    field->limbs = (mp_size_t)mpz_size(p);
    limbs_from_number(field->p, field->limbs, p);
    field->minus_inverse = minus_inverse(field->p[0]);

    choose_reduction(field, p);
    mpz_setbit(power, field->reduce == reduce_mersenne ? 0 : (mp_bitcnt_t)(field->limbs * GMP_NUMB_BITS));
    mpz_mod(power, power, p);
    limbs_from_number(field->one, field->limbs, power);

    mpz_mul(power, power, power);
    mpz_mod(power, power, p);
    limbs_from_number(field->entry, field->limbs, power);
    mpz_clear(power);
}

void field_from_number(mp_limb_t *out, const CurveField *field, const mpz_t in)
{
    limbs_from_number(out, field->limbs, in);
    field_multiply(out, field, out, field->entry);
}

void field_to_number(mpz_t out, const CurveField *field, const mp_limb_t *in)
{
    FieldElement plain;
    mp_limb_t product[2 * FIELD_LIMBS_MAX] = {0};
    field_copy(product, field, in);
    field->reduce(plain, product, field);
    number_from_limbs(out, plain, field->limbs);
}

/* What stands in the limbs is xR, so its inverse is 1/(xR): two factors R too few, which `entry` brings, each product
   dividing by one R: 1/(xR) · R² / R = 1/x, 1/x · R² / R = (1/x)·R. */
void field_invert(mp_limb_t *out, const CurveField *field, const mp_limb_t *in)
{
    mpz_t number, p;
    mpz_init(number);
    number_from_limbs(number, in, field->limbs);
    mpz_invert(number, number, mpz_roinit_n(p, field->p, field->limbs));
    limbs_from_number(out, field->limbs, number);
    field_multiply(out, field, out, field->entry);
    field_multiply(out, field, out, field->entry);
    mpz_clear(number);
}
