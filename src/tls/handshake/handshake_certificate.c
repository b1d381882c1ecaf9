#include "tls/handshake/handshake_certificate.h"

#include "tls/handshake/certificate_telling.h"
#include "x509/path/trust_anchor.h"

void handshake_send_certificate(Handshake *handshake, EventId id, const CertificateList *chain)
{
    Bytes certificates[CERTIFICATES_MAX];
    int count = 0;
    for (size_t i = 0; chain && i < chain->count && count < CERTIFICATES_MAX; i++)
        certificates[count++] = chain->items[i]->der;
    certificate_encode(&handshake->message, certificates, count);
    handshake_send(handshake, id);
}

/* Where no roots are set none is trusted. */
static const CertificateList *trusted_roots(const PeerConfig *config)
{
    static const CertificateList none = {0};
    return config->trusted ? config->trusted : &none;
}

static Error decode_chain(Handshake *handshake, const CertificateMessage *chain)
{
    for (int i = 0; i < chain->count; i++) {
        Certificate *certificate;
        Error error = trust_sent_decode(&certificate, chain->certificates[i], i, trusted_roots(handshake->config));
        if (error)
            return error;
        certificate_list_add(&handshake->chain, certificate);
    }
    return ERROR_NONE;
}

Error handshake_take_chain(Handshake *handshake, const MessageView *message, const CertificateMessage *chain)
{
    Error error = decode_chain(handshake, chain);
    certificate_tell_received(handshake, message, chain);
    return error;
}

Error handshake_check_chain_form(Handshake *handshake, const CertificateMessage *chain, Error form)
{
    /* Only a client may come without a certificate (RFC 5246 §7.4.2, §7.4.6). */
    Error error = chain->count > 0 ? form : ERROR_DECODE_ERROR;
    certificate_tell_form(handshake->teller, chain, &handshake->chain, error);
    if (error)
        return handshake_refuse(handshake, error, chain->count > 0 ? x509_alert(error) : error);
    return ERROR_NONE;
}

Error handshake_validate_chain(Handshake *handshake, const char *host, unsigned key_usage, Bytes schemes)
{
    X509Scheme named[SIGNATURE_SCHEMES_MAX];
    const PeerConfig *config = handshake->config;
    X509Request request = {.chain = &handshake->chain,
                           .roots = trusted_roots(config),
                           .now = config->now,
                           .host = host,
                           .purpose = config->role == ACTOR_CLIENT ? PURPOSE_SERVER_AUTH : PURPOSE_CLIENT_AUTH,
                           .key_usage = key_usage,
                           .crls = config->crls,
                           .path_max = config->path_max,
                           .schemes = named,
                           .scheme_count = schemes.size > 0 ? signature_schemes_of_certificates(named, schemes) : 0};
    Error alert = ERROR_NONE;
    Error error =
        x509_validate(&handshake->path, &request, config->observer, config->role, handshake->teller->handshake, &alert);
    return error ? handshake_refuse(handshake, error, alert) : ERROR_NONE;
}
