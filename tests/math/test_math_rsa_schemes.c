/* PKCS #1 v1.5 and PSS: published signatures, what OpenSSL made with the same keys, and everything that is refused. */
#include "rsa_vectors.h"

/* The digest of the message; `out` has room for any. */
static Bytes digest_of(HashId hash, Bytes data, uint8_t *out)
{
    hash_all(hash, data, out);
    return bytes_of(out, hash_size(hash));
}

static void keys_of_openssl_are_keys(void **state)
{
    (void)state;
    for (int i = 0; i < KEY_COUNT; i++)
        assert_int_equal(rsa_private_check(&keys[i]), ERROR_NONE);
}

static void pkcs1_signatures_are_openssls(void **state)
{
    (void)state;
    uint8_t room[HASH_SIZE_MAX];
    for (size_t i = 0; i < COUNT_OF(pkcs1_vectors); i++) {
        const SignatureVector *v = &pkcs1_vectors[i];
        Bytes digest = digest_of(v->hash, bytes_of_text(message), room);
        Buffer signature = BUFFER_EMPTY;
        assert_int_equal(rsa_pkcs1_sign(&signature, &keys[v->key], v->hash, digest), ERROR_NONE);
        assert_hex(buffer_bytes(&signature), v->signature);
        assert_int_equal(rsa_pkcs1_verify(&public_keys[v->key], v->hash, digest, buffer_bytes(&signature)), ERROR_NONE);
        buffer_clear(&signature);
    }
}

static void pss_signatures_of_openssl_are_verified(void **state)
{
    (void)state;
    uint8_t room[HASH_SIZE_MAX];
    for (size_t i = 0; i < COUNT_OF(pss_vectors); i++) {
        const SignatureVector *v = &pss_vectors[i];
        const RsaPublic *key = &public_keys[v->key];
        Bytes digest = digest_of(v->hash, bytes_of_text(message), room);
        Buffer signature = from_hex(v->signature);
        assert_int_equal(rsa_pss_verify(key, v->hash, digest, v->salt_size, buffer_bytes(&signature)), ERROR_NONE);
        /* With another length of the salt they do not match. */
        assert_int_not_equal(rsa_pss_verify(key, v->hash, digest, v->salt_size + 1, buffer_bytes(&signature)),
                             ERROR_NONE);
        buffer_clear(&signature);
    }
}

static void own_pss_signatures_are_verified_and_no_others(void **state)
{
    (void)state;
    uint8_t room[HASH_SIZE_MAX];
    for (size_t i = 0; i < COUNT_OF(pss_vectors); i++) {
        const SignatureVector *v = &pss_vectors[i];
        const RsaPublic *key = &public_keys[v->key];
        Bytes digest = digest_of(v->hash, bytes_of_text(message), room);
        Buffer signature = BUFFER_EMPTY;
        assert_int_equal(rsa_pss_sign(&signature, &keys[v->key], v->hash, digest, v->salt_size, source, "salt"),
                         ERROR_NONE);
        assert_int_equal(signature.size, rsa_size(key->n));
        assert_int_equal(rsa_pss_verify(key, v->hash, digest, v->salt_size, buffer_bytes(&signature)), ERROR_NONE);
        signature.data[signature.size / 2] ^= 1;
        assert_int_equal(rsa_pss_verify(key, v->hash, digest, v->salt_size, buffer_bytes(&signature)),
                         ERROR_BAD_SIGNATURE);
        signature.data[signature.size / 2] ^= 1;
        room[0] ^= 1;
        assert_int_equal(rsa_pss_verify(key, v->hash, digest, v->salt_size, buffer_bytes(&signature)),
                         ERROR_BAD_SIGNATURE);
        buffer_clear(&signature);
    }
}

static void the_salt_of_a_pss_signature_can_be_had_again(void **state)
{
    (void)state;
    uint8_t room[HASH_SIZE_MAX], drawn[HASH_SIZE_MAX];
    for (size_t i = 0; i < COUNT_OF(pss_vectors); i++) {
        const SignatureVector *v = &pss_vectors[i];
        const RsaPublic *key = &public_keys[v->key];
        Bytes digest = digest_of(v->hash, bytes_of_text(message), room);
        Buffer signature = BUFFER_EMPTY, salt = BUFFER_EMPTY;
        assert_int_equal(rsa_pss_sign(&signature, &keys[v->key], v->hash, digest, v->salt_size, source, "salt"),
                         ERROR_NONE);
        random_fill(source, "salt", drawn, v->salt_size);
        assert_int_equal(rsa_pss_recover_salt(&salt, key, v->hash, digest, v->salt_size, buffer_bytes(&signature)),
                         ERROR_NONE);
        assert_true(bytes_equal(buffer_bytes(&salt), bytes_of(drawn, v->salt_size)));
        buffer_truncate(&salt, 0);
        signature.data[0] ^= 1;
        assert_int_equal(rsa_pss_recover_salt(&salt, key, v->hash, digest, v->salt_size, buffer_bytes(&signature)),
                         ERROR_BAD_SIGNATURE);
        assert_int_equal(salt.size, 0);
        buffer_clear(&signature);
        buffer_clear(&salt);
    }
}

static void check_published(bool pss, const char *n, HashId hash, const char *text, const char *signed_text)
{
    uint8_t room[HASH_SIZE_MAX];
    RsaPublic key;
    rsa_public_init(&key);
    mpz_set_str(key.n, n, 16);
    mpz_set_ui(key.e, 0x1001);
    Buffer data = from_hex(text), signature = from_hex(signed_text);
    Bytes digest = digest_of(hash, buffer_bytes(&data), room);
    assert_int_equal(pss ? rsa_pss_verify(&key, hash, digest, 0, buffer_bytes(&signature))
                         : rsa_pkcs1_verify(&key, hash, digest, buffer_bytes(&signature)),
                     ERROR_NONE);
    buffer_clear(&signature);
    buffer_clear(&data);
    rsa_public_clear(&key);
}

/* NIST CAVP, FIPS 186-2/3 test vectors: SigGen15_186-3.rsp, mod = 1024, the first of their hash. */
static void published_pkcs1_signatures_are_verified(void **state)
{
    (void)state;
    static const char n[] =
        "a3ecf80ff1804833c36a89a1583f58ef3332476a50a153e73ced17796139636045c131a6b17222ba8848f70150b18"
        "dfa390bfb1670ae982dfbc311fd0ede055564687af3805ca883944bb5ac9ec19b0e0cfbd9a314d70b17080c3d49b50"
        "cbf417062eb41bd639d67a5fb330ec55a0489fee08eeec97ed487c114b20393fe0aef";
    check_published(false, n, HASH_SHA1,
                    "1018469fda81f41922cfdb2dca679f7f3a286f11ba448ab71e4e02cca994c0242caec9416e57c0cad07cab383193fad310"
                    "2ec5ddf0d0550d01ffe63ffc9aab694f6d13d17a034b7db9bb04ebe31e76039270a44a8485e25841d7958cfed53bfec27d"
                    "abb5c72c9d1b23b56cada7b11bf7081797c03c0d3b8227fd991d77ea78cb",
                    "147A8797D9D653F52D210135F61BBDFE59698D755B076230F2B252E7792C86121469FAB7B410789DF4F193A76E8BE99A21"
                    "62E422C6A56106FA4E2FE5ABAFC542FF1A899D8580F9F6B4CD29A8310CD34964CE22BBAD9618D97E4C36695B246BDD0C0D"
                    "5D0C75D044265E6F275A272718B0C2B93974DC76DDCCA985BEF994CE67BD");
    check_published(false, n, HASH_SHA224,
                    "ee957a3107024f9a51d212fc6ff18d46a26a2d80df2cb6b1250f36010d12381ba3e639d574b16013e80c69e8d24de3ff46"
                    "0c9b3aabe05898106ac85cc495bb6c201b8ff7a84ceb5a530bb14526192d1907969395d1c4a8b2a40fbfcb7f4ae701103c"
                    "63deca5b5a3939d7d05992dad55d8f0ffcda79610fc78605019666ba24a4",
                    "10FAFCF4B543C9D58C1658A9D96E2D3BA1276406951B2D2EA5A7930FA18A88F88A0EBDC53038C0277F7F00E699B5AA4977"
                    "B25D42EDACF3ED6EBA656C177BBBA622B710E5BD78DE381F626E38B5D49FA06FD5E0E9ACB5FC67AE86107313575BE75BB4"
                    "535864B57ADEF917DAE1F04B0ED4BD02EE81CC3F0CAA9B7A9A9D940D9372");
    check_published(false, n, HASH_SHA256,
                    "dfce08b64b9ea4014947012670548da4ceeee084dbfe509aac92bf096982b8050153bbdd1c5bd4385226729e9a19773b05"
                    "558ce0acdfb74be6fd2fa8bfe36f58a68e89f066f1bd85584f4a27d6e884abf2d727ae683bebd6d295585b1b71dcc63649"
                    "1bf910a68670c3882fc60c08db7bff3c59f4f95b13c3d721e329657528d9",
                    "8D9D30A87DF0C2F6CD651FCAF2B9AC1296287AD3D4B03132E330F08AB701FC197040D0A261F631E7E34478B592551E1F68"
                    "2395C9E2B54C8CE8B0C72C1B5A79748CC34F9152730A7F67FAE1225A4CE750F1D5D4E288176DF197E7503C88B5BAECEF3A"
                    "BCF2875F111E6D7F7B4DC8AFA2ED3C1D7AD8E7CF45A77F0B1CB178518402");
}

/* NIST CAVP: SigGenPSS_186-3.rsp, mod = 1024, salt of no bytes. */
static void a_published_pss_signature_is_verified(void **state)
{
    (void)state;
    check_published(true,
                    "c87155f3d9f3771f6ab89ef30cd36230463902ff0633aa869b6dbd7592c83f4b2f882739ff499f1499fb0db4586c7f7b2d"
                    "fd5a37dbe0df37dea9d0d5814a4047b647c1d8eb356ebae6a198899f97c25f9182fab2b6be88384a1b8cb16a82a05aaadf"
                    "610ce2e045b41b8880a13b7133ea07296126471c9a450ae48bc880102c8b",
                    HASH_SHA1,
                    "cfaecfe138c2e6e1ae3a2c46177944bbc29da763920fea125f5840be99373f302ef0e7ffaee6e0bfae6c03766ad91c4fae"
                    "daee93f60d78d4d4cb776c92452c2618d25f3a1187a47f4a09dddc5a9f00ff888b1b52e99b952bc9fbb6444c4d696a55fb"
                    "4179a7ccbb874bb6c36031f479331a58348ab4e1c77f0790042d11787f66",
                    "101769CABA2C5A8652AEFBC55466D0476D5DEC508EFF8AD282E56033F9C8389B77615D83BBC2556C245B0DECD63AAB2084"
                    "A3653F361C94E4DD9DA2D17E390A0AF2AA46AE7382D96D3F45AB88CB81694BCA9D072AAEC703B4681E741687BF8DDEFEC1"
                    "1A3427BACD601A6849A328C0AC7367FB7B8A751A125113729BC6160568C9");
}

static void openssls_ciphertexts_are_decrypted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(encrypted_vectors); i++) {
        Buffer ciphertext = from_hex(encrypted_vectors[i].ciphertext), out = BUFFER_EMPTY;
        const RsaPrivate *key = &keys[encrypted_vectors[i].key];
        assert_int_equal(rsa_pkcs1_decrypt(&out, key, buffer_bytes(&ciphertext)), ERROR_NONE);
        assert_true(bytes_equal(buffer_bytes(&out), bytes_of_text(message)));
        buffer_clear(&out);
        buffer_clear(&ciphertext);
    }
}

static void messages_of_every_length_are_encrypted_and_decrypted(void **state)
{
    (void)state;
    const RsaPublic *key = &public_keys[KEY_rsa1025];
    size_t longest = rsa_size(key->n) - 11;
    uint8_t text[256] = {0};
    for (size_t size = 0; size <= longest; size += size < longest - 3 ? 13 : 1) {
        Buffer ciphertext = BUFFER_EMPTY, out = BUFFER_EMPTY;
        assert_int_equal(rsa_pkcs1_encrypt(&ciphertext, key, bytes_of(text, size), source, "padding"), ERROR_NONE);
        assert_int_equal(ciphertext.size, rsa_size(key->n));
        assert_int_equal(rsa_pkcs1_decrypt(&out, &keys[KEY_rsa1025], buffer_bytes(&ciphertext)), ERROR_NONE);
        assert_true(bytes_equal(buffer_bytes(&out), bytes_of(text, size)));
        buffer_clear(&out);
        buffer_clear(&ciphertext);
    }
    Buffer ciphertext = BUFFER_EMPTY;
    assert_int_equal(rsa_pkcs1_encrypt(&ciphertext, key, bytes_of(text, longest + 1), source, "padding"),
                     ERROR_WRONG_LENGTH);
    assert_int_equal(ciphertext.size, 0);
}

/* Encrypts `block` as it is, and returns what comes of decrypting it. */
static Error decrypt_block(const char *start, size_t fill_to, const char *end)
{
    const RsaPublic *key = &public_keys[KEY_rsa1024];
    Buffer block = from_hex(start), tail = from_hex(end), out = BUFFER_EMPTY;
    while (block.size < fill_to)
        buffer_append_number(&block, 1, 0xaa);
    buffer_append(&block, buffer_bytes(&tail));
    while (block.size < rsa_size(key->n))
        buffer_append_number(&block, 1, 0xbb);
    mpz_t x;
    mpz_init(x);
    number_from_bytes(x, buffer_bytes(&block));
    assert_int_equal(rsa_public_apply(x, x, key), ERROR_NONE);
    assert_int_equal(number_to_bytes(block.data, block.size, x), ERROR_NONE);
    Error error = rsa_pkcs1_decrypt(&out, &keys[KEY_rsa1024], buffer_bytes(&block));
    mpz_clear(x);
    buffer_clear(&out);
    buffer_clear(&tail);
    buffer_clear(&block);
    return error;
}

static void wrong_paddings_are_refused(void **state)
{
    (void)state;
    assert_int_equal(decrypt_block("0002", 10, "00"), ERROR_NONE);
    assert_int_equal(decrypt_block("0002", 9, "00"), ERROR_BAD_PADDING);  /* seven bytes of padding */
    assert_int_equal(decrypt_block("0002", 2, "00"), ERROR_BAD_PADDING);  /* none */
    assert_int_equal(decrypt_block("0002", 128, ""), ERROR_BAD_PADDING);  /* no end */
    assert_int_equal(decrypt_block("0002", 127, "00"), ERROR_NONE);       /* an empty message */
    assert_int_equal(decrypt_block("0001", 10, "00"), ERROR_BAD_PADDING); /* a signature's type */
    assert_int_equal(decrypt_block("0102", 10, "00"), ERROR_BAD_PADDING); /* not 00 in front */
}

static void ciphertexts_of_wrong_length_or_value_are_refused(void **state)
{
    (void)state;
    const RsaPrivate *key = &keys[KEY_rsa2048];
    uint8_t text[257] = {0};
    Buffer out = BUFFER_EMPTY;
    assert_int_equal(rsa_pkcs1_decrypt(&out, key, BYTES_EMPTY), ERROR_WRONG_LENGTH);
    assert_int_equal(rsa_pkcs1_decrypt(&out, key, bytes_of(text, 255)), ERROR_WRONG_LENGTH);
    assert_int_equal(rsa_pkcs1_decrypt(&out, key, bytes_of(text, 257)), ERROR_WRONG_LENGTH);
    memset(text, 0xff, sizeof text);
    assert_int_equal(rsa_pkcs1_decrypt(&out, key, bytes_of(text, 256)), ERROR_VALUE_TOO_LARGE);
    assert_int_equal(out.size, 0);
}

static void signatures_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    const SignatureVector *v = &pkcs1_vectors[COUNT_OF(pkcs1_vectors) - 1];
    const RsaPublic *key = &public_keys[v->key];
    uint8_t room[HASH_SIZE_MAX];
    Bytes digest = digest_of(v->hash, bytes_of_text(message), room);
    Buffer longer = from_hex(v->signature);
    Bytes signature = bytes_of(longer.data, longer.size);
    Bytes cut = bytes_slice(signature, 0, signature.size - 1);
    assert_int_equal(rsa_pkcs1_verify(key, v->hash, digest, BYTES_EMPTY), ERROR_BAD_SIGNATURE);
    assert_int_equal(rsa_pkcs1_verify(key, v->hash, digest, cut), ERROR_BAD_SIGNATURE);
    assert_int_equal(rsa_pss_verify(key, v->hash, digest, 32, cut), ERROR_BAD_SIGNATURE);
    assert_int_equal(rsa_pss_verify(key, v->hash, digest, 32, BYTES_EMPTY), ERROR_BAD_SIGNATURE);
    assert_int_equal(rsa_pss_verify(key, v->hash, digest, 32, signature), ERROR_BAD_SIGNATURE);
    buffer_append_number(&longer, 1, 0);
    assert_int_equal(rsa_pkcs1_verify(key, v->hash, digest, buffer_bytes(&longer)), ERROR_BAD_SIGNATURE);
    memset(longer.data, 0xff, longer.size);
    signature = bytes_of(longer.data, longer.size - 1);
    assert_int_equal(rsa_pkcs1_verify(key, v->hash, digest, signature), ERROR_BAD_SIGNATURE);
    assert_int_equal(rsa_pss_verify(key, v->hash, digest, 32, signature), ERROR_BAD_SIGNATURE);
    buffer_clear(&longer);
}

static void digests_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    const RsaPrivate *key = &keys[KEY_rsa1024];
    uint8_t digest[HASH_SIZE_MAX + 1] = {0};
    Buffer out = BUFFER_EMPTY;
    assert_int_equal(rsa_pkcs1_sign(&out, key, HASH_SHA256, bytes_of(digest, 31)), ERROR_WRONG_LENGTH);
    assert_int_equal(rsa_pss_sign(&out, key, HASH_SHA256, bytes_of(digest, 33), 32, source, "salt"),
                     ERROR_WRONG_LENGTH);
    /* 128 bytes hold a digest of 64, two bytes besides and a salt of 62. */
    assert_int_equal(rsa_pss_sign(&out, key, HASH_SHA512, bytes_of(digest, 64), 63, source, "salt"),
                     ERROR_WRONG_LENGTH);
    assert_int_equal(out.size, 0);
    assert_int_equal(rsa_pss_sign(&out, key, HASH_SHA512, bytes_of(digest, 64), 62, source, "salt"), ERROR_NONE);
    buffer_clear(&out);
}

static void a_modulus_for_paper_has_no_room(void **state)
{
    (void)state;
    RsaPublic key;
    rsa_public_init(&key);
    mpz_set_ui(key.n, 3233);
    mpz_set_ui(key.e, 17);
    uint8_t digest[HASH_SIZE_MAX] = {0};
    Buffer out = BUFFER_EMPTY;
    Bytes sha1 = bytes_of(digest, 20), signature = bytes_of(digest, 2);
    assert_int_equal(rsa_pkcs1_encrypt(&out, &key, BYTES_EMPTY, source, "padding"), ERROR_WRONG_LENGTH);
    assert_int_equal(rsa_pkcs1_verify(&key, HASH_SHA1, sha1, signature), ERROR_WRONG_LENGTH);
    assert_int_equal(rsa_pss_verify(&key, HASH_SHA1, sha1, 0, signature), ERROR_WRONG_LENGTH);
    rsa_public_clear(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_openssl_are_keys),
        cmocka_unit_test(pkcs1_signatures_are_openssls),
        cmocka_unit_test(pss_signatures_of_openssl_are_verified),
        cmocka_unit_test(own_pss_signatures_are_verified_and_no_others),
        cmocka_unit_test(the_salt_of_a_pss_signature_can_be_had_again),
        cmocka_unit_test(published_pkcs1_signatures_are_verified),
        cmocka_unit_test(a_published_pss_signature_is_verified),
        cmocka_unit_test(openssls_ciphertexts_are_decrypted),
        cmocka_unit_test(messages_of_every_length_are_encrypted_and_decrypted),
        cmocka_unit_test(wrong_paddings_are_refused),
        cmocka_unit_test(ciphertexts_of_wrong_length_or_value_are_refused),
        cmocka_unit_test(signatures_that_do_not_fit_are_refused),
        cmocka_unit_test(digests_that_do_not_fit_are_refused),
        cmocka_unit_test(a_modulus_for_paper_has_no_room),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
