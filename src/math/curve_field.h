/*
 * Arithmetic in the prime field of a named curve on GMP's limbs: what makes the named curves fast. Elements are arrays
 * of a fixed number of limbs, less than p, in Montgomery's form: the number x is kept as x·R mod p with
 * R = 2^(bits in the limbs). Then a product is made smaller by adding multiples of p and dropping zero limbs at its low
 * end, without any division (P. L. Montgomery, Modular multiplication without trial division, 1985). For 2^521 - 1,
 * which has a simpler way, R = 1.
 */
#ifndef TLSTEPS_MATH_CURVE_FIELD_H
#define TLSTEPS_MATH_CURVE_FIELD_H

#include <gmp.h>
#include <stdbool.h>

enum { FIELD_LIMBS_MAX = (521 + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS };

typedef mp_limb_t FieldElement[FIELD_LIMBS_MAX]; /* of which the field uses the first `limbs` */

typedef struct CurveField CurveField;
/* out = product / R mod p. `product` is of two elements, has 2·limbs limbs, and is used up. */
typedef void FieldReduce(mp_limb_t *out, mp_limb_t *product, const CurveField *field);

struct CurveField {
    mp_size_t limbs;
    FieldElement p;
    FieldElement one;        /* R mod p: the number 1 */
    FieldElement entry;      /* R² mod p: a number times this is the number in Montgomery's form */
    mp_limb_t minus_inverse; /* -1/p modulo 2^(bits in a limb) */
    FieldReduce *reduce;     /* the quickest there is for this p */
};

/* Makes the field of an odd prime of at most 521 bits. Nothing has to be given back. */
void field_init(CurveField *field, const mpz_t p);

/* In all of these `out` may be an input. */
void field_from_number(mp_limb_t *out, const CurveField *field, const mpz_t in); /* 0 <= in < p */
void field_to_number(mpz_t out, const CurveField *field, const mp_limb_t *in);
void field_invert(mp_limb_t *out, const CurveField *field, const mp_limb_t *in); /* `in` is not zero */

static inline void field_multiply(mp_limb_t *out, const CurveField *field, const mp_limb_t *a, const mp_limb_t *b)
{
    mp_limb_t product[2 * FIELD_LIMBS_MAX];
    mpn_mul_n(product, a, b, field->limbs);
    field->reduce(out, product, field);
}

static inline void field_square(mp_limb_t *out, const CurveField *field, const mp_limb_t *a)
{
    mp_limb_t product[2 * FIELD_LIMBS_MAX];
    mpn_sqr(product, a, field->limbs);
    field->reduce(out, product, field);
}

static inline void field_add(mp_limb_t *out, const CurveField *field, const mp_limb_t *a, const mp_limb_t *b)
{
    mp_limb_t carry = mpn_add_n(out, a, b, field->limbs);
    if (carry || mpn_cmp(out, field->p, field->limbs) >= 0)
        mpn_sub_n(out, out, field->p, field->limbs);
}

static inline void field_subtract(mp_limb_t *out, const CurveField *field, const mp_limb_t *a, const mp_limb_t *b)
{
    if (mpn_sub_n(out, a, b, field->limbs))
        mpn_add_n(out, out, field->p, field->limbs);
}

static inline bool field_is_zero(const CurveField *field, const mp_limb_t *a)
{
    return mpn_zero_p(a, field->limbs);
}

static inline void field_copy(mp_limb_t *out, const CurveField *field, const mp_limb_t *in)
{
    mpn_copyi(out, in, field->limbs);
}

#endif
