#include "sim/eavesdropper/sieve.h"

#include <math.h>

enum { BITS_MIN = 330 /* 100 decimal digits */, OPERATIONS_OF_A_TRY = 300 };

unsigned sieve_cost(size_t bits)
{
    if (bits < BITS_MIN)
        return 0;
    double ln = (double)bits * log(2), lnln = log(ln);
    double operations = log2(0.02) + 1.92 * cbrt(ln * lnln * lnln) / log(2);
    return (unsigned)lround(operations - log2(OPERATIONS_OF_A_TRY));
}
