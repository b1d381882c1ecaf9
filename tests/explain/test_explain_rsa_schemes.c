/* Paddings and signatures row by row, held against what OpenSSL made with the same keys. */
#include "math/rsa_vectors.h"
#include "rows.h"

#include "explain/rsa/pkcs1.h"
#include "explain/rsa/pss.h"

static void assert_verdict(Worked *worked, unsigned long expected)
{
    mpz_t verdict;
    mpz_init_set_ui(verdict, expected);
    assert_non_null(worked);
    assert_result(worked, verdict);
    mpz_clear(verdict);
}

static void signatures_with_pkcs1_padding_are_openssls(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pkcs1_vectors); i++) {
        const SignatureVector *v = &pkcs1_vectors[i];
        Buffer signature = from_hex(v->signature);
        Worked *worked = explain_pkcs1_sign(&keys[v->key], v->hash, bytes_of_text(message));
        assert_value(worked, buffer_bytes(&signature));
        assert_int_equal(assert_openings(worked), 2);
        worked_free(worked);
        worked = explain_pkcs1_verify(&public_keys[v->key], v->hash, bytes_of_text(message), buffer_bytes(&signature));
        assert_verdict(worked, 1);
        worked_free(worked);
        worked =
            explain_pkcs1_verify(&public_keys[v->key], v->hash, bytes_of_text("another"), buffer_bytes(&signature));
        assert_verdict(worked, 0);
        worked_free(worked);
        buffer_clear(&signature);
    }
}

static void both_hash_functions_of_tls_1_0_have_no_digest_info(void **state)
{
    (void)state;
    Buffer signature = BUFFER_EMPTY;
    uint8_t digest[HASH_SIZE_MAX];
    hash_all(HASH_MD5_SHA1, bytes_of_text(message), digest);
    assert_int_equal(rsa_pkcs1_sign(&signature, &keys[0], HASH_MD5_SHA1, bytes_of(digest, 36)), ERROR_NONE);
    Worked *worked = explain_pkcs1_sign(&keys[0], HASH_MD5_SHA1, bytes_of_text(message));
    assert_value(worked, buffer_bytes(&signature));
    worked_free(worked);
    worked = explain_pkcs1_verify(&public_keys[0], HASH_MD5_SHA1, bytes_of_text(message), buffer_bytes(&signature));
    assert_verdict(worked, 1);
    worked_free(worked);
    buffer_clear(&signature);
}

static void pss_signatures_of_openssl_verify(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pss_vectors); i++) {
        const SignatureVector *v = &pss_vectors[i];
        Buffer signature = from_hex(v->signature);
        Bytes bytes = buffer_bytes(&signature);
        Worked *worked = explain_pss_verify(&public_keys[v->key], v->hash, bytes_of_text(message), v->salt_size, bytes);
        assert_verdict(worked, 1);
        worked_free(worked);
        worked = explain_pss_verify(&public_keys[v->key], v->hash, bytes_of_text("another"), v->salt_size, bytes);
        assert_verdict(worked, 0);
        worked_free(worked);
        worked = explain_pss_verify(&public_keys[v->key], v->hash, bytes_of_text(message), v->salt_size + 1, bytes);
        assert_verdict(worked, 0);
        worked_free(worked);
        buffer_clear(&signature);
    }
}

/* The salt that OpenSSL drew is in its signature, which comes out again. */
static void pss_signatures_are_openssls(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pss_vectors); i++) {
        const SignatureVector *v = &pss_vectors[i];
        uint8_t digest[HASH_SIZE_MAX];
        hash_all(v->hash, bytes_of_text(message), digest);
        Buffer signature = from_hex(v->signature), salt = BUFFER_EMPTY;
        assert_int_equal(rsa_pss_recover_salt(&salt, &public_keys[v->key], v->hash,
                                              bytes_of(digest, hash_size(v->hash)), v->salt_size,
                                              buffer_bytes(&signature)),
                         ERROR_NONE);
        Worked *worked = explain_pss_sign(&keys[v->key], v->hash, bytes_of_text(message), buffer_bytes(&salt));
        assert_value(worked, buffer_bytes(&signature));
        assert_int_equal(assert_openings(worked), 2);
        worked_free(worked);
        buffer_clear(&salt);
        buffer_clear(&signature);
    }
}

static void what_openssl_encrypted_is_decrypted_and_unpadded(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(encrypted_vectors); i++) {
        const RsaPrivate *key = &keys[encrypted_vectors[i].key];
        Buffer ciphertext = from_hex(encrypted_vectors[i].ciphertext);
        Arena arena = {0};
        Operand block;
        Worked *worked = explain_pkcs1_decrypt(key, buffer_bytes(&ciphertext));
        worked_result(worked, &arena, &block);
        worked_free(worked);
        worked = explain_pkcs1_unpad(block.value);
        assert_value(worked, bytes_of_text(message));
        /* every byte up to the 00, what the rows find, and the message */
        assert_int_equal(worked_count(worked), block.value.size - strlen(message) + 2);
        worked_free(worked);
        /* And the same way back. */
        Bytes padding = bytes_slice(block.value, 2, block.value.size - strlen(message) - 3);
        worked = explain_pkcs1_pad(block.value.size, bytes_of_text(message), padding);
        assert_value(worked, block.value);
        worked_free(worked);
        worked = explain_pkcs1_encrypt(&public_keys[encrypted_vectors[i].key], block.value);
        assert_value(worked, buffer_bytes(&ciphertext));
        worked_free(worked);
        arena_clear(&arena);
        buffer_clear(&ciphertext);
    }
}

static void unpadding_ends_where_the_padding_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *block;
        size_t rows;
    } wrong[] = {
        {"01020a0b0c0d0e0f1011004d", 2},  /* the first byte */
        {"00010a0b0c0d0e0f1011004d", 3},  /* the second: a block for a signature */
        {"00020a0b0c0d0e0f104d4d4d", 13}, /* no 00 */
        {"00020a0b0c0d0e0f10004d4d", 11}, /* seven bytes of padding */
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        Buffer block = from_hex(wrong[i].block);
        Worked *worked = explain_pkcs1_unpad(buffer_bytes(&block));
        assert_verdict(worked, 0);
        assert_int_equal(worked_count(worked), wrong[i].rows);
        worked_free(worked);
        buffer_clear(&block);
    }
    Buffer empty = from_hex("00020a0b0c0d0e0f101100");
    Worked *worked = explain_pkcs1_unpad(buffer_bytes(&empty));
    assert_value(worked, BYTES_EMPTY);
    worked_free(worked);
    assert_null(explain_pkcs1_unpad(bytes_slice(buffer_bytes(&empty), 0, 10)));
    buffer_clear(&empty);
}

static void what_does_not_fit_has_no_rows(void **state)
{
    (void)state;
    uint8_t bytes[300] = {0xff};
    size_t k = rsa_size(keys[0].n);
    assert_null(explain_pkcs1_pad(k, bytes_of(bytes, k - 10), bytes_of(bytes, 7)));
    assert_null(explain_pkcs1_pad(k, bytes_of(bytes, 10), bytes_of(bytes, k - 14)));
    assert_null(explain_pkcs1_encrypt(&public_keys[0], bytes_of(bytes, k)));
    assert_null(explain_pkcs1_decrypt(&keys[0], bytes_of(bytes, k)));
    assert_null(explain_pkcs1_decrypt(&keys[0], bytes_of(bytes + 1, k - 1)));
    assert_null(explain_pkcs1_verify(&public_keys[0], HASH_SHA256, BYTES_EMPTY, bytes_of(bytes, k)));
    assert_null(explain_pss_verify(&public_keys[0], HASH_SHA256, BYTES_EMPTY, 32, bytes_of(bytes, k)));
    assert_null(explain_pss_verify(&public_keys[0], HASH_SHA256, BYTES_EMPTY, k, bytes_of(bytes + 1, k)));
    assert_null(explain_pss_sign(&keys[0], HASH_MD5_SHA1, BYTES_EMPTY, BYTES_EMPTY));
    assert_null(explain_pss_sign(&keys[0], HASH_SHA256, BYTES_EMPTY, bytes_of(bytes, k - 33)));
}

/* A modulus of one bit more than whole bytes: the encoded message is a byte shorter than the signature. */
static void pss_has_moduli_of_any_length(void **state)
{
    (void)state;
    static const unsigned lengths[] = {1023, 1024, 1025, 1026, 1031, 1032};
    uint8_t digest[HASH_SIZE_MAX];
    hash_all(HASH_SHA256, bytes_of_text(message), digest);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        RsaPrivate key;
        RsaPublic public;
        Buffer signature = BUFFER_EMPTY, salt = BUFFER_EMPTY;
        char name[20];
        snprintf(name, sizeof name, "%u", lengths[i]);
        rsa_private_init(&key);
        rsa_public_init(&public);
        assert_int_equal(rsa_generate(&key, lengths[i], 65537, source, name), ERROR_NONE);
        mpz_set(public.n, key.n);
        mpz_set(public.e, key.e);
        Bytes hashed = bytes_of(digest, 32);
        assert_int_equal(rsa_pss_sign(&signature, &key, HASH_SHA256, hashed, 20, source, name), ERROR_NONE);
        assert_int_equal(rsa_pss_recover_salt(&salt, &public, HASH_SHA256, hashed, 20, buffer_bytes(&signature)),
                         ERROR_NONE);
        Worked *worked = explain_pss_sign(&key, HASH_SHA256, bytes_of_text(message), buffer_bytes(&salt));
        assert_value(worked, buffer_bytes(&signature));
        worked_free(worked);
        worked = explain_pss_verify(&public, HASH_SHA256, bytes_of_text(message), 20, buffer_bytes(&signature));
        assert_verdict(worked, 1);
        worked_free(worked);
        /* n - 1 is below n, and where the encoded message is a byte shorter too long for it. */
        mpz_sub_ui(key.d, key.n, 1);
        assert_int_equal(number_to_bytes(signature.data, signature.size, key.d), ERROR_NONE);
        worked = explain_pss_verify(&public, HASH_SHA256, bytes_of_text(message), 20, buffer_bytes(&signature));
        assert_verdict(worked, 0);
        worked_free(worked);
        buffer_clear(&salt);
        buffer_clear(&signature);
        rsa_public_clear(&public);
        rsa_private_clear(&key);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_with_pkcs1_padding_are_openssls),
        cmocka_unit_test(both_hash_functions_of_tls_1_0_have_no_digest_info),
        cmocka_unit_test(pss_signatures_of_openssl_verify),
        cmocka_unit_test(pss_signatures_are_openssls),
        cmocka_unit_test(what_openssl_encrypted_is_decrypted_and_unpadded),
        cmocka_unit_test(unpadding_ends_where_the_padding_is_wrong),
        cmocka_unit_test(what_does_not_fit_has_no_rows),
        cmocka_unit_test(pss_has_moduli_of_any_length),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
