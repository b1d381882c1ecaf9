#include "math/x25519.h"

#include <string.h>

#include "base/memory.h"
#include "math/modular.h"

/*
 * Numbers modulo p = 2^255 - 19 fill 256 bits of limbs and are only made less than 2^256, not less than p: what comes
 * above is folded back, as 2^256 = 2p + 38 is 38 modulo p. The last step reduces modulo p itself.
 */
enum { LIMBS = 256 / GMP_NUMB_BITS, FOLD = 38 };

typedef mp_limb_t Number[LIMBS];

/* out = in + carry·2^256, for a carry below 2^24. The first fold leaves a carry only where the sum has just passed
   2^256: then it is small, and the second fold cannot carry. */
static void fold_carry(Number out, const Number in, mp_limb_t carry)
{
    carry = mpn_add_1(out, in, LIMBS, carry * FOLD);
    out[0] += carry * FOLD;
}

static void add(Number out, const Number a, const Number b)
{
    mp_limb_t carry = mpn_add_n(out, a, b, LIMBS);
    fold_carry(out, out, carry);
}

/* The same downwards: a borrow is worth 2^256, so 38 is taken off. */
static void subtract(Number out, const Number a, const Number b)
{
    mp_limb_t borrow = mpn_sub_n(out, a, b, LIMBS);
    borrow = mpn_sub_1(out, out, LIMBS, borrow * FOLD);
    out[0] -= borrow * FOLD;
}

/* product = low + high·2^256 = low + 38·high, and once more for what that carries. */
static void fold_product(Number out, mp_limb_t product[2 * LIMBS])
{
    mp_limb_t carry = mpn_addmul_1(product, product + LIMBS, LIMBS, FOLD);
    fold_carry(out, product, carry);
}

static void multiply(Number out, const Number a, const Number b)
{
    mp_limb_t product[2 * LIMBS];
    mpn_mul_n(product, a, b, LIMBS);
    fold_product(out, product);
}

static void square(Number out, const Number a)
{
    mp_limb_t product[2 * LIMBS];
    mpn_sqr(product, a, LIMBS);
    fold_product(out, product);
}

static void multiply_small(Number out, const Number a, mp_limb_t factor)
{
    mp_limb_t product[LIMBS];
    mp_limb_t carry = mpn_mul_1(product, a, LIMBS, factor);
    fold_carry(out, product, carry);
}

/* The u coordinates of two points P and P + Q as fractions x/z, Q being the point that the ladder climbs by. */
typedef struct Ladder {
    Number x2, z2, x3, z3;
} Ladder;

/* Doubles the first and adds both (RFC 7748 §5, with its names): what is then u(2P) and u(2P + Q). */
static void ladder_step(Ladder *l, const Number u)
{
    Number a, b, c, d, da, cb, aa, bb, e;
    add(a, l->x2, l->z2);
    subtract(b, l->x2, l->z2);
    add(c, l->x3, l->z3);
    subtract(d, l->x3, l->z3);
    multiply(da, d, a);
    multiply(cb, c, b);

    /* x3 = (DA + CB)², z3 = u·(DA - CB)² */
    add(l->x3, da, cb);
    square(l->x3, l->x3);
    subtract(l->z3, da, cb);
    square(l->z3, l->z3);
    multiply(l->z3, l->z3, u);

    /* x2 = AA·BB, z2 = E·(AA + a24·E) with E = AA - BB, a24 = (486662 - 2) / 4 */
    square(aa, a);
    square(bb, b);
    subtract(e, aa, bb);
    multiply(l->x2, aa, bb);
    multiply_small(l->z2, e, 121665);
    add(l->z2, l->z2, aa);
    multiply(l->z2, l->z2, e);
}

static void swap(Number a, Number b)
{
    Number kept;
    mpn_copyi(kept, a, LIMBS);
    mpn_copyi(a, b, LIMBS);
    mpn_copyi(b, kept, LIMBS);
}

static void ladder_swap(Ladder *l)
{
    swap(l->x2, l->x3);
    swap(l->z2, l->z3);
}

/* From infinity and Q (1/0 and u/1) up the scalar's bits; where a bit is 1 the two points change places for the step.
 */
static void ladder_climb(Ladder *l, const uint8_t scalar[X25519_SIZE], const Number u)
{
    memset(l, 0, sizeof *l);
    l->x2[0] = 1;
    mpn_copyi(l->x3, u, LIMBS);
    l->z3[0] = 1;
    int swapped = 0;
    for (int i = 254; i >= 0; i--) {
        int bit = scalar[i / 8] >> (i % 8) & 1;
        if (bit != swapped)
            ladder_swap(l);
        swapped = bit;
        ladder_step(l, u);
    }
    if (swapped)
        ladder_swap(l);
}

static void number_from_little_endian(Number out, const uint8_t in[X25519_SIZE])
{
    mpz_t number;
    mpz_init(number);
    mpz_import(number, X25519_SIZE, -1, 1, 0, 0, in);
    mpn_zero(out, LIMBS);
    mpn_copyi(out, mpz_limbs_read(number), (mp_size_t)mpz_size(number));
    mpz_clear(number);
}

/* out = x/z mod p; with z = 0 (infinity) zero, as RFC 7748's z^(p-2) gives. */
static void divide_out(uint8_t out[X25519_SIZE], const Number x, const Number z)
{
    mpz_t p, quotient, numerator, denominator;
    mpz_inits(p, quotient, NULL);
    mpz_setbit(p, 255);
    mpz_sub_ui(p, p, 19);
    if (mpz_invert(quotient, mpz_roinit_n(denominator, z, LIMBS), p)) {
        mpz_mul(quotient, quotient, mpz_roinit_n(numerator, x, LIMBS));
        mpz_mod(quotient, quotient, p);
    } else {
        mpz_set_ui(quotient, 0);
    }
    memset(out, 0, X25519_SIZE);
    mpz_export(out, NULL, -1, 1, 0, 0, quotient);
    number_clear(quotient); /* it may be a shared secret */
    mpz_clear(p);
}

Error x25519(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE], const uint8_t u[X25519_SIZE])
{
    uint8_t clamped[X25519_SIZE], masked[X25519_SIZE];
    Number base;
    Ladder ladder;

    /* A multiple of the cofactor 8, and of full length 2^254. */
    memcpy(clamped, scalar, X25519_SIZE);
    clamped[0] &= 0xf8;
    clamped[31] = (uint8_t)((clamped[31] & 0x7f) | 0x40);

    memcpy(masked, u, X25519_SIZE);
    masked[31] &= 0x7f;
    number_from_little_endian(base, masked);

    ladder_climb(&ladder, clamped, base);
    divide_out(out, ladder.x2, ladder.z2);
    memory_wipe(clamped, sizeof clamped);
    memory_wipe(&ladder, sizeof ladder);

    uint8_t any = 0;
    for (int i = 0; i < X25519_SIZE; i++)
        any |= out[i];
    return any ? ERROR_NONE : ERROR_SHARED_SECRET_ZERO;
}

void x25519_base(uint8_t out[X25519_SIZE], const uint8_t scalar[X25519_SIZE])
{
    static const uint8_t nine[X25519_SIZE] = {9};
    /* 9 is the u of a point of large prime order, so that no multiple is zero. */
    Error none = x25519(out, scalar, nine);
    (void)none;
}
