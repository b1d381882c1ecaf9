#include "tls/handshake/choice.h"

#include <string.h>

#include "tls/handshake/offer.h"

bool choice_key_fits(const Suite *suite, uint16_t version, KeyKind kind)
{
    if (suite->authentication == AUTHENTICATION_ECDSA)
        return kind == KEY_EC;
    return kind == KEY_RSA || (kind == KEY_RSA_PSS && suite_signs(suite) && version_names_signatures(version));
}

unsigned choice_key_usage(const Suite *suite)
{
    return suite->key_exchange == KEY_EXCHANGE_RSA ? KEY_USAGE_KEY_ENCIPHERMENT : KEY_USAGE_DIGITAL_SIGNATURE;
}

static bool usage_allows(const Certificate *certificate, const Suite *suite)
{
    bool has_usage = (certificate->extensions & EXTENSION_KEY_USAGE) != 0;
    return !has_usage || (certificate->key_usage & choice_key_usage(suite)) != 0;
}

bool choice_scheme_suits(const SignatureScheme *scheme, const Certificate *certificate)
{
    if (!signature_scheme_suits(scheme, certificate->key.kind))
        return false;
    /* PSS needs room for hash, salt and two bytes (RFC 8017 §9.1.1); the salt is as long as the hash. */
    size_t size = hash_size(scheme->hash);
    return scheme->kind != SIGNATURE_RSA_PSS || (rsa_size(certificate->key.rsa.n) >= 2 * size + 2 &&
                                                 public_key_allows_pss(&certificate->key, scheme->hash, size));
}

/* Is this certificate's curve among the client's supported_groups? (RFC 8422 §5.1.1; without the extension any is.) */
static bool curve_is_accepted(const Certificate *certificate, const Extensions *extensions)
{
    if (certificate->key.kind != KEY_EC || !extensions->has_supported_groups)
        return true;
    const Group *group = group_find(certificate->key.curve->name);
    return group && number_list_has(extensions->supported_groups, group->id);
}

bool choice_scheme_is_offered(const SignatureScheme *scheme, const Extensions *extensions)
{
    if (extensions->has_signature_algorithms)
        return number_list_has(extensions->signature_algorithms, scheme->id);
    return scheme->hash == HASH_SHA1 && scheme->kind != SIGNATURE_RSA_PSS;
}

Bytes choice_certificate_schemes(const Extensions *extensions)
{
    if (extensions->has_signature_algorithms_cert)
        return extensions->signature_algorithms_cert;
    return extensions->has_signature_algorithms ? extensions->signature_algorithms : BYTES_EMPTY;
}

/* The kind of key that signed the certificate; KEY_UNKNOWN where its issuer is not in the chain. */
static KeyKind kind_of_signer(const CertificateList *chain, const Certificate *certificate)
{
    for (size_t i = 0; i < chain->count; i++)
        if (bytes_equal(chain->items[i]->subject, certificate->issuer))
            return chain->items[i]->key.kind;
    return KEY_UNKNOWN;
}

/* An issuer that is not there may have either kind of RSA key. */
static bool is_signed_by(const CertificateList *chain, const Certificate *certificate, Bytes schemes)
{
    const SignatureAlgorithm *algorithm = &certificate->signature_algorithm;
    KeyKind kind = kind_of_signer(chain, certificate);
    return number_list_has(schemes, signature_scheme_id_of(algorithm, kind)) ||
           (kind == KEY_UNKNOWN && number_list_has(schemes, signature_scheme_id_of(algorithm, KEY_RSA_PSS)));
}

bool choice_chain_is_signed_by(const CertificateList *chain, Bytes schemes)
{
    for (size_t i = 0; i < chain->count && schemes.size > 0; i++)
        if (!certificate_is_self_issued(chain->items[i]) && !is_signed_by(chain, chain->items[i], schemes))
            return false;
    return true;
}

static const SignatureScheme *choose_scheme(const PeerConfig *config, uint16_t version, const Certificate *certificate,
                                            const Extensions *extensions)
{
    if (!version_names_signatures(version))
        return signature_scheme_implied(certificate->key.kind);
    for (int i = 0; i < config->signature_scheme_count; i++) {
        const SignatureScheme *scheme = config->signature_schemes[i];
        if (choice_scheme_is_offered(scheme, extensions) && choice_scheme_suits(scheme, certificate))
            return scheme;
    }
    return NULL;
}

/* RFC 7919 §4: a client that names finite fields gets one of these. One that names none gets the server's own. */
static bool field_is_accepted(const Group *group, const Extensions *extensions)
{
    if (number_list_has_finite_field(extensions->supported_groups))
        return group->id != 0 && number_list_has(extensions->supported_groups, group->id);
    return true;
}

/* Without supported_groups any curve will do (RFC 8422 §4); a curve that only a toy's scenario knows will not. */
static bool curve_group_is_accepted(const Group *group, const Extensions *extensions)
{
    if (!extensions->has_supported_groups)
        return !group->toy;
    return number_list_has(extensions->supported_groups, group->id);
}

/* A client that lists no groups may be older than all but P-256 (RFC 8422 §4 leaves the choice to the server). */
static const Group *group_of_the_silent(const PeerConfig *config)
{
    const Group *usual = group_find("secp256r1");
    for (int i = 0; i < config->group_count; i++)
        if (config->groups[i] == usual)
            return usual;
    return NULL;
}

static const Group *choose_group(const PeerConfig *config, KeyExchange exchange, const Extensions *extensions)
{
    const Group *usual = extensions->has_supported_groups ? NULL : group_of_the_silent(config);
    if (usual && exchange == KEY_EXCHANGE_ECDHE)
        return usual;
    for (int i = 0; i < config->group_count; i++) {
        const Group *group = config->groups[i];
        bool field = group->kind == GROUP_FINITE_FIELD;
        if (field != (exchange == KEY_EXCHANGE_DHE))
            continue;
        if (field ? field_is_accepted(group, extensions) : curve_group_is_accepted(group, extensions))
            return group;
    }
    return NULL;
}

/* Whether the certificate is of the suite's kind, and the client knows its curve and a scheme that its key makes. */
static bool certificate_fits(const PeerConfig *config, const Suite *suite, uint16_t version,
                             const Certificate *certificate, const Extensions *extensions)
{
    return choice_key_fits(suite, version, certificate->key.kind) && curve_is_accepted(certificate, extensions) &&
           (!suite_signs(suite) || choose_scheme(config, version, certificate, extensions));
}

/* One whose chain is signed by `schemes`, and whose keyUsage allows it, if there is one; otherwise one whose keyUsage
   does not: whether to bear with that is the client's to say. */
static const Credential *choose_credential(const PeerConfig *config, const Suite *suite, uint16_t version,
                                           const Extensions *extensions, Bytes schemes)
{
    const Credential *second_best = NULL;
    for (int i = 0; i < config->credential_count; i++) {
        const Credential *credential = &config->credentials[i];
        const Certificate *certificate = credential->chain->items[0];
        if (!certificate_fits(config, suite, version, certificate, extensions) ||
            !choice_chain_is_signed_by(credential->chain, schemes))
            continue;
        if (usage_allows(certificate, suite))
            return credential;
        if (!second_best)
            second_best = credential;
    }
    return second_best;
}

/* Whether there is what the server proves itself with, its chain signed by `schemes`, and where it insists on the
   client's proof, that can be asked for. */
static bool choose_proof(Choice *out, const PeerConfig *config, const Suite *suite, const Extensions *extensions,
                         Bytes schemes)
{
    out->suite = suite;
    if (suite_uses_psk(suite) && config->psk_count == 0)
        return false;
    if (config->server.client_certificate == CLIENT_CERTIFICATE_REQUIRED && !suite_may_ask_client(suite))
        return false;
    if (!suite_has_certificate(suite))
        return true;
    out->credential = choose_credential(config, suite, out->version, extensions, schemes);
    if (out->credential && suite_signs(suite))
        out->scheme = choose_scheme(config, out->version, out->credential->chain->items[0], extensions);
    return out->credential != NULL;
}

uint16_t choice_version(const PeerConfig *config, const ClientHello *hello)
{
    uint16_t version = hello->version < config->version_max ? hello->version : config->version_max;
    return version < config->version_min ? 0 : version;
}

/* From what has its certificates signed by `schemes`. */
static Error choose(Choice *out, const PeerConfig *config, const ClientHello *hello, Bytes schemes)
{
    uint16_t version = choice_version(config, hello);
    bool only_field_missing = false;
    for (int i = 0; i < config->suite_count; i++) {
        const Suite *suite = config->suites[i];
        if (!number_list_has(hello->cipher_suites, suite->id) || suite_version_min(suite) > version)
            continue;
        *out = (Choice){.version = version};
        if (!choose_proof(out, config, suite, &hello->extensions, schemes))
            continue;
        if (!suite_is_ephemeral(suite))
            return ERROR_NONE;
        out->group = choose_group(config, suite->key_exchange, &hello->extensions);
        if (out->group)
            return ERROR_NONE;
        only_field_missing |= suite->key_exchange == KEY_EXCHANGE_DHE;
    }
    *out = (Choice){0};
    return only_field_missing && number_list_has_finite_field(hello->extensions.supported_groups)
               ? ERROR_INSUFFICIENT_SECURITY
               : ERROR_HANDSHAKE_FAILURE;
}

Error choice_make(Choice *out, const PeerConfig *config, const ClientHello *hello)
{
    bool named = version_names_signatures(choice_version(config, hello));
    Bytes schemes = named ? choice_certificate_schemes(&hello->extensions) : BYTES_EMPTY;
    Error error = choose(out, config, hello, schemes);
    if (!error || schemes.size == 0)
        return error;
    error = choose(out, config, hello, BYTES_EMPTY);
    out->signed_otherwise = !error;
    return error;
}

const char *choice_protocol(const PeerConfig *config, const ClientHello *hello)
{
    for (int i = 0; i < config->protocol_count; i++)
        if (name_list_has(hello->extensions.alpn, bytes_of_text(config->protocols[i])))
            return config->protocols[i];
    return NULL;
}
