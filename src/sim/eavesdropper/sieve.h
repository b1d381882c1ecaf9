/*
 * What the number field sieve costs, the best method known on an ordinary computer for factoring a long modulus and for
 * logarithms modulo a long prime. RFC 3766 §2.2 estimates the simple operations that it takes for a number n of 100
 * decimal digits and more:
 *
 *     L(n) = 0.02 e^(1.92 cubrt(ln n (ln ln n)^2))
 *
 * and §4.2 that 300 of them are one encryption, so one try of a cipher's key. Logarithms take a little longer (§2). By
 * this 2048 bits are worth 103 of a key, and 3072 bits 125, as RFC 7919 §A.1 and §A.2 say too; NIST SP 800-57 Part 1
 * counts 112 and 128. Estimates, all of them.
 */
#ifndef TLSTEPS_SIM_SIEVE_H
#define TLSTEPS_SIM_SIEVE_H

#include <stddef.h>

/* The binary logarithm, rounded, of how many keys could be tried with the work that a number of that many bits takes. 0
   for a number that is too short for the estimate. */
unsigned sieve_cost(size_t bits);

#endif
