/* primality_test: is this number prime? */
#include "math/primality.h"
#include "wycheproof.h"

Outcome wycheproof_primality(const Case *c)
{
    mpz_t value;
    mpz_init(value);
    Outcome result = outcome_wrong("unreadable");
    if (wycheproof_number(value, c->test, "value"))
        result = outcome(prime_check(value) ? VERDICT_ACCEPTED : VERDICT_REFUSED);
    mpz_clear(value);
    return result;
}
