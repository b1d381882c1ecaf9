#include "base/memory.h"
#include "crypto/hmac.h"
#include "math/ecdsa.h"

/* RFC 6979's generator, the HMAC_DRBG of SP 800-90A: a key K and a value V, both as long as the hash. */
typedef struct Generator {
    HashId hash;
    uint8_t k[HASH_SIZE_MAX], v[HASH_SIZE_MAX];
} Generator;

/* V = HMAC_K(V) */
static void next_value(Generator *generator)
{
    size_t size = hash_size(generator->hash);
    hmac_all(generator->hash, bytes_of(generator->k, size), bytes_of(generator->v, size), generator->v);
}

/* K = HMAC_K(V ‖ marker ‖ data), V = HMAC_K(V) */
static void stir(Generator *generator, uint8_t marker, Bytes data)
{
    size_t size = hash_size(generator->hash);
    Hmac hmac;
    hmac_init(&hmac, generator->hash, bytes_of(generator->k, size));
    hmac_update(&hmac, bytes_of(generator->v, size));
    hmac_update(&hmac, bytes_of(&marker, 1));
    hmac_update(&hmac, data);
    hmac_finish(&hmac, generator->k);
    hmac_clear(&hmac);
    next_value(generator);
}

/* As many bytes as n has (§2.3.3, int2octets); `value` is below n. */
static void append_number(Buffer *out, const mpz_t value, const mpz_t n)
{
    for (size_t i = number_size(value); i < number_size(n); i++)
        buffer_append_number(out, 1, 0);
    number_append(out, value);
}

/* Steps a to g: the key, and the digest taken modulo n (§2.3.4, bits2octets), are stirred in twice. */
static void start(Generator *generator, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest)
{
    Buffer data = BUFFER_EMPTY;
    mpz_t z;
    mpz_init(z);
    ecdsa_digest_number(z, curve, digest);
    mpz_mod(z, z, curve->n);
    append_number(&data, private_key, curve->n);
    append_number(&data, z, curve->n);

    generator->hash = hash;
    for (size_t i = 0; i < hash_size(hash); i++) {
        generator->k[i] = 0;
        generator->v[i] = 1;
    }
    stir(generator, 0, buffer_bytes(&data));
    stir(generator, 1, buffer_bytes(&data));
    mpz_clear(z);
    buffer_clear(&data);
}

/* Step h: values of V until there are as many bits as n has. */
static void next_candidate(mpz_t out, Generator *generator, const Curve *curve)
{
    Buffer bits = BUFFER_EMPTY;
    while (8 * bits.size < mpz_sizeinbase(curve->n, 2)) {
        next_value(generator);
        buffer_append(&bits, bytes_of(generator->v, hash_size(generator->hash)));
    }
    ecdsa_digest_number(out, curve, buffer_bytes(&bits));
    buffer_clear(&bits);
}

void ecdsa_nonce(mpz_t out, const Curve *curve, const mpz_t private_key, HashId hash, Bytes digest, unsigned attempt)
{
    Generator generator;
    start(&generator, curve, private_key, hash, digest);
    for (;;) {
        next_candidate(out, &generator, curve);
        if (curve_private_check(curve, out) == ERROR_NONE && attempt-- == 0)
            break;
        stir(&generator, 0, BYTES_EMPTY);
    }
    memory_wipe(&generator, sizeof generator);
}
