#include "tls/registry/standing.h"

#include "tls/registry/version.h"

typedef enum StandingId {
#define STANDING(ID, verdict, recommended, sentence, source) ID,
#include "tls/registry/standings.def"
#undef STANDING
} StandingId;

static const Standing standings[] = {
#define STANDING(ID, verdict, recommended, sentence, source) [ID] = {STANDING_##verdict, recommended, sentence, source},
#include "tls/registry/standings.def"
#undef STANDING
};

const char *standing_verdict_name(StandingVerdict verdict)
{
    static const char *const names[] = {[STANDING_RECOMMENDED] = "recommended",
                                        [STANDING_ALLOWED] = "allowed",
                                        [STANDING_DISCOURAGED] = "discouraged",
                                        [STANDING_FORBIDDEN] = "forbidden"};
    return names[verdict];
}

const Standing *standing_of_version(uint16_t version)
{
    switch (version) {
    case VERSION_TLS_1_0:
        return &standings[VERSION_1_0];
    case VERSION_TLS_1_1:
        return &standings[VERSION_1_1];
    case VERSION_TLS_1_2:
        return &standings[VERSION_1_2];
    default:
        return NULL;
    }
}

/* Of a suite whose key exchange is ECDHE, or a pre-shared key and nothing else. */
static StandingId by_cipher(const Suite *suite)
{
    if (!cipher_info(suite->cipher)->aead)
        return SUITE_CBC;
    if (suite->key_exchange == KEY_EXCHANGE_PSK)
        return SUITE_PSK;
    bool certificate = suite->authentication != AUTHENTICATION_PSK;
    return certificate && suite->cipher != CIPHER_CHACHA20_POLY1305 ? SUITE_GCM : SUITE_REGISTRY;
}

const Standing *standing_of_suite(const Suite *suite)
{
    bool anonymous = suite->authentication == AUTHENTICATION_ANON;
    switch (suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        return &standings[SUITE_RSA];
    case KEY_EXCHANGE_DHE:
        return &standings[anonymous ? SUITE_DH_ANON : SUITE_DHE];
    case KEY_EXCHANGE_ECDHE:
        return &standings[anonymous ? SUITE_ECDH_ANON : by_cipher(suite)];
    case KEY_EXCHANGE_PSK:
        break;
    }
    return &standings[by_cipher(suite)];
}

const Standing *standing_of_group(const Group *group)
{
    bool field = group->kind == GROUP_FINITE_FIELD;
    if (group->toy)
        return &standings[field ? GROUP_TOY_FIELD : GROUP_TOY_CURVE];
    if (field)
        return &standings[group->id ? GROUP_FFDHE : GROUP_FIELD];
    /* x25519, secp256r1 and secp384r1 (RFC 8447 §9) */
    return &standings[group->bits <= 384 ? GROUP_RECOMMENDED : GROUP_ALLOWED];
}

const Standing *standing_of_other_field(void)
{
    return &standings[GROUP_FIELD];
}

const Standing *standing_of_scheme(const SignatureScheme *scheme)
{
    if (scheme->id == 0)
        return NULL;
    if (scheme->hash == HASH_SHA1)
        return &standings[SCHEME_SHA1];
    bool recommended =
        scheme->kind == SIGNATURE_RSA_PSS ||
        (scheme->kind == SIGNATURE_ECDSA && (scheme->hash == HASH_SHA256 || scheme->hash == HASH_SHA384));
    return &standings[recommended ? SCHEME_RECOMMENDED : SCHEME_ALLOWED];
}
