#include "tls/registry/suite.h"

#include "base/text.h"
#include "tls/registry/grease.h"

static const Suite suites[] = {
#define SUITE(id, name, openssl_name, key_exchange, authentication, cipher, mac, prf, source)                          \
    {id,                                                                                                               \
     name,                                                                                                             \
     openssl_name,                                                                                                     \
     KEY_EXCHANGE_##key_exchange,                                                                                      \
     AUTHENTICATION_##authentication,                                                                                  \
     CIPHER_##cipher,                                                                                                  \
     HASH_##mac,                                                                                                       \
     HASH_##prf,                                                                                                       \
     source},
#include "tls/registry/suites.def"
#undef SUITE
};

static const struct {
    uint16_t id;
    const char *name;
    Registered registered;
} other_names[] = {
#define SUITE_NAME(id, name)     {id, name, REGISTERED_OTHER},
#define SUITE_NAME_1_3(id, name) {id, name, REGISTERED_TLS_1_3},
#include "tls/registry/suite_names.def"
#undef SUITE_NAME
#undef SUITE_NAME_1_3
};

const Suite *suite_by_id(uint16_t id)
{
    for (size_t i = 0; i < COUNT_OF(suites); i++)
        if (suites[i].id == id)
            return &suites[i];
    return NULL;
}

const Suite *suite_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(suites); i++)
        if (text_equal_ignoring_case(suites[i].name, name) ||
            (suites[i].openssl_name && text_equal_ignoring_case(suites[i].openssl_name, name)))
            return &suites[i];
    return NULL;
}

const Suite *suite_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(suites) ? &suites[index] : NULL;
}

HashId suite_prf_hash(const Suite *suite, uint16_t version)
{
    return version < VERSION_TLS_1_2 ? HASH_MD5_SHA1 : suite->prf;
}

size_t suite_verify_data_size(const Suite *suite, uint16_t version)
{
    enum { WHERE_NOTHING_IS_SAID = 12 };
    (void)suite, (void)version;
    return WHERE_NOTHING_IS_SAID;
}

uint16_t suite_version_min(const Suite *suite)
{
    if (cipher_info(suite->cipher)->aead)
        return VERSION_TLS_1_2;
    /* RFC 5487 §1.1, RFC 5489 §3.2: with a pre-shared key in every version, with the PRF that it has. */
    bool old = suite->mac == HASH_SHA1 || suite_uses_psk(suite);
    return old ? VERSION_TLS_1_0 : VERSION_TLS_1_2;
}

const char *key_exchange_name(KeyExchange key_exchange)
{
    static const char *const names[] = {"RSA", "DHE", "ECDHE", "PSK"};
    return names[key_exchange];
}

const char *authentication_name(Authentication authentication)
{
    static const char *const names[] = {"RSA", "ECDSA", "PSK", "anon"};
    return names[authentication];
}

bool suite_has_certificate(const Suite *suite)
{
    return suite->key_exchange == KEY_EXCHANGE_RSA || suite->authentication == AUTHENTICATION_RSA ||
           suite->authentication == AUTHENTICATION_ECDSA;
}

bool suite_is_ephemeral(const Suite *suite)
{
    return suite->key_exchange == KEY_EXCHANGE_DHE || suite->key_exchange == KEY_EXCHANGE_ECDHE;
}

bool suite_signs(const Suite *suite)
{
    return suite_is_ephemeral(suite) && suite_has_certificate(suite);
}

bool suite_uses_psk(const Suite *suite)
{
    return suite->authentication == AUTHENTICATION_PSK;
}

bool suite_may_ask_client(const Suite *suite)
{
    return suite_has_certificate(suite) && !suite_uses_psk(suite);
}

const char *suite_name_of_id(uint16_t id)
{
    const Suite *suite = suite_by_id(id);
    if (suite)
        return suite->name;
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (other_names[i].id == id)
            return other_names[i].name;
    return grease_name(id);
}

/* What stands among the suites and is none. */
static bool is_signal(uint16_t id)
{
    return id == SUITE_EMPTY_RENEGOTIATION_INFO_SCSV || id == SUITE_FALLBACK_SCSV;
}

Registered suite_registered(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(other_names); i++)
        if (!is_signal(other_names[i].id) && text_equal_ignoring_case(other_names[i].name, name))
            return other_names[i].registered;
    return REGISTERED_NOT;
}
