/* Diffie-Hellman: the named groups, small groups, refusals, and a published exchange. */
#include "check.h"

#include "math/dh.h"
#include "math/primality.h"

static mpz_t x, y, z, other;

static int set_up(void **state)
{
    (void)state;
    mpz_inits(x, y, z, other, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    mpz_clears(x, y, z, other, NULL);
    return 0;
}

static void computed_primes_are_the_published_ones(void **state)
{
    (void)state;
    static const struct {
        const char *name, *p;
    } published[] = {
#define PRIME(name, p) {name, p},
#include "dh_primes.def"
#undef PRIME
    };
    for (size_t i = 0; i < COUNT_OF(published); i++) {
        const DhGroup *group = dh_group_find(published[i].name);
        assert_non_null(group);
        assert_string_equal(group->name, published[i].name);
        mpz_set_str(x, published[i].p, 16);
        assert_int_equal(mpz_cmp(group->p, x), 0);
        assert_int_equal(mpz_get_ui(group->g), 2);
        assert_ptr_equal(dh_group_recognise(group->p, group->g), group);
    }
}

/* What safe_prime_square promises. The primality of the two longest takes seconds and is left to their publishers. */
static void generators_generate_the_squares_of_safe_primes(void **state)
{
    (void)state;
    const DhGroup *group;
    for (int i = 0; (group = dh_group_at(i)); i++) {
        if (!group->safe_prime_square)
            continue;
        assert_int_equal(mpz_jacobi(group->g, group->p), 1);
        if (mpz_sizeinbase(group->p, 2) > 3072)
            continue;
        mpz_tdiv_q_2exp(x, group->p, 1);
        assert_true(prime_check(group->p));
        assert_true(prime_check(x));
    }
}

/* RFC 7919 appendix A: 225, 275, 325, 375, 400 bits at least. */
static void exponents_are_as_long_as_recommended(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        unsigned least;
    } cases[] = {{"ffdhe2048", 225}, {"ffdhe3072", 275}, {"ffdhe4096", 325}, {"ffdhe6144", 375},
                 {"ffdhe8192", 400}, {"modp2048", 225},  {"modp3072", 275},  {"modp4096", 325}};
    Random *random = random_new_system();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const DhGroup *group = dh_group_find(cases[i].name);
        assert_true(group->exponent_bits >= cases[i].least);
        dh_private_random(x, group, random, "x");
        assert_in_range(mpz_sizeinbase(x, 2), group->exponent_bits - 64, group->exponent_bits);
    }
    random_free(random);
}

static void an_unknown_group_is_not_found(void **state)
{
    (void)state;
    assert_null(dh_group_find("ffdhe1024"));
    assert_null(dh_group_at(-1));
    mpz_set_ui(x, 29);
    mpz_set_ui(y, 2);
    assert_null(dh_group_recognise(x, y));
}

static void toy_private_values_are_2_to_21_except_11(void **state)
{
    (void)state;
    const DhGroup *toy = dh_group_find("toy-dh-23");
    assert_string_equal(dh_group_at(8)->name, "toy-dh-23");
    assert_null(dh_group_at(9));
    Random *random = random_new_system();
    unsigned seen[23] = {0};
    for (int i = 0; i < 2000; i++) {
        dh_private_random(x, toy, random, "x");
        assert_in_range(mpz_get_ui(x), 2, 21);
        seen[mpz_get_ui(x)]++;
    }
    for (int i = 2; i <= 21; i++)
        assert_int_equal(seen[i] > 0, i != 11);
    random_free(random);
}

/* Found with pencil and paper: 5^6 = 8, 5^15 = 19, 8^15 = 19^6 = 2 modulo 23. */
static void the_toy_exchange_can_be_checked_by_hand(void **state)
{
    (void)state;
    const DhGroup *toy = dh_group_find("toy-dh-23");
    mpz_set_ui(x, 6);
    dh_public(y, toy, x);
    assert_int_equal(mpz_get_ui(y), 8);
    mpz_set_ui(other, 19);
    assert_int_equal(dh_shared(z, toy, x, other), ERROR_NONE);
    assert_int_equal(mpz_get_ui(z), 2);
}

static void both_sides_of_every_group_agree(void **state)
{
    (void)state;
    Random *random = random_new_seeded(bytes_of_text("1"), "");
    const DhGroup *group;
    mpz_t y2, z2;
    mpz_inits(y2, z2, NULL);
    for (int i = 0; (group = dh_group_at(i)); i++) {
        dh_private_random(x, group, random, "client");
        dh_private_random(other, group, random, "server");
        dh_public(y, group, x);
        dh_public(y2, group, other);
        assert_int_equal(dh_shared(z, group, x, y2), ERROR_NONE);
        assert_int_equal(dh_shared(z2, group, other, y), ERROR_NONE);
        assert_int_equal(mpz_cmp(z, z2), 0);
    }
    mpz_clears(y2, z2, NULL);
    random_free(random);
}

static void check_public(const DhGroup *group, long value, Error expected)
{
    mpz_set_si(y, value);
    if (value < 0)
        mpz_add(y, y, group->p);
    assert_int_equal(dh_public_check(group, y), expected);
    mpz_set_ui(x, 2);
    assert_int_equal(dh_shared(z, group, x, y), expected);
}

static void public_values_out_of_range_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"toy-dh-23", "ffdhe2048", "modp2048"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const DhGroup *group = dh_group_find(names[i]);
        check_public(group, 0, ERROR_VALUE_TOO_SMALL);
        check_public(group, 1, ERROR_VALUE_TOO_SMALL);
        check_public(group, 2, ERROR_NONE);
        check_public(group, -1, ERROR_VALUE_TOO_LARGE);
        mpz_set(y, group->p);
        assert_int_equal(dh_public_check(group, y), ERROR_VALUE_TOO_LARGE);
        mpz_set_si(y, -2);
        assert_int_equal(dh_public_check(group, y), ERROR_VALUE_TOO_SMALL);
    }
}

static void public_values_outside_the_subgroup_are_refused(void **state)
{
    (void)state;
    /* -2: 2 is a square, and -1 is none, as p = 3 (mod 4) */
    check_public(dh_group_find("ffdhe3072"), -2, ERROR_NOT_IN_SUBGROUP);
    check_public(dh_group_find("modp3072"), -2, ERROR_NOT_IN_SUBGROUP);
    /* the toy's generator generates everything */
    check_public(dh_group_find("toy-dh-23"), -2, ERROR_NONE);
}

static void groups_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    static const struct {
        long p, g;
        Error expected;
    } cases[] = {
        {23, 5, ERROR_NONE},
        {5, 2, ERROR_NONE},
        {0, 2, ERROR_VALUE_TOO_SMALL},
        {-23, 5, ERROR_VALUE_TOO_SMALL},
        {3, 2, ERROR_VALUE_TOO_SMALL},
        {23, 0, ERROR_VALUE_TOO_SMALL},
        {23, 1, ERROR_VALUE_TOO_SMALL},
        {23, 22, ERROR_VALUE_TOO_LARGE},
        {23, 23, ERROR_VALUE_TOO_LARGE},
        {24, 5, ERROR_NOT_PRIME},
        {21, 5, ERROR_NOT_PRIME},
    };
    DhGroup group;
    dh_group_init(&group);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        mpz_set_si(group.p, cases[i].p);
        mpz_set_si(group.g, cases[i].g);
        assert_int_equal(dh_group_check(&group), cases[i].expected);
    }
    mpz_set_ui(group.p, 1);
    mpz_mul_2exp(group.p, group.p, DH_BITS_MAX);
    mpz_set_ui(group.g, 2);
    assert_int_equal(dh_group_check(&group), ERROR_VALUE_TOO_LARGE);
    dh_group_clear(&group);
}

/* NIST ACVP sample vectors, KAS-FFC-SSC-Sp800-56Ar3, ffdhe2048, test 1 (github.com/usnistgov/ACVP-Server). */
static void a_published_exchange_comes_out(void **state)
{
    (void)state;
    const DhGroup *group = dh_group_find("ffdhe2048");
    mpz_set_str(x,
                "71380E69933D9B7F45F1CA918946EE38CAF12DBAEAE8AB169B205F2EBD9F438153791C5C768454BB280CD2CD9C737779"
                "47C951562E68529FD321C333C00055B0F5FEFFD1B0A0A2CCC513E9741332CE9A38E645019395164162467E41C080E599"
                "BD23F29DF98CE5BA18858DB705363A6A5A2F4EF77A205217546EAA29583531DADEDCDD218729632C43A13540913FDFA1"
                "08CA8F0CBBB0B958081B40AE20D6437193B87E210C8A2275A122E0EEB9E2B228ED16F069C5E590B7347312B285F8BBEA"
                "7910E7B7EEEF7202539467D769B4A832DA593C254ECEE9B440A3A82BF7F2EE44B6905CDA7FDFD6E352A2D5ACD3924618"
                "388040712D5BDBCBC5FE5A20048EF05C",
                16);
    mpz_set_str(y,
                "D15B2174DC6B2D45F0D5EF1DE4D909749501870632F1D41B6A483A57033C37872BD58C47D8405883EA956737EAEFFFA3"
                "66962A6082C72148A7CA521D9EBCB8F2E61B3CA1720E0B084C2931F061EBF61766471DC82018B1B1873F5EF9F14BA866"
                "5AC91EB1FCDF11A44425B3B4177F8AE4717A98E5B9D3F9570857A1D230C40EEF15BD3E96F46830EEB995E6B814DA2320"
                "5DD6A1408AD4892610D260813A2B4B9EA38CE8F8250C5DB37B2026375EDA1A8CBA439F63D96008F625B56D08275E6E77"
                "3E9DEE435B9D0A2E831D02CD03AA5D9EBAA7FC752C75B3179FA43D4EE89945DC2C44017C7C9ABCD4A21003B982C4BD39"
                "8D2C228E4689704518056625517B50AD",
                16);
    mpz_set_str(other,
                "5D52A8867A2B18FC492429E6B78A366E4A9ACFC76CD500B92E993F1EBE29445F394F34E4893A1E39018624A5AF0B27B6"
                "65C5A8F1957E3043D33F13DDDA808E8024E20DFDCCFCE80C9DE65D5CA18C762828E3A9044E97BFA051007972AB2003C5"
                "EC00B7E6D29DEA98E11E0E85405477CBBF9219C018BDA9197657F139E75BA16A6C68BBFA654BC3D45B52EA06E7D65BCB"
                "6DCB35E6A05941938D0D195F4FD1C12BDC184C104BF97879A25B69847B973AAD933588EBA91E414A0EE5169259691CB3"
                "FE551FE8A748D3F93ED323D01888BCA0C87AEBD0E3BBB48F6836E46D5558F2889EAAB86804C68C1509243C63A24DDEFF"
                "0566FF726AD3385ADD44C811CB09B46F",
                16);
    assert_int_equal(dh_shared(z, group, x, y), ERROR_NONE);
    assert_int_equal(mpz_cmp(z, other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(computed_primes_are_the_published_ones),
        cmocka_unit_test(generators_generate_the_squares_of_safe_primes),
        cmocka_unit_test(exponents_are_as_long_as_recommended),
        cmocka_unit_test(an_unknown_group_is_not_found),
        cmocka_unit_test(toy_private_values_are_2_to_21_except_11),
        cmocka_unit_test(the_toy_exchange_can_be_checked_by_hand),
        cmocka_unit_test(both_sides_of_every_group_agree),
        cmocka_unit_test(public_values_out_of_range_are_refused),
        cmocka_unit_test(public_values_outside_the_subgroup_are_refused),
        cmocka_unit_test(groups_that_make_no_sense_are_refused),
        cmocka_unit_test(a_published_exchange_comes_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
