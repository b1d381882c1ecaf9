/* Powers of a base from its table are those that GMP computes. */
#include "check.h"

#include "math/dh.h"
#include "math/fixed_base.h"

static void check_power(FixedBase *fixed, const mpz_t base, const mpz_t exponent, const mpz_t modulus)
{
    mpz_t power, expected;
    mpz_inits(power, expected, NULL);
    fixed_base_power(power, fixed, exponent);
    mpz_powm(expected, base, exponent, modulus);
    assert_int_equal(mpz_cmp(power, expected), 0);
    mpz_clears(power, expected, NULL);
}

/* Every length of table against every exponent that fits it, and some that do not. */
static void every_small_power_comes_out(void **state)
{
    (void)state;
    mpz_t base, exponent, modulus;
    mpz_init_set_ui(base, 5);
    mpz_init_set_ui(modulus, 1009);
    mpz_init(exponent);
    for (size_t bits = 1; bits <= 14; bits++) {
        FixedBase *fixed = fixed_base_new(base, modulus, bits);
        for (unsigned long x = 0; x < 1UL << 14; x += bits < 12 ? 1 : 7) {
            mpz_set_ui(exponent, x);
            check_power(fixed, base, exponent, modulus);
        }
        fixed_base_free(fixed);
    }
    mpz_clears(base, exponent, modulus, NULL);
}

static void powers_in_the_named_groups_come_out(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("powers"), "");
    mpz_t low, high, exponent;
    mpz_inits(low, high, exponent, NULL);
    const DhGroup *group;
    for (int i = 0; (group = dh_group_at(i)); i++) {
        if (!group->fast)
            continue;
        mpz_set_ui(high, 0);
        mpz_setbit(high, group->exponent_bits);
        for (int round = 0; round < 3; round++) {
            number_random(exponent, low, high, random, round == 0 ? "one" : round == 1 ? "two" : "three");
            check_power(group->fast, group->g, exponent, group->p);
        }
        check_power(group->fast, group->g, high, group->p);
        mpz_sub_ui(high, high, 1); /* all bits are 1 */
        check_power(group->fast, group->g, high, group->p);
        mpz_sub_ui(high, group->p, 2); /* much longer than the table is for */
        if (i == 0)
            check_power(group->fast, group->g, high, group->p);
    }
    mpz_clears(low, high, exponent, NULL);
    random_free(random);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_power_comes_out),
        cmocka_unit_test(powers_in_the_named_groups_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
