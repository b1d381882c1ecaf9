#include "ui/terminal/search.h"

#include <math.h>
#include <time.h>

#include "math/modular.h"

enum { TRIES_A_LOOK = 2048 /* between two looks at the clock */ };

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static bool has_full_order(unsigned long g, const mpz_t p, unsigned long factor)
{
    mpz_t power;
    mpz_init_set_ui(power, g);
    unsigned long exponent = (mpz_get_ui(p) - 1) / factor;
    mpz_powm_ui(power, power, exponent, p);
    bool full = mpz_cmp_ui(power, 1) != 0;
    mpz_clear(power);
    return full;
}

/* Whether the powers of g are all of 1 … p-1: g^((p-1)/f) is not 1 for any prime factor f of p-1. */
static bool generates(unsigned long g, const mpz_t p)
{
    unsigned long rest = mpz_get_ui(p) - 1;
    for (unsigned long factor = 2; factor * factor <= rest; factor++) {
        if (rest % factor)
            continue;
        if (!has_full_order(g, p, factor))
            return false;
        while (rest % factor == 0)
            rest /= factor;
    }
    return rest == 1 || has_full_order(g, p, rest);
}

/* The first prime of that many bits, its least generator, and what is sought: g^(p-2), which is 1/g. */
static void begin(Search *search)
{
    unsigned bits = SEARCH_BITS_LEAST + (unsigned)search->current * SEARCH_BITS_STEP;
    unsigned long g = 2;
    search->sizes[search->current] = (SearchSize){.bits = bits};
    mpz_set_ui(search->p, 1);
    mpz_mul_2exp(search->p, search->p, bits - 1);
    mpz_nextprime(search->p, search->p);
    while (!generates(g, search->p))
        g++;
    mpz_set_ui(search->g, g);
    mpz_set_ui(search->power, 1);
    if (modular_inverse(search->sought, search->g, search->p) != ERROR_NONE)
        mpz_set_ui(search->sought, 1);
}

void search_start(Search *search)
{
    *search = (Search){.current = 0};
    mpz_init(search->p);
    mpz_init(search->g);
    mpz_init(search->sought);
    mpz_init(search->power);
    begin(search);
}

void search_clear(Search *search)
{
    mpz_clear(search->p);
    mpz_clear(search->g);
    mpz_clear(search->sought);
    mpz_clear(search->power);
}

bool search_is_done(const Search *search)
{
    return search->current == SEARCH_SIZES;
}

/* Up to so many tries of the current size; true where it is found. */
static bool try_some(Search *search, SearchSize *size)
{
    for (int i = 0; i < TRIES_A_LOOK; i++) {
        size->tries++;
        mpz_mul(search->power, search->power, search->g);
        mpz_mod(search->power, search->power, search->p);
        if (mpz_cmp(search->power, search->sought) == 0)
            return true;
    }
    return false;
}

void search_run(Search *search, int milliseconds)
{
    uint64_t before = now(), end = before + (uint64_t)milliseconds * 1000000;
    while (!search_is_done(search) && before < end) {
        SearchSize *size = &search->sizes[search->current];
        bool found = try_some(search, size);
        uint64_t after = now();
        size->nanoseconds += after - before;
        before = after;
        if (found && ++search->current < SEARCH_SIZES) {
            begin(search);
            before = now();
        }
    }
}

double search_rate(const Search *search)
{
    enum { TRIES_LEAST = 10000 };
    if (search->current == 0 || search->sizes[search->current - 1].tries < TRIES_LEAST)
        return 0;
    const SearchSize *size = &search->sizes[search->current - 1];
    return (double)size->tries * 1e9 / (double)size->nanoseconds;
}

double search_years_log10(double rate, double bits)
{
    static const double seconds_a_year = 365.25 * 24 * 60 * 60;
    return bits * log10(2) - log10(rate) - log10(seconds_a_year);
}
