/* The measured search goes through whole groups, in slices, and what is extrapolated from it is arithmetic. */
#include "ui/terminal/search.h"

#include "check.h"

static void run_through(Search *search, int sizes)
{
    enum { SLICE = 1, SLICES_MOST = 100000 };
    search_start(search);
    for (int i = 0; search->current < sizes && i < SLICES_MOST; i++)
        search_run(search, SLICE);
    assert_true(search->current >= sizes);
}

/* The first primes above 2^7, 2^9, 2^11 and 2^13, as any table has them: the last of their p - 2 exponents is sought.
 */
static void every_exponent_is_tried(void **state)
{
    static const uint64_t primes[] = {131, 521, 2053, 8209};
    (void)state;
    Search search;
    run_through(&search, COUNT_OF(primes));
    for (size_t i = 0; i < COUNT_OF(primes); i++) {
        assert_int_equal(search.sizes[i].bits, 8 + 2 * i);
        assert_int_equal(search.sizes[i].tries, primes[i] - 2);
        assert_true(search.sizes[i].nanoseconds > 0);
    }
    search_clear(&search);
}

static void a_rate_is_told_of_what_took_long_enough(void **state)
{
    (void)state;
    Search search;
    search_start(&search);
    assert_true(search_rate(&search) == 0);
    search_clear(&search);
    run_through(&search, 6);
    const SearchSize *last = &search.sizes[search.current - 1];
    assert_true(last->tries > 100000);
    double seconds = (double)last->nanoseconds / 1e9;
    assert_true(search_rate(&search) * seconds > (double)last->tries * 0.999);
    assert_true(search_rate(&search) * seconds < (double)last->tries * 1.001);
    search_clear(&search);
}

static void years_follow_from_the_rate(void **state)
{
    (void)state;
    /* A million a second, for as many tries as a year of 365.25 days has microseconds: one year. */
    double bits = 44.8428;
    assert_true(search_years_log10(1e6, bits) > -0.001 && search_years_log10(1e6, bits) < 0.001);
    /* Ten bits more take 1024 times as long. */
    double ten_more = search_years_log10(1e6, bits + 10) - search_years_log10(1e6, bits);
    assert_true(ten_more > 3.0102 && ten_more < 3.0104);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exponent_is_tried),
        cmocka_unit_test(a_rate_is_told_of_what_took_long_enough),
        cmocka_unit_test(years_follow_from_the_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
