/*
 * The named groups. The primes of RFC 7919 and RFC 3526 are computed from the formulas that these give, which show that
 * nobody has hidden anything in them: b bits, of which the middle ones are those of a constant of nature c, and X the
 * first number that makes a safe prime.
 *
 *     p = 2^b - 2^(b-64) + (floor(2^(b-130)·c) + X)·2^64 - 1
 */
#include <string.h>

#include "base/attributes.h"
#include "math/dh.h"
#include "math/fixed_base.h"

typedef enum Constant { EULER, PI } Constant; /* e: RFC 7919 appendix A; pi: RFC 3526 §3 to §5 */

/*
 * Exponents: RFC 7919 appendix A gives 225, 275, 325, 375 and 400 bits for a work that fits the prime, here rounded up
 * to whole 64-bit words; those of RFC 3526 are of the same sizes and strengths.
 */
static const struct Recipe {
    const char *name;
    Constant constant;
    unsigned bits, x, exponent_bits;
} recipes[] = {
    {"ffdhe2048", EULER, 2048, 560316, 256},   {"ffdhe3072", EULER, 3072, 2625351, 320},
    {"ffdhe4096", EULER, 4096, 5736041, 384},  {"ffdhe6144", EULER, 6144, 15705020, 384},
    {"ffdhe8192", EULER, 8192, 10965728, 448}, {"modp2048", PI, 2048, 124476, 256},
    {"modp3072", PI, 3072, 1690314, 320},      {"modp4096", PI, 4096, 240904, 384},
};

enum { TOY = COUNT_OF(recipes), GROUP_COUNT, TOY_BITS = 5 };

/* Binary places carried beyond those wanted, for what is cut off: less than one unit in the last for each summand. */
enum { GUARD_BITS = 64 };

/* out = floor(2^places·e), from e = 1 + 1/1! + 1/2! + … */
static void compute_euler(mpz_t out, unsigned places)
{
    mpz_t term;
    mpz_init_set_ui(term, 1);
    mpz_mul_2exp(term, term, places + GUARD_BITS);
    mpz_set(out, term);
    for (unsigned long k = 1; mpz_sgn(term) != 0; k++) {
        mpz_tdiv_q_ui(term, term, k);
        mpz_add(out, out, term);
    }
    mpz_tdiv_q_2exp(out, out, GUARD_BITS);
    mpz_clear(term);
}

/* out += factor·2^places·arctan(1/x), from arctan(1/x) = 1/x - 1/3x^3 + 1/5x^5 - … */
static void add_arctan(mpz_t out, long factor, unsigned long x, unsigned places)
{
    mpz_t power, term;
    mpz_init_set_si(power, factor);
    mpz_init(term);
    mpz_mul_2exp(power, power, places);
    mpz_tdiv_q_ui(power, power, x);
    for (unsigned long k = 1; mpz_sgn(power) != 0; k += 2) {
        mpz_tdiv_q_ui(term, power, k);
        if (k % 4 == 1)
            mpz_add(out, out, term);
        else
            mpz_sub(out, out, term);
        mpz_tdiv_q_ui(power, power, x * x);
    }
    mpz_clear(term);
    mpz_clear(power);
}

/* out = floor(2^places·pi), from pi = 16·arctan(1/5) - 4·arctan(1/239) (Machin) */
static void compute_pi(mpz_t out, unsigned places)
{
    mpz_set_ui(out, 0);
    add_arctan(out, 16, 5, places + GUARD_BITS);
    add_arctan(out, -4, 239, places + GUARD_BITS);
    mpz_tdiv_q_2exp(out, out, GUARD_BITS);
}

static void compute_prime(mpz_t p, const struct Recipe *recipe)
{
    mpz_t ones;
    mpz_init(ones);
    if (recipe->constant == EULER)
        compute_euler(p, recipe->bits - 130);
    else
        compute_pi(p, recipe->bits - 130);
    mpz_add_ui(p, p, recipe->x);
    mpz_mul_2exp(p, p, 64);
    mpz_setbit(ones, 64);
    mpz_sub_ui(ones, ones, 1); /* 2^b - 2^(b-64) = (2^64 - 1)·2^(b-64) */
    mpz_mul_2exp(ones, ones, recipe->bits - 64);
    mpz_add(p, p, ones);
    mpz_sub_ui(p, p, 1);
    mpz_clear(ones);
}

static void make_group(DhGroup *out, int index)
{
    dh_group_init(out);
    if (index == TOY) {
        out->name = "toy-dh-23";
        mpz_set_ui(out->p, 23);
        mpz_set_ui(out->g, 5);
        return;
    }
    const struct Recipe *recipe = &recipes[index];
    out->name = recipe->name;
    out->exponent_bits = recipe->exponent_bits;
    out->safe_prime_square = true;
    compute_prime(out->p, recipe);
    mpz_set_ui(out->g, 2);
    out->fast = fixed_base_new(out->g, out->p, out->exponent_bits);
}

const DhGroup *dh_group_at(int index)
{
    static DhGroup groups[GROUP_COUNT];
    if (index < 0 || index >= GROUP_COUNT)
        return NULL;
    if (!groups[index].name)
        make_group(&groups[index], index);
    return &groups[index];
}

static const char *name_of(int index)
{
    return index == TOY ? "toy-dh-23" : recipes[index].name;
}

static size_t bits_of(int index)
{
    return index == TOY ? TOY_BITS : recipes[index].bits;
}

const DhGroup *dh_group_find(const char *name)
{
    for (int i = 0; i < GROUP_COUNT; i++)
        if (strcmp(name, name_of(i)) == 0)
            return dh_group_at(i);
    return NULL;
}

const DhGroup *dh_group_recognise(const mpz_t p, const mpz_t g)
{
    size_t bits = mpz_sizeinbase(p, 2);
    for (int i = 0; i < GROUP_COUNT; i++) {
        if (bits_of(i) != bits) /* so that only groups of this size are made */
            continue;
        const DhGroup *group = dh_group_at(i);
        if (mpz_cmp(group->p, p) == 0 && mpz_cmp(group->g, g) == 0)
            return group;
    }
    return NULL;
}
