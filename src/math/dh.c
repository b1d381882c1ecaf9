#include "math/dh.h"

#include "math/fixed_base.h"
#include "math/primality.h"

void dh_group_init(DhGroup *group)
{
    *group = (DhGroup){0};
    mpz_init(group->p);
    mpz_init(group->g);
}

void dh_group_clear(DhGroup *group)
{
    mpz_clear(group->p);
    mpz_clear(group->g);
}

/* 1 < value < p-1 */
static Error check_range(const mpz_t value, const mpz_t p)
{
    if (mpz_cmp_ui(value, 1) <= 0)
        return ERROR_VALUE_TOO_SMALL;
    mpz_t highest;
    mpz_init(highest);
    mpz_sub_ui(highest, p, 2);
    bool above = mpz_cmp(value, highest) > 0;
    mpz_clear(highest);
    return above ? ERROR_VALUE_TOO_LARGE : ERROR_NONE;
}

Error dh_group_check(const DhGroup *group)
{
    if (mpz_cmp_ui(group->p, 5) < 0)
        return ERROR_VALUE_TOO_SMALL;
    if (mpz_sizeinbase(group->p, 2) > DH_BITS_MAX)
        return ERROR_VALUE_TOO_LARGE;
    Error error = check_range(group->g, group->p);
    if (!error && !prime_check(group->p))
        error = ERROR_NOT_PRIME;
    return error;
}

/* Whether a private value gives a public value that dh_public_check lets pass. */
static bool is_usable(const void *context, const mpz_t private_value)
{
    const DhGroup *group = context;
    mpz_t y;
    mpz_init(y);
    dh_public(y, group, private_value);
    bool usable = check_range(y, group->p) == ERROR_NONE;
    mpz_clear(y);
    return usable;
}

void dh_private_random(mpz_t out, const DhGroup *group, Random *random, const char *name)
{
    mpz_t low, high;
    mpz_init_set_ui(low, 2);
    mpz_init(high);
    if (group->exponent_bits > 0) {
        mpz_setbit(high, group->exponent_bits);
        mpz_sub_ui(high, high, 1);
    } else {
        mpz_sub_ui(high, group->p, 2);
    }
    /* The squares of a safe prime's group have the order (p-1)/2, a prime that is longer than any x: none gives 1, and
       p-1 is no square. So there the power need not be looked at. */
    number_random_such(out, low, high, group->safe_prime_square ? NULL : is_usable, group, random, name);
    mpz_clear(high);
    mpz_clear(low);
}

void dh_public(mpz_t out, const DhGroup *group, const mpz_t private_value)
{
    if (group->fast)
        fixed_base_power(out, group->fast, private_value);
    else
        modular_power(out, group->g, private_value, group->p);
}

Error dh_public_check(const DhGroup *group, const mpz_t public_value)
{
    Error error = check_range(public_value, group->p);
    if (!error && group->safe_prime_square && mpz_jacobi(public_value, group->p) != 1)
        error = ERROR_NOT_IN_SUBGROUP;
    return error;
}

Error dh_shared(mpz_t out, const DhGroup *group, const mpz_t private_value, const mpz_t public_value)
{
    Error error = dh_public_check(group, public_value);
    if (!error)
        modular_power(out, public_value, private_value, group->p);
    return error;
}
