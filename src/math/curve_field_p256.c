#include "math/curve_field_p256.h"

#include <stdint.h>

#if GMP_NUMB_BITS == 64 && defined(__SIZEOF_INT128__)

__extension__ typedef unsigned __int128 Wide;

/* p = 2^256 - 2^224 + 2^192 + 2^96 - 1 (FIPS 186-5, SP 800-186 §3.2.1.3); its highest limb */
#define P_TOP UINT64_C(0xffffffff00000001)

static uint64_t low(Wide x)
{
    return (uint64_t)x;
}

static uint64_t high(Wide x)
{
    return (uint64_t)(x >> 64);
}

/*
 * p ends in 64 one bits, so -1/p = 1 modulo 2^64 and the multiple of p to be added in round i is the lowest limb
 * itself: m_i = t_i. Adding
 *
 *     m·p = m·P_TOP·2^192 + m·2^96 - m
 *
 * clears that limb, and adds m·2^96 (m's lower half to the upper half of the next limb, its upper half to the limb
 * after) and m·P_TOP three limbs up. Here all four rounds are added up limb by limb instead of round by round: each sum
 * has its carry in its upper half, and the carries run through once. Every sum is of at most six 64-bit numbers: no
 * overflow.
 */
static void reduce(mp_limb_t *out, mp_limb_t *t, const CurveField *field)
{
    uint64_t m0 = t[0];
    Wide top0 = (Wide)m0 * P_TOP;
    Wide sum = (Wide)t[1] + (m0 << 32);
    uint64_t m1 = low(sum);
    Wide top1 = (Wide)m1 * P_TOP;
    sum = (Wide)t[2] + (m0 >> 32) + (m1 << 32) + high(sum);
    uint64_t m2 = low(sum);
    Wide top2 = (Wide)m2 * P_TOP;
    sum = (Wide)t[3] + low(top0) + (m1 >> 32) + (m2 << 32) + high(sum);
    uint64_t m3 = low(sum);
    Wide top3 = (Wide)m3 * P_TOP;

    sum = (Wide)t[4] + high(top0) + low(top1) + (m2 >> 32) + (m3 << 32) + high(sum);
    out[0] = low(sum);
    sum = (Wide)t[5] + high(top1) + low(top2) + (m3 >> 32) + high(sum);
    out[1] = low(sum);
    sum = (Wide)t[6] + high(top2) + low(top3) + high(sum);
    out[2] = low(sum);
    sum = (Wide)t[7] + high(top3) + high(sum);
    out[3] = low(sum);

    /* The result is less than 2p. */
    if (high(sum) || mpn_cmp(out, field->p, 4) >= 0)
        mpn_sub_n(out, out, field->p, 4);
}

FieldReduce *field_p256_reduction(const mpz_t p)
{
    bool is_p256 = mpz_sizeinbase(p, 2) == 256 && mpz_getlimbn(p, 3) == P_TOP && mpz_getlimbn(p, 2) == 0 &&
                   mpz_getlimbn(p, 1) == UINT32_MAX && mpz_getlimbn(p, 0) == UINT64_MAX;
    return is_p256 ? reduce : NULL;
}

#else

FieldReduce *field_p256_reduction(const mpz_t p)
{
    (void)p;
    return NULL;
}

#endif
