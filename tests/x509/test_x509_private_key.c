#include <string.h>

#include "files.h"
#include "x509/certificate/pem.h"
#include "x509/certificate/private_key.h"

static Error decode_file(PrivateKey *key, const char *path, unsigned *line)
{
    Buffer text = BUFFER_EMPTY;
    private_key_init(key);
    read_file(&text, path);
    Refusal refusal = {0};
    Error error = private_key_decode_file(key, &refusal, buffer_bytes(&text));
    if (line)
        *line = refusal.line;
    refusal_clear(&refusal);
    buffer_clear(&text);
    return error;
}

static const struct {
    const char *chain, *key;
} pairs[] = {
    {"good", "server"},           {"ecdsa", "ecdsa"},
    {"ecdsa-p384", "ecdsa-p384"}, {"ecdsa-p521", "ecdsa-p521"},
    {"ecdsa-all", "ecdsa"},       {"short-key", "short"},
    {"client", "client"},         {"root", "root"},
    {"rsa-pss", "rsa-pss"},       {"rsa-pss-sha384", "rsa-pss-sha384"},
    {"ec-root", "ec-root"},       {"not-ca", "ecdsa"},
    {"self-signed", "server"},    {"client-ecdsa", "client-ecdsa"},
};

static void each_key_belongs_to_its_certificate_only(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        CertificateList list = read_chain(pairs[i].chain);
        for (size_t j = 0; j < COUNT_OF(pairs); j++) {
            PrivateKey key;
            Buffer text = BUFFER_EMPTY;
            private_key_init(&key);
            read_pki(&text, pairs[j].key, ".key");
            assert_int_equal(private_key_decode_file(&key, NULL, buffer_bytes(&text)), ERROR_NONE);
            bool belongs = strcmp(pairs[i].key, pairs[j].key) == 0;
            if (private_key_matches(&key, &list.items[0]->key) != belongs)
                fail_msg("%s and %s", pairs[i].chain, pairs[j].key);
            private_key_clear(&key);
            buffer_clear(&text);
        }
        certificate_list_clear(&list);
    }
}

/* The same key in the three structures, made by openssl (see the script in the folder). */
static void each_structure_is_read(void **state)
{
    static const struct {
        const char *path;
        KeyKind kind;
    } files[] = {
        {"tests/x509/keys/rsa-pkcs1.pem", KEY_RSA}, {"tests/x509/keys/rsa-pkcs8.der", KEY_RSA},
        {"tests/x509/keys/rsa-pkcs1.der", KEY_RSA}, {"tests/x509/keys/ec-sec1.pem", KEY_EC},
        {"tests/x509/keys/ec-sec1.der", KEY_EC},    {"tests/x509/keys/ec-sec1-short.pem", KEY_EC},
        {"tests/x509/keys/ec-pkcs8.der", KEY_EC},   {"tests/x509/keys/ec-with-parameters.pem", KEY_EC},
    };
    CertificateList rsa = read_chain("short-key"), ec = read_chain("ecdsa");
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        PrivateKey key;
        unsigned line;
        Error error = decode_file(&key, files[i].path, &line);
        if (error != ERROR_NONE || key.kind != files[i].kind)
            fail_msg("%s: %s", files[i].path, error_name(error));
        assert_true(private_key_matches(&key, &(key.kind == KEY_RSA ? rsa : ec).items[0]->key));
        private_key_clear(&key);
    }
    certificate_list_clear(&rsa);
    certificate_list_clear(&ec);
}

#define KEYS "tests/x509/keys/"
#define NOT_ENCRYPTED                                                                                                  \
    "found an encrypted key; accepted: a key without a passphrase, as 'openssl pkey' writes it (our choice)"
#define KINDS   "; accepted: rsaEncryption, RSASSA-PSS or ecPublicKey (our choice)"
#define CURVES  "; accepted: secp256r1, secp384r1 or secp521r1 (our choice)"
#define NUMBERS "found a curve written out in numbers, or none; accepted: a curve by its name (RFC 5480 §2.1.1)"
static const struct {
    const char *path;
    Error error;
    unsigned line;
    const char *refusal;
} refused_files[] = {
    {KEYS "encrypted.pem", ERROR_ENCRYPTED_KEY, 1, NOT_ENCRYPTED},
    {KEYS "encrypted-traditional.pem", ERROR_ENCRYPTED_KEY, 2, NOT_ENCRYPTED},
    {KEYS "ed25519.pem", ERROR_UNSUPPORTED_KEY, 1, "privateKeyAlgorithm.algorithm: found Ed25519" KINDS},
    {KEYS "dsa.pem", ERROR_UNSUPPORTED_KEY, 1, "privateKeyAlgorithm.algorithm: found 1.2.840.10040.4.1" KINDS},
    {KEYS "dsa-traditional.pem", ERROR_UNSUPPORTED_KEY, 1,
     "found the label DSA PRIVATE KEY; accepted: the label PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY (our "
     "choice)"},
    {KEYS "secp256k1.pem", ERROR_UNSUPPORTED_KEY, 1, "privateKeyAlgorithm.namedCurve: found 1.3.132.0.10" CURVES},
    {KEYS "brainpool.pem", ERROR_UNSUPPORTED_KEY, 1,
     "privateKeyAlgorithm.namedCurve: found 1.3.36.3.3.2.8.1.1.7" CURVES},
    {KEYS "explicit-curve.pem", ERROR_UNSUPPORTED_KEY, 1, "privateKeyAlgorithm.namedCurve: " NUMBERS},
    {KEYS "explicit-curve-sec1.pem", ERROR_UNSUPPORTED_KEY, 1, "parameters.namedCurve: " NUMBERS},
    {"assets/pki/root.pem", ERROR_BAD_PEM, 0,
     "found none, but a block BEGIN CERTIFICATE; accepted: a block BEGIN PRIVATE KEY (RFC 7468 §2)"},
    {"assets/pki/make", ERROR_BAD_PEM, 0, "found neither of them; accepted: PEM, or DER and nothing else (our choice)"},
};

static void what_cannot_be_used_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused_files); i++) {
        PrivateKey key;
        Refusal refusal = {0};
        Buffer text = BUFFER_EMPTY, why = BUFFER_EMPTY;
        private_key_init(&key);
        read_file(&text, refused_files[i].path);
        Error error = private_key_decode_file(&key, &refusal, buffer_bytes(&text));
        refusal_append(&why, &refusal);
        if (error != refused_files[i].error || refusal.line != refused_files[i].line || key.kind != KEY_UNKNOWN)
            fail_msg("%s: %s in line %u", refused_files[i].path, error_name(error), refusal.line);
        assert_string_equal(text_finish(&why), refused_files[i].refusal);
        refusal_clear(&refusal);
        buffer_clear(&text);
        buffer_clear(&why);
        private_key_clear(&key);
    }
}

/* Every flipped bit of a key is a fault, or changes nothing of the numbers. */
static void a_damaged_key_is_refused(const char *path)
{
    Buffer der = BUFFER_EMPTY;
    PrivateKey whole;
    unsigned line;
    assert_int_equal(decode_file(&whole, path, &line), ERROR_NONE);
    read_file(&der, path);
    for (size_t bit = 0; bit < 8 * der.size; bit++) {
        PrivateKey key;
        private_key_init(&key);
        der.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        if (private_key_decode(&key, buffer_bytes(&der), NULL) != ERROR_NONE)
            assert_int_equal(key.kind, KEY_UNKNOWN);
        else if (key.kind == KEY_RSA)
            assert_true(mpz_cmp(key.rsa.n, whole.rsa.n) == 0 && mpz_cmp(key.rsa.p, whole.rsa.p) == 0);
        else
            assert_true(mpz_cmp(key.d, whole.d) == 0);
        der.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        private_key_clear(&key);
    }
    for (size_t size = 0; size < der.size; size++) {
        PrivateKey key;
        private_key_init(&key);
        assert_int_not_equal(private_key_decode(&key, bytes_slice(buffer_bytes(&der), 0, size), NULL), ERROR_NONE);
        private_key_clear(&key);
    }
    private_key_clear(&whole);
    buffer_clear(&der);
}

static void a_damaged_rsa_key_is_refused(void **state)
{
    (void)state;
    a_damaged_key_is_refused("tests/x509/keys/rsa-pkcs1.der");
}

static void a_damaged_ec_key_is_refused(void **state)
{
    (void)state;
    a_damaged_key_is_refused("tests/x509/keys/ec-pkcs8.der");
}

/* Every octet has a name, and every name a meaning. */
static void keys_can_be_annotated(void **state)
{
    static const char *const paths[] = {"tests/x509/keys/rsa-pkcs8.der", "tests/x509/keys/ec-sec1.der",
                                        "tests/x509/keys/ec-pkcs8.der"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        Buffer der = BUFFER_EMPTY;
        FieldTree tree = FIELD_TREE_EMPTY;
        PrivateKey key;
        size_t at = 0;
        private_key_init(&key);
        read_file(&der, paths[i]);
        assert_int_equal(private_key_decode(&key, buffer_bytes(&der), &tree), ERROR_NONE);
        for (int field = 0; field < tree.count; field++) {
            int parent = tree.fields[field].parent;
            if (!x509_field_info(parent < 0 ? NULL : tree.fields[parent].name, tree.fields[field].name))
                fail_msg("no meaning for %s", tree.fields[field].name);
            if (field + 1 < tree.count && tree.fields[field + 1].parent == field)
                continue;
            assert_int_equal(tree.fields[field].offset, at);
            at += tree.fields[field].length;
        }
        assert_int_equal(at, der.size);
        private_key_clear(&key);
        field_tree_clear(&tree);
        buffer_clear(&der);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_belongs_to_its_certificate_only),
        cmocka_unit_test(each_structure_is_read),
        cmocka_unit_test(what_cannot_be_used_is_refused),
        cmocka_unit_test(a_damaged_rsa_key_is_refused),
        cmocka_unit_test(a_damaged_ec_key_is_refused),
        cmocka_unit_test(keys_can_be_annotated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
