/*
 * Discrete logarithms by trying, measured: for primes of more and more bits, how many powers there are to go through
 * and how long this machine takes. It works in slices, so that whoever watches is never kept waiting.
 */
#ifndef TLSTEPS_UI_SEARCH_H
#define TLSTEPS_UI_SEARCH_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

enum { SEARCH_BITS_LEAST = 8, SEARCH_BITS_STEP = 2, SEARCH_BITS_MOST = 30 };
enum { SEARCH_SIZES = (SEARCH_BITS_MOST - SEARCH_BITS_LEAST) / SEARCH_BITS_STEP + 1 };

/* One prime: the exponent sought is the last that a search comes to, so that it tries all. */
typedef struct SearchSize {
    unsigned bits;
    uint64_t tries; /* so far, or all */
    uint64_t nanoseconds;
} SearchSize;

typedef struct Search {
    SearchSize sizes[SEARCH_SIZES];
    int current; /* SEARCH_SIZES: all are done */
    mpz_t p, g, sought, power;
} Search;

void search_start(Search *search);
void search_clear(Search *search);
/* Goes on for about so many milliseconds. */
void search_run(Search *search, int milliseconds);
bool search_is_done(const Search *search);

/* Tries in a second, by the largest size that was measured to its end; 0 before there is one that took long enough to
   tell. */
double search_rate(const Search *search);
/* The decimal logarithm of the years that 2^bits tries take at a rate. */
double search_years_log10(double rate, double bits);

#endif
