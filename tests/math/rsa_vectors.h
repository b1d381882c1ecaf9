/* Keys of OpenSSL and what it did with them (rsa_vectors.def), for whoever tests RSA's schemes. */
#ifndef TLSTEPS_TESTS_MATH_RSA_VECTORS_H
#define TLSTEPS_TESTS_MATH_RSA_VECTORS_H

#include <string.h>

#include "check.h"

#include "math/rsa.h"

typedef enum KeyId {
#define KEY(name, n, e, d, p, q, dp, dq, qinv) KEY_##name,
#define PKCS1(key, hash, signature)
#define PSS(key, hash, salt_size, signature)
#define ENCRYPTED(key, ciphertext)
#include "rsa_vectors.def"
#undef KEY
    KEY_COUNT
} KeyId;

static const char *const key_numbers[KEY_COUNT][8] = {
#define KEY(name, n, e, d, p, q, dp, dq, qinv) {n, e, d, p, q, dp, dq, qinv},
#include "rsa_vectors.def"
#undef PKCS1
#undef PSS
#undef ENCRYPTED
};
#undef KEY
#define KEY(name, n, e, d, p, q, dp, dq, qinv)

typedef struct SignatureVector {
    KeyId key;
    HashId hash;
    size_t salt_size;
    const char *signature;
} SignatureVector;

static const SignatureVector pkcs1_vectors[] = {
#define PKCS1(key, hash, signature) {KEY_##key, HASH_##hash, 0, signature},
#define PSS(key, hash, salt_size, signature)
#define ENCRYPTED(key, ciphertext)
#include "rsa_vectors.def"
#undef PKCS1
#undef PSS
};

static const SignatureVector pss_vectors[] = {
#define PKCS1(key, hash, signature)
#define PSS(key, hash, salt_size, signature) {KEY_##key, HASH_##hash, salt_size, signature},
#include "rsa_vectors.def"
#undef PSS
#undef ENCRYPTED
};

static const struct {
    KeyId key;
    const char *ciphertext;
} encrypted_vectors[] = {
#define PSS(key, hash, salt_size, signature)
#define ENCRYPTED(key, ciphertext) {KEY_##key, ciphertext},
#include "rsa_vectors.def"
};

static const char message[] = "what the two sides agreed on";

static RsaPrivate keys[KEY_COUNT];
static RsaPublic public_keys[KEY_COUNT];
static Random *source;

static inline int set_up(void **state)
{
    (void)state;
    source = random_new_seeded(bytes_of_text("schemes"), "");
    for (int i = 0; i < KEY_COUNT; i++) {
        rsa_private_init(&keys[i]);
        rsa_public_init(&public_keys[i]);
        mpz_t *const numbers[] = {&keys[i].n, &keys[i].e,  &keys[i].d,  &keys[i].p,
                                  &keys[i].q, &keys[i].dp, &keys[i].dq, &keys[i].qinv};
        for (size_t j = 0; j < COUNT_OF(numbers); j++)
            mpz_set_str(*numbers[j], key_numbers[i][j], 16);
        mpz_set(public_keys[i].n, keys[i].n);
        mpz_set(public_keys[i].e, keys[i].e);
    }
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    for (int i = 0; i < KEY_COUNT; i++) {
        rsa_private_clear(&keys[i]);
        rsa_public_clear(&public_keys[i]);
    }
    random_free(source);
    return 0;
}

#endif
