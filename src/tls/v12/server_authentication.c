/* The server that asks the client who it is: CertificateRequest, the client's Certificate, CertificateVerify. */
#include "tls/handshake/choice.h"
#include "tls/handshake/handshake_certificate.h"
#include "tls/v12/authentication_telling.h"
#include "tls/v12/handlers.h"
#include "tls/wire/naming.h"

/* CertificateRequest */

/* A type for every kind of key that one of the schemes verifies. */
static void append_types(Buffer *out, const PeerConfig *config)
{
    bool rsa = false, ec = false;
    for (int i = 0; i < config->signature_scheme_count; i++) {
        rsa |= key_kind_is_rsa(config->signature_schemes[i]->key);
        ec |= config->signature_schemes[i]->key == KEY_EC;
    }
    if (rsa)
        buffer_append_number(out, 1, CERTIFICATE_TYPE_RSA_SIGN);
    if (ec)
        buffer_append_number(out, 1, CERTIFICATE_TYPE_ECDSA_SIGN);
}

/* RFC 9155 §3: a server does not ask for SHA-1, unless it knows nothing else. */
static bool only_sha1(const PeerConfig *config)
{
    for (int i = 0; i < config->signature_scheme_count; i++)
        if (config->signature_schemes[i]->hash != HASH_SHA1)
            return false;
    return true;
}

static bool scheme_is_asked_for(const PeerConfig *config, const SignatureScheme *scheme)
{
    for (int i = 0; i < config->signature_scheme_count; i++)
        if (config->signature_schemes[i] == scheme)
            return scheme->hash != HASH_SHA1 || only_sha1(config);
    return false;
}

/* Before TLS 1.2 none is named. */
static void append_schemes(Buffer *out, const PeerConfig *config, uint16_t version)
{
    for (int i = 0; version_names_signatures(version) && i < config->signature_scheme_count; i++)
        if (scheme_is_asked_for(config, config->signature_schemes[i]))
            buffer_append_number(out, 2, config->signature_schemes[i]->id);
}

/* The names of the trusted roots. Where the list cannot hold them all there is none, which stands for any (RFC 5246
   §7.4.4): a part of them would keep out clients whose authority is in the rest. That is our choice. */
static void append_authorities(Buffer *out, const PeerConfig *config)
{
    enum { LIST_MAX = 0xffff };
    const CertificateList *roots = config->trusted;
    for (size_t i = 0; roots && !config->server.no_certificate_authorities && i < roots->count; i++) {
        Bytes name = roots->items[i]->subject;
        buffer_append_number(out, 2, name.size);
        buffer_append(out, name);
    }
    if (out->size > LIST_MAX)
        buffer_truncate(out, 0);
}

Error server_send_certificate_request(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const PeerConfig *config = handshake->config;
    Buffer types = BUFFER_EMPTY, schemes = BUFFER_EMPTY, authorities = BUFFER_EMPTY;
    append_types(&types, config);
    append_schemes(&schemes, config, handshake->agreement->version);
    append_authorities(&authorities, config);
    CertificateRequest request = {buffer_bytes(&types), buffer_bytes(&schemes), buffer_bytes(&authorities)};
    authentication_tell_request(handshake, &request);
    certificate_request_encode(&handshake->message, handshake->agreement->version, &request);
    handshake->certificate_requested = true;
    handshake_send(handshake, EVENT_SEND_CERTIFICATE_REQUEST);
    buffer_clear(&authorities);
    buffer_clear(&schemes);
    buffer_clear(&types);
    return ERROR_NONE;
}

/* Certificate */

/* RFC 5246 §7.4.6: whether an empty message will do is the server's to say. */
static Error check_presence(Handshake *handshake, bool present)
{
    if (handshake->config->server.client_certificate != CLIENT_CERTIFICATE_REQUIRED)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_CLIENT_CERTIFICATE, present, ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE, compared_text("a certificate", present ? "one" : "none"));
}

/* A kind of key that was asked for: one that some scheme verifies. Before TLS 1.2 there has to be a scheme for it that
   goes without saying. */
static Error check_kind(Handshake *handshake)
{
    const PeerConfig *config = handshake->config;
    const Certificate *certificate = handshake->chain.items[0];
    bool named = version_names_signatures(handshake->agreement->version);
    bool possible = named || signature_scheme_implied(certificate->key.kind);
    bool passed = false;
    for (int i = 0; possible && i < config->signature_scheme_count && !passed; i++)
        passed = choice_scheme_suits(config->signature_schemes[i], certificate);
    return handshake_check(handshake, EVENT_CHECK_CLIENT_CERTIFICATE_KIND, passed, ERROR_UNSUPPORTED_CERTIFICATE,
                           ERROR_UNSUPPORTED_CERTIFICATE,
                           compared_text("a kind of key that was asked for", key_kind_name(certificate->key.kind)));
}

/* By which schemes a client's certificates may be signed: those that it was told, unless the server has others for
 * that. */
static void append_certificate_schemes(Buffer *out, const PeerConfig *config, uint16_t version)
{
    for (int i = 0; version_names_signatures(version) && i < config->certificate_scheme_count; i++)
        buffer_append_number(out, 2, config->certificate_schemes[i]->id);
    if (config->certificate_scheme_count == 0)
        append_schemes(out, config, version);
}

static Error judge_chain(Handshake *handshake, const CertificateMessage *chain, Error form)
{
    Error error = handshake_check_chain_form(handshake, chain, form);
    if (!error)
        error = check_kind(handshake);
    /* A certificate that is shown has to be good, also where none would have been let pass: our choice. */
    Buffer schemes = BUFFER_EMPTY;
    append_certificate_schemes(&schemes, handshake->config, handshake->agreement->version);
    if (!error)
        error = handshake_validate_chain(handshake, NULL, KEY_USAGE_DIGITAL_SIGNATURE, buffer_bytes(&schemes));
    buffer_clear(&schemes);
    return error;
}

Error server_receive_certificate(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const CertificateMessage *chain = &decoded.certificate;
    Error form = handshake_take_chain(handshake, message, chain);
    error = check_presence(handshake, chain->count > 0);
    if (!error && chain->count > 0)
        error = judge_chain(handshake, chain, form);
    if (error)
        return error;
    transcript_add(&handshake->transcript, message->bytes);
    if (chain->count == 0)
        transcript_release(&handshake->transcript);
    return ERROR_NONE;
}

/* CertificateVerify */

/* Notes the scheme; before TLS 1.2 it goes without saying. */
static Error check_scheme(Handshake *handshake, uint16_t id)
{
    const Certificate *certificate = handshake->chain.items[0];
    bool named = version_names_signatures(handshake->agreement->version);
    const SignatureScheme *scheme =
        named ? signature_scheme_by_id(id) : signature_scheme_implied(certificate->key.kind);
    bool passed = scheme && scheme_is_asked_for(handshake->config, scheme) && choice_scheme_suits(scheme, certificate);
    handshake->agreement->client_signature_scheme = passed || !named ? scheme : NULL;
    if (!named)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_CLIENT_SIGNATURE_SCHEME, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER,
                           compared_sides(side_text("one that was asked for, and goes with the key"),
                                          side_code(names_append_schemes, id)));
}

static Error check_signature(Handshake *handshake, const CertificateVerify *verify)
{
    const SignatureScheme *scheme = handshake->agreement->client_signature_scheme;
    Error error = signature_check(scheme, handshake->chain.items[0], transcript_messages(&handshake->transcript),
                                  verify->signature);
    return handshake_check(handshake, EVENT_CHECK_CLIENT_SIGNATURE, error == ERROR_NONE, error, ERROR_DECRYPT_ERROR,
                           compared_sides(side_text("what the certificate's key verifies over all messages before"),
                                          side_bytes(verify->signature)));
}

Error server_receive_certificate_verify(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const CertificateVerify *verify = &decoded.certificate_verify;
    authentication_tell_verify_received(handshake, message, verify);
    error = check_scheme(handshake, verify->signature_scheme);
    if (!error)
        error = check_signature(handshake, verify);
    if (error)
        return error;
    transcript_add(&handshake->transcript, message->bytes);
    transcript_release(&handshake->transcript);
    return ERROR_NONE;
}
