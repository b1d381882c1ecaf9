/* The lists of suites, groups and signature schemes: complete, without doubles, and in agreement with their names. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "tls/registry/group.h"
#include "tls/registry/signature.h"
#include "tls/registry/suite.h"

static int suite_count(void)
{
    int count = 0;
    while (suite_at(count))
        count++;
    return count;
}

static void there_are_63_suites_and_each_is_found(void **state)
{
    (void)state;
    assert_int_equal(suite_count(), 63);
    for (int i = 0; suite_at(i); i++) {
        const Suite *suite = suite_at(i);
        assert_ptr_equal(suite_by_id(suite->id), suite);
        assert_ptr_equal(suite_find(suite->name), suite);
        if (suite->openssl_name)
            assert_ptr_equal(suite_find(suite->openssl_name), suite);
        assert_string_equal(suite_name_of_id(suite->id), suite->name);
    }
    assert_ptr_equal(suite_find("tls_rsa_with_aes_128_cbc_sha"), suite_by_id(0x002f));
    assert_ptr_equal(suite_find("aes128-sha"), suite_by_id(0x002f));
    assert_null(suite_find("TLS_RSA_WITH_AES_128_CBC"));
    assert_null(suite_by_id(SUITE_EMPTY_RENEGOTIATION_INFO_SCSV));
    assert_null(suite_at(-1));
}

/* "ECDHE_RSA", "RSA" alone, "RSA_PSK"; names of anonymous suites have no E for ephemeral. */
static void append_exchange(Buffer *out, const Suite *suite)
{
    const char *exchange = key_exchange_name(suite->key_exchange);
    const char *authentication = authentication_name(suite->authentication);
    size_t size = strlen(exchange) - (suite->authentication == AUTHENTICATION_ANON);
    buffer_append(out, bytes_of(exchange, size));
    if (strcmp(exchange, authentication) != 0) {
        text_append(out, "_");
        text_append(out, authentication);
    }
}

/* A suite's name says what its parts are. */
static void the_parts_are_those_of_the_name(void **state)
{
    (void)state;
    static const char *const ciphers[CIPHER_COUNT] = {"AES_128_CBC", "AES_256_CBC", "AES_128_GCM", "AES_256_GCM",
                                                      "CHACHA20_POLY1305"};
    for (int i = 0; suite_at(i); i++) {
        const Suite *suite = suite_at(i);
        bool aead = cipher_info(suite->cipher)->aead;
        Buffer name = BUFFER_EMPTY;
        text_append(&name, "TLS_");
        append_exchange(&name, suite);
        text_append(&name, "_WITH_");
        text_append(&name, ciphers[suite->cipher]);
        HashId hash = aead ? suite->prf : suite->mac;
        text_append(&name, hash == HASH_SHA1 ? "_SHA" : hash == HASH_SHA256 ? "_SHA256" : "_SHA384");
        assert_string_equal(text_finish(&name), suite->name);
        /* RFC 5246 §5, RFC 5289 §3, RFC 5487 §3.1: SHA-256 unless the name ends in SHA384 */
        assert_int_equal(suite->prf, hash == HASH_SHA384 ? HASH_SHA384 : HASH_SHA256);
        buffer_clear(&name);
    }
}

static int suites_with_openssl_names(void)
{
    int count = 0;
    for (int i = 0; suite_at(i); i++)
        count += suite_at(i)->openssl_name != NULL;
    return count;
}

/* `openssl ciphers` prints number, IANA name and its own name of every suite. */
static void openssl_gives_the_same_names_to_the_same_numbers(void **state)
{
    (void)state;
    char line[256], name[80], own[80];
    unsigned high, low;
    int known = 0;
    FILE *pipe = popen("openssl ciphers -V -stdname ALL:@SECLEVEL=0 2>/dev/null", "r");
    if (!pipe || !fgets(line, sizeof line, pipe)) {
        if (pipe)
            pclose(pipe);
        skip();
    }
    do {
        assert_int_equal(sscanf(line, " 0x%2x,0x%2x - %79s - %79s", &high, &low, name, own), 4);
        const char *ours = suite_name_of_id((uint16_t)(high << 8 | low));
        assert_non_null(ours);
        assert_string_equal(ours, name);
        const Suite *suite = suite_by_id((uint16_t)(high << 8 | low));
        if (suite)
            assert_string_equal(suite->openssl_name ? suite->openssl_name : "none", own);
        known += suite != NULL;
    } while (fgets(line, sizeof line, pipe));
    pclose(pipe);
    assert_int_equal(known, suites_with_openssl_names());
}

static void other_programs_suites_have_names_too(void **state)
{
    (void)state;
    assert_string_equal(suite_name_of_id(0x00ff), "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");
    assert_string_equal(suite_name_of_id(0x5600), "TLS_FALLBACK_SCSV");
    assert_string_equal(suite_name_of_id(0x1301), "TLS_AES_128_GCM_SHA256");
    assert_string_equal(suite_name_of_id(0x000a), "TLS_RSA_WITH_3DES_EDE_CBC_SHA");
    assert_string_equal(suite_name_of_id(0x8a8a), "GREASE");
    assert_null(suite_name_of_id(0x8a7a));
    assert_null(suite_name_of_id(0xeeee));
}

static void no_number_has_two_names(void **state)
{
    (void)state;
    static const uint16_t suites[] = {
#define SUITE(id, ...)       id,
#define SUITE_NAME(id, name) id,
#define SUITE_NAME_1_3       SUITE_NAME
#include "tls/registry/suite_names.def"
#include "tls/registry/suites.def"
    };
    static const uint16_t groups[] = {
#define GROUP_NAME(id, name) id,
#define GROUP_NAME_1_3       GROUP_NAME
#include "tls/registry/group_names.def"
        0x0017, 0x0018, 0x0019, 0x001d, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104};
    static const uint16_t schemes[] = {
#define SIGNATURE(id, ...)       id,
#define SIGNATURE_NAME(id, name) id,
#define SIGNATURE_NAME_1_3       SIGNATURE_NAME
#include "tls/registry/signature_names.def"
#include "tls/registry/signatures.def"
    };
    static const struct {
        const uint16_t *ids;
        size_t count;
    } lists[] = {{suites, COUNT_OF(suites)}, {groups, COUNT_OF(groups)}, {schemes, COUNT_OF(schemes)}};
    for (size_t list = 0; list < COUNT_OF(lists); list++)
        for (size_t i = 0; i < lists[list].count; i++)
            for (size_t j = 0; j < i; j++)
                assert_int_not_equal(lists[list].ids[i], lists[list].ids[j]);
}

static void groups_bring_their_numbers(void **state)
{
    (void)state;
    int count = 0;
    for (const Group *group; (group = group_at(count)); count++) {
        assert_ptr_equal(group_find(group->name), group);
        assert_int_equal(group_field(group) != NULL, group->kind == GROUP_FINITE_FIELD);
        assert_int_equal(group_curve(group) != NULL, group->kind == GROUP_CURVE);
        if (group_field(group))
            assert_int_equal(mpz_sizeinbase(group_field(group)->p, 2), group->bits);
        if (group_curve(group))
            assert_int_equal(mpz_sizeinbase(group_curve(group)->p, 2), group->bits);
        if (group->id != 0 && group->id != GROUP_EXPLICIT_PRIME) {
            assert_ptr_equal(group_by_id(group->id), group);
            assert_string_equal(group_name_of_id(group->id), group->name);
        }
    }
    assert_int_equal(count, 14);
    assert_null(group_by_id(0));
    assert_null(group_by_id(GROUP_EXPLICIT_PRIME));
    assert_string_equal(group_name_of_id(GROUP_EXPLICIT_PRIME), "arbitrary_explicit_prime_curves");
    assert_string_equal(group_name_of_id(0x001e), "x448");
    assert_null(group_name_of_id(0));
}

static void schemes_are_found_by_number_and_name(void **state)
{
    (void)state;
    int count = 0;
    for (const SignatureScheme *scheme; (scheme = signature_scheme_at(count)); count++) {
        assert_ptr_equal(signature_scheme_by_id(scheme->id), scheme);
        assert_ptr_equal(signature_scheme_find(scheme->name), scheme);
        assert_string_equal(signature_scheme_name_of_id(scheme->id), scheme->name);
        bool pss_key = strstr(scheme->name, "rsa_pss_pss") != NULL;
        assert_int_equal(signature_scheme_suits(scheme, KEY_EC), scheme->kind == SIGNATURE_ECDSA);
        assert_int_equal(signature_scheme_suits(scheme, KEY_RSA_PSS), pss_key);
        assert_int_equal(signature_scheme_suits(scheme, KEY_RSA), scheme->kind != SIGNATURE_ECDSA && !pss_key);
        assert_non_null(strstr(scheme->name, hash_name(scheme->hash)));
    }
    assert_int_equal(count, 14);
    assert_string_equal(signature_scheme_name_of_id(0x0807), "ed25519");
    assert_null(signature_scheme_name_of_id(0xeeee));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_63_suites_and_each_is_found),
        cmocka_unit_test(the_parts_are_those_of_the_name),
        cmocka_unit_test(openssl_gives_the_same_names_to_the_same_numbers),
        cmocka_unit_test(other_programs_suites_have_names_too),
        cmocka_unit_test(no_number_has_two_names),
        cmocka_unit_test(groups_bring_their_numbers),
        cmocka_unit_test(schemes_are_found_by_number_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
