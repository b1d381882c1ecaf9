/* An ECDSA signature's encoding. There is one for each pair of numbers: what is accepted is written as it was read. */
#include "fuzz.h"
#include "math/ecdsa.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    mpz_t r, s;
    Buffer again = BUFFER_EMPTY;
    mpz_inits(r, s, NULL);
    if (ecdsa_signature_decode(r, s, bytes_of(data, size)) == ERROR_NONE) {
        fuzz_require(mpz_sgn(r) >= 0 && mpz_sgn(s) >= 0);
        ecdsa_signature_append(&again, r, s);
        fuzz_require(bytes_equal(buffer_bytes(&again), bytes_of(data, size)));
    }
    buffer_clear(&again);
    mpz_clears(r, s, NULL);
    return 0;
}
