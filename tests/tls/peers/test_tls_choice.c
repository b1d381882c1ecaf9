/* What a server chooses from an offer, without a handshake around it. */
#include "pair.h"

#include "tls/handshake/choice.h"

/* A server with everything, and an offer to be filled. */
typedef struct Offering {
    Pair pair;
    ClientHello hello;
    Buffer lists[4];
    Choice choice;
} Offering;

static Bytes list_of(Buffer *out, const char *hex)
{
    *out = from_hex(hex);
    return buffer_bytes(out);
}

static void offering_init(Offering *offering, const char *suites, const char *groups, const char *schemes)
{
    *offering = (Offering){.hello = {.version = VERSION_TLS_1_2}};
    pair_init(&offering->pair);
    Extensions *extensions = &offering->hello.extensions;
    offering->hello.cipher_suites = list_of(&offering->lists[0], suites);
    extensions->has_supported_groups = groups != NULL;
    extensions->supported_groups = list_of(&offering->lists[1], groups ? groups : "");
    extensions->has_signature_algorithms = schemes != NULL;
    extensions->signature_algorithms = list_of(&offering->lists[2], schemes ? schemes : "");
}

static void offering_clear(Offering *offering)
{
    for (size_t i = 0; i < COUNT_OF(offering->lists); i++)
        buffer_clear(&offering->lists[i]);
    pair_clear(&offering->pair);
}

static const char RSA_GCM[] = "009c", DHE_GCM[] = "009e", ECDHE_RSA_GCM[] = "c02f", ECDHE_ECDSA_GCM[] = "c02b";

typedef struct Row {
    const char *what, *suites, *groups, *schemes;
    uint16_t suite; /* 0: none */
    const char *group, *scheme;
} Row;

static const Row rows[] = {
    {"the server's order counts", "009cc02fc02b", "00180017", "04010403", 0xc02b, "secp256r1",
     "ecdsa_secp256r1_sha256"},
    {"no list of groups: P-256", ECDHE_RSA_GCM, NULL, "0401", 0xc02f, "secp256r1", "rsa_pkcs1_sha256"},
    {"no list of groups nor schemes: P-256 and SHA-1", ECDHE_RSA_GCM, NULL, NULL, 0xc02f, "secp256r1",
     "rsa_pkcs1_sha1"},
    {"no list of schemes: SHA-1", ECDHE_RSA_GCM, "0017", NULL, 0xc02f, "secp256r1", "rsa_pkcs1_sha1"},
    {"no list of schemes: SHA-1 with ECDSA", ECDHE_ECDSA_GCM, "0017", NULL, 0xc02b, "secp256r1", "ecdsa_sha1"},
    {"no curve in common", ECDHE_RSA_GCM, "001e", "0401", 0, NULL, NULL},
    {"no curve in common, but another suite", "c02f009c", "001e", "0401", 0x009c, NULL, NULL},
    {"a curve that is not the certificate's", ECDHE_ECDSA_GCM, "001d", "0403", 0, NULL, NULL},
    {"the same, but an RSA suite", "c02bc02f", "001d", "04030401", 0xc02f, "x25519", "rsa_pkcs1_sha256"},
    {"finite fields offered: one of them", DHE_GCM, "00170101", "0401", 0x009e, "ffdhe3072", "rsa_pkcs1_sha256"},
    {"no finite field offered: the server's own", DHE_GCM, "0017", "0401", 0x009e, "ffdhe2048", "rsa_pkcs1_sha256"},
    {"no list of groups: the server's own field", DHE_GCM, NULL, "0401", 0x009e, "ffdhe2048", "rsa_pkcs1_sha256"},
    {"a finite field unknown here: another suite", "009e009c", "01fc", "0401", 0x009c, NULL, NULL},
    {"RSA needs no group and no scheme", RSA_GCM, "001e", "0807", 0x009c, NULL, NULL},
    {"schemes of another kind of key", ECDHE_RSA_GCM, "001d", "0403", 0, NULL, NULL},
    {"nothing known here", "13011302", "001d", "0403", 0, NULL, NULL},
};

static const char *name_of_group(const Group *group)
{
    return group ? group->name : "none";
}

static void each_offer_gets_its_choice(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const Row *row = &rows[i];
        Offering offering;
        print_message("%s\n", row->what);
        offering_init(&offering, row->suites, row->groups, row->schemes);
        Error error = choice_make(&offering.choice, &offering.pair.server_config, &offering.hello);
        const Choice *choice = &offering.choice;
        assert_int_equal(error, row->suite ? ERROR_NONE : ERROR_HANDSHAKE_FAILURE);
        assert_int_equal(choice->suite ? choice->suite->id : 0, row->suite);
        assert_string_equal(name_of_group(choice->group), row->group ? row->group : "none");
        assert_string_equal(choice->scheme ? choice->scheme->name : "none", row->scheme ? row->scheme : "none");
        offering_clear(&offering);
    }
}

static void only_a_finite_field_in_the_way_is_insufficient_security(void **state)
{
    (void)state;
    Offering offering;
    offering_init(&offering, DHE_GCM, "01fc", "0401");
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello),
                     ERROR_INSUFFICIENT_SECURITY);
    offering_clear(&offering);
}

static void a_toy_is_chosen_only_where_both_name_it(void **state)
{
    (void)state;
    Offering offering;
    offering_init(&offering, ECDHE_RSA_GCM, NULL, "0401");
    offering.pair.server_config.groups[0] = group_find("toy-curve-17");
    offering.pair.server_config.group_count = 1;
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello),
                     ERROR_HANDSHAKE_FAILURE);
    offering_clear(&offering);

    offering_init(&offering, ECDHE_RSA_GCM, "ff010017", "0401");
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello), ERROR_NONE);
    assert_string_equal(offering.choice.group->name, "secp256r1"); /* the server does not name it */
    offering_clear(&offering);
}

static void a_certificate_whose_use_is_allowed_is_preferred(void **state)
{
    (void)state;
    CertificateList chain = {0};
    PrivateKey key;
    Offering offering;
    pki_load(&chain, &key, "wrong-usage.pem", "server.key");
    const Credential credentials[] = {{.chain = &chain, .key = &key}, {.chain = &pki()->rsa, .key = &pki()->rsa_key}};
    offering_init(&offering, RSA_GCM, NULL, NULL);
    offering.pair.server_config.credentials = credentials;
    offering.pair.server_config.credential_count = 2;
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello), ERROR_NONE);
    assert_ptr_equal(offering.choice.credential, &credentials[1]);
    offering.pair.server_config.credential_count = 1;
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello), ERROR_NONE);
    assert_ptr_equal(offering.choice.credential, &credentials[0]);
    offering_clear(&offering);
    private_key_clear(&key);
    certificate_list_clear(&chain);
}

/* The server has these two chains; for certificates the client names `schemes`. Which of them is chosen. */
static int choose_of_two(const char *const files[2][2], const char *suites, const char *schemes, bool as_asked)
{
    CertificateList chains[2] = {{0}};
    PrivateKey keys[2];
    Credential credentials[2];
    Offering offering;
    for (int i = 0; i < 2; i++) {
        pki_load(&chains[i], &keys[i], files[i][0], files[i][1]);
        credentials[i] = (Credential){.chain = &chains[i], .key = &keys[i]};
    }
    offering_init(&offering, suites, "0017", "04030804");
    offering.hello.extensions.has_signature_algorithms_cert = schemes != NULL;
    offering.hello.extensions.signature_algorithms_cert = list_of(&offering.lists[3], schemes ? schemes : "");
    offering.pair.server_config.credentials = credentials;
    offering.pair.server_config.credential_count = 2;
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello), ERROR_NONE);
    assert_int_equal(offering.choice.signed_otherwise, !as_asked);
    int chosen = (int)(offering.choice.credential - credentials);
    offering_clear(&offering);
    for (int i = 0; i < 2; i++) {
        private_key_clear(&keys[i]);
        certificate_list_clear(&chains[i]);
    }
    return chosen;
}

/* RFC 5246 §7.4.2, RFC 8446 §4.2.3, §4.4.2.2: a suite that the server would rather have makes room for one whose chain
   is signed as asked; where none is, the first will do. */
static void a_chain_that_is_signed_as_asked_is_preferred(void **state)
{
    (void)state;
    static const char *const kinds[][2] = {{"ecdsa-all.pem", "ecdsa.key"}, {"good.pem", "server.key"}},
                             *const hashes[][2] = {{"sha384.pem", "server.key"}, {"good.pem", "server.key"}},
                             *const pss[][2] = {{"good.pem", "server.key"}, {"pss.pem", "server.key"}};
    assert_int_equal(choose_of_two(kinds, "c02bc02f", NULL, true), 0);
    assert_int_equal(choose_of_two(kinds, "c02bc02f", "0403", true), 0);
    assert_int_equal(choose_of_two(kinds, "c02bc02f", "0401", true), 1);
    assert_int_equal(choose_of_two(kinds, "c02bc02f", "0601", false), 0);
    assert_int_equal(choose_of_two(kinds, "c02f", "0403", false), 1);
    assert_int_equal(choose_of_two(hashes, "c02f", "05010401", true), 0);
    assert_int_equal(choose_of_two(hashes, "c02f", "0401", true), 1);
    assert_int_equal(choose_of_two(hashes, "009c", "0401", true), 1); /* an RSA key exchange as well */
    assert_int_equal(choose_of_two(hashes, "c02f", "0501", false), 0);
    assert_int_equal(choose_of_two(pss, "c02f", "0804", false), 0); /* the intermediate is signed by PKCS #1 */
    assert_int_equal(choose_of_two(pss, "c02f", NULL, false), 0);
}

/* Before TLS 1.2 the extension means nothing. */
static void before_tls_1_2_any_chain_will_do(void **state)
{
    (void)state;
    Offering offering;
    offering_init(&offering, "c014", "0017", "0804");
    offering.hello.version = VERSION_TLS_1_1;
    offering.pair.server_config.version_min = VERSION_TLS_1_1;
    assert_int_equal(choice_make(&offering.choice, &offering.pair.server_config, &offering.hello), ERROR_NONE);
    assert_false(offering.choice.signed_otherwise);
    offering_clear(&offering);
}

/* A root that is sent along may be signed by any scheme, and so may a certificate that signs itself. */
static void what_signs_itself_counts_as_a_root(void **state)
{
    (void)state;
    Buffer pss = from_hex("0804"), pkcs1 = from_hex("08040401");
    CertificateList chain = {0};
    PrivateKey key;
    pki_load(&chain, &key, "self-signed.pem", "server.key");
    assert_true(choice_chain_is_signed_by(&chain, buffer_bytes(&pss)));
    assert_false(choice_chain_is_signed_by(&pki()->rsa, buffer_bytes(&pss)));
    assert_true(choice_chain_is_signed_by(&pki()->rsa, buffer_bytes(&pkcs1)));
    assert_true(choice_chain_is_signed_by(&pki()->rsa, BYTES_EMPTY));
    private_key_clear(&key);
    certificate_list_clear(&chain);
    buffer_clear(&pss);
    buffer_clear(&pkcs1);
}

/* RFC 5246 §7.4.4: of two certificates that the client could sign with it shows the one whose chain fits; where neither
   does, the first. */
static void a_client_prefers_a_chain_that_is_signed_as_asked(void **state)
{
    (void)state;
    CertificateList chain = {0};
    PrivateKey key;
    Pair pair;
    pki_load(&chain, &key, "sha384.pem", "server.key");
    const Credential credentials[] = {{.chain = &chain, .key = &key}, {.chain = &pki()->rsa, .key = &pki()->rsa_key}};
    static const struct {
        const char *schemes;
        int chosen;
    } cases[] = {{"05010401", 0}, {"0401", 1}, {"0501", 0}, {"0804", 0}};
    pair_init(&pair);
    pair.client_config.credentials = credentials;
    pair.client_config.credential_count = 2;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        static const uint8_t rsa_sign = CERTIFICATE_TYPE_RSA_SIGN;
        Buffer schemes = from_hex(cases[i].schemes);
        const SignatureScheme *scheme;
        CertificateRequest request = {.certificate_types = bytes_of(&rsa_sign, 1),
                                      .signature_algorithms = buffer_bytes(&schemes)};
        const Credential *chosen = choice_answer_request(&scheme, &pair.client_config, VERSION_TLS_1_2, &request);
        assert_ptr_equal(chosen, &credentials[cases[i].chosen]);
        assert_non_null(scheme);
        buffer_clear(&schemes);
    }
    pair_clear(&pair);
    private_key_clear(&key);
    certificate_list_clear(&chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_offer_gets_its_choice),
        cmocka_unit_test(only_a_finite_field_in_the_way_is_insufficient_security),
        cmocka_unit_test(a_toy_is_chosen_only_where_both_name_it),
        cmocka_unit_test(a_certificate_whose_use_is_allowed_is_preferred),
        cmocka_unit_test(a_chain_that_is_signed_as_asked_is_preferred),
        cmocka_unit_test(before_tls_1_2_any_chain_will_do),
        cmocka_unit_test(what_signs_itself_counts_as_a_root),
        cmocka_unit_test(a_client_prefers_a_chain_that_is_signed_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
