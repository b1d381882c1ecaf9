/* Which of its certificates a client answers a CertificateRequest with (RFC 5246 §7.4.4, §7.4.6). */
#include <string.h>

#include "tls/handshake/choice.h"
#include "tls/handshake/offer.h"

static bool type_is_asked_for(const Certificate *certificate, const CertificateRequest *request)
{
    Bytes types = request->certificate_types;
    int type = key_kind_is_rsa(certificate->key.kind) ? CERTIFICATE_TYPE_RSA_SIGN
               : certificate->key.kind == KEY_EC      ? CERTIFICATE_TYPE_ECDSA_SIGN
                                                      : -1;
    return types.size > 0 && type >= 0 && memchr(types.data, type, types.size);
}

static const SignatureScheme *choose_scheme(const PeerConfig *config, uint16_t version, const Certificate *certificate,
                                            const CertificateRequest *request)
{
    if (!version_names_signatures(version))
        return signature_scheme_implied(certificate->key.kind);
    for (int i = 0; i < config->signature_scheme_count; i++) {
        const SignatureScheme *scheme = config->signature_schemes[i];
        if (number_list_has(request->signature_algorithms, scheme->id) && choice_scheme_suits(scheme, certificate))
            return scheme;
    }
    return NULL;
}

static bool authority_is_named(Bytes authorities, Bytes name)
{
    while (authorities.size >= 2) {
        size_t size = (size_t)bytes_read_number(authorities.data, 2);
        if (bytes_equal(bytes_slice(authorities, 2, size), name))
            return true;
        authorities = bytes_slice(authorities, 2 + size, authorities.size);
    }
    return false;
}

/* An authority that is named may be a root or one below it. Nothing is asked where none is named. */
static bool issuer_is_asked_for(const CertificateList *chain, const CertificateRequest *request)
{
    for (size_t i = 0; i < chain->count; i++)
        if (authority_is_named(request->authorities, chain->items[i]->issuer))
            return true;
    return request->authorities.size == 0;
}

/* One whose chain is signed by `schemes`. */
static const Credential *answer(const SignatureScheme **scheme, const PeerConfig *config, uint16_t version,
                                const CertificateRequest *request, Bytes schemes)
{
    for (int i = 0; i < config->credential_count; i++) {
        const Credential *credential = &config->credentials[i];
        const Certificate *certificate = credential->chain->items[0];
        *scheme = choose_scheme(config, version, certificate, request);
        if (*scheme && type_is_asked_for(certificate, request) &&
            choice_chain_is_signed_by(credential->chain, schemes) && issuer_is_asked_for(credential->chain, request))
            return credential;
    }
    *scheme = NULL;
    return NULL;
}

const Credential *choice_answer_request(const SignatureScheme **scheme, const PeerConfig *config, uint16_t version,
                                        const CertificateRequest *request)
{
    const Credential *fitting = answer(scheme, config, version, request, request->signature_algorithms);
    return fitting ? fitting : answer(scheme, config, version, request, BYTES_EMPTY);
}
