#include "sim/eavesdropper/logarithm.h"

bool logarithm_in_field(mpz_t out, uint64_t *tries, const DhGroup *group, const mpz_t public_value, uint64_t limit)
{
    mpz_t power;
    bool found = false;
    mpz_init_set_ui(power, 1);
    for (*tries = 0; !found && *tries < limit;) {
        ++*tries;
        mpz_mul(power, power, group->g);
        mpz_mod(power, power, group->p);
        found = mpz_cmp(power, public_value) == 0;
    }
    if (found)
        mpz_set_ui(out, (unsigned long)*tries);
    mpz_clear(power);
    return found;
}

bool logarithm_on_curve(mpz_t out, uint64_t *tries, const Curve *curve, const Point *public_point, uint64_t limit)
{
    Point multiple;
    bool found = false;
    point_init(&multiple);
    multiple.infinity = true;
    for (*tries = 0; !found && *tries < limit;) {
        ++*tries;
        curve_add(&multiple, curve, &multiple, &curve->g);
        found = point_equal(&multiple, public_point);
    }
    if (found)
        mpz_set_ui(out, (unsigned long)*tries);
    point_clear(&multiple);
    return found;
}

static bool at_most(const mpz_t number, uint64_t limit)
{
    return mpz_sizeinbase(number, 2) <= 64 && mpz_get_ui(number) <= limit;
}

bool logarithm_field_is_small(const DhGroup *group, uint64_t limit)
{
    return at_most(group->p, limit);
}

bool logarithm_curve_is_small(const Curve *curve, uint64_t limit)
{
    return at_most(curve->n, limit);
}

unsigned logarithm_field_cost(const DhGroup *group)
{
    unsigned bits = group->exponent_bits;
    /* Without a shorter exponent it is the order of g: at most p - 1, and half of that where g is a square. */
    if (bits == 0)
        bits = (unsigned)mpz_sizeinbase(group->p, 2) - (group->safe_prime_square ? 1 : 0);
    return bits / 2;
}

unsigned logarithm_curve_cost(const Curve *curve)
{
    return (unsigned)mpz_sizeinbase(curve->n, 2) / 2;
}
