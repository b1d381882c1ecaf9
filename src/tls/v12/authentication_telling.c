#include "tls/v12/authentication_telling.h"

#include "tls/handshake/certificate_telling.h"
#include "tls/telling/message_telling.h"
#include "tls/wire/naming.h"

void authentication_tell_lists(Telling *telling, DerivationId how, const CertificateRequest *request)
{
    Buffer types = BUFFER_EMPTY, schemes = BUFFER_EMPTY, authorities = BUFFER_EMPTY;
    names_append_certificate_types(&types, request->certificate_types);
    names_append_schemes(&schemes, request->signature_algorithms);
    names_append_authorities(&authorities, request->authorities);
    telling_buffer(telling, FACT_CERTIFICATE_TYPES, how, &types);
    if (request->signature_algorithms.size > 0)
        telling_buffer(telling, FACT_REQUESTED_SIGNATURE_ALGORITHMS, how, &schemes);
    buffer_clear(&schemes);
    telling_buffer(telling, FACT_CERTIFICATE_AUTHORITIES, how, &authorities);
}

void authentication_tell_verify(Telling *telling, const CertificateVerify *verify)
{
    uint8_t scheme[2];
    Buffer name = BUFFER_EMPTY;
    bytes_write_number(scheme, sizeof scheme, verify->signature_scheme);
    names_append_schemes(&name, BYTES_OF_ARRAY(scheme));
    if (version_names_signatures(telling->message.version))
        telling_buffer(telling, FACT_CLIENT_SIGNATURE_SCHEME, DERIVATION_READ, &name);
    buffer_clear(&name);
    telling_bytes(telling, FACT_CLIENT_SIGNATURE, DERIVATION_READ, verify->signature);
}

void authentication_tell_request(const Handshake *handshake, const CertificateRequest *request)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_REQUEST_CERTIFICATE))
        return;
    authentication_tell_lists(&telling, DERIVATION_CHOSEN, request);
    telling_end(&telling);
}

/* Before TLS 1.2. */
static void tell_implied_scheme(Telling *telling, const SignatureScheme *scheme)
{
    Learned *implied = telling_text(telling, FACT_CLIENT_SIGNATURE_SCHEME, DERIVATION_IMPLIED, scheme->name);
    learned_from(implied, FACT_VERSION);
    learned_from(implied, FACT_CLIENT_CERTIFICATE);
}

static void tell_signed_messages(Telling *telling, const Transcript *transcript)
{
    Learned *messages =
        telling_bytes(telling, FACT_SIGNED_MESSAGES, DERIVATION_HANDSHAKE_MESSAGES, transcript_messages(transcript));
    messages->how.transcript = transcript_part(transcript);
}

void authentication_tell_verify_received(const Handshake *handshake, const MessageView *message,
                                         const CertificateVerify *verify)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_CERTIFICATE_VERIFY, message,
                                handshake->agreement))
        return;
    tell_signed_messages(&telling, &handshake->transcript);
    if (!version_names_signatures(handshake->agreement->version))
        tell_implied_scheme(&telling, signature_scheme_implied(handshake->chain.items[0]->key.kind));
    authentication_tell_verify(&telling, verify);
    telling_end(&telling);
}

void authentication_tell_request_received(const Handshake *handshake, const MessageView *message,
                                          const CertificateRequest *request)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_CERTIFICATE_REQUEST, message,
                                handshake->agreement))
        return;
    authentication_tell_lists(&telling, DERIVATION_READ, request);
    telling_end(&telling);
}

void authentication_tell_choice(const Handshake *handshake)
{
    const SignatureScheme *scheme = handshake->agreement->client_signature_scheme;
    Telling telling;
    if (!telling_begin(&telling, handshake->teller,
                       scheme ? EVENT_CHOOSE_CLIENT_CERTIFICATE : EVENT_NO_CLIENT_CERTIFICATE))
        return;
    if (scheme && version_names_signatures(handshake->agreement->version))
        telling_text(&telling, FACT_CLIENT_SIGNATURE_SCHEME, DERIVATION_CHOSEN, scheme->name);
    else if (scheme)
        tell_implied_scheme(&telling, scheme);
    telling_end(&telling);
}

void authentication_tell_signature(const Handshake *handshake, Bytes messages, Bytes signature)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_SIGN_MESSAGES))
        return;
    tell_signed_messages(&telling, &handshake->transcript);
    certificate_tell_signature(&telling, ACTOR_CLIENT, handshake->credential->key,
                               handshake->agreement->client_signature_scheme, messages, signature);
    telling_end(&telling);
}
