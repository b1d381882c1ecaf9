/* The client that is asked who it is: CertificateRequest, its Certificate, CertificateVerify. */
#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/choice.h"
#include "tls/handshake/handshake_certificate.h"
#include "tls/v12/authentication_telling.h"
#include "tls/v12/handlers.h"

/* CertificateRequest */

static void choose_credential(Handshake *handshake, const CertificateRequest *request)
{
    const PeerConfig *config = handshake->config;
    Agreement *agreement = handshake->agreement;
    handshake->credential =
        choice_answer_request(&agreement->client_signature_scheme, config, agreement->version, request);
    /* The first credential was told when the peer was made, for its first handshake. */
    if (handshake->credential && (handshake->previous || handshake->credential != &config->credentials[0]))
        certificate_tell_credential(handshake->teller, handshake->credential);
    authentication_tell_choice(handshake);
    if (handshake->credential &&
        !choice_chain_is_signed_by(handshake->credential->chain, request->signature_algorithms))
        telling_state(handshake->teller, EVENT_CLIENT_CHAIN_SIGNED_OTHERWISE);
}

/* RFC 5246 §7.4.4: who does not say who it is may not ask either. */
static Error check_asker(Handshake *handshake)
{
    if (agreement_authentication(handshake->agreement) != AUTHENTICATION_ANON)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_ANONYMOUS_REQUEST, false, ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE,
                           compared_text("a server that shows who it is", handshake->agreement->suite->name));
}

Error client_receive_certificate_request(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    authentication_tell_request_received(handshake, message, &decoded.certificate_request);
    error = check_asker(handshake);
    if (error)
        return error;
    handshake->certificate_requested = true;
    choose_credential(handshake, &decoded.certificate_request);
    transcript_add(&handshake->transcript, message->bytes);
    return ERROR_NONE;
}

/* Certificate */

/* RFC 5246 §7.4.6: who is asked has to answer, with an empty message where there is nothing to show. */
Error client_send_certificate(Handshake *handshake, const MessageView *message)
{
    (void)message;
    if (handshake->credential) {
        handshake_send_certificate(handshake, EVENT_SEND_CLIENT_CERTIFICATE, handshake->credential->chain);
    } else {
        handshake_send_certificate(handshake, EVENT_SEND_EMPTY_CERTIFICATE, NULL);
        transcript_release(&handshake->transcript);
    }
    return ERROR_NONE;
}

/* CertificateVerify */

/* RFC 5246 §7.4.8: over all handshake messages so far, by a hash of its own. */
Error client_send_certificate_verify(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const SignatureScheme *scheme = handshake->agreement->client_signature_scheme;
    Bytes messages = transcript_messages(&handshake->transcript);
    Buffer signature = BUFFER_EMPTY, name = BUFFER_EMPTY;
    Error error = signature_make(&signature, scheme, handshake->credential->key, messages, handshake->config->random,
                                 handshake_draw_name(handshake, &name, "signature"));
    if (error) {
        error = handshake_refuse(handshake, error, ERROR_INTERNAL_ERROR);
        goto done;
    }
    authentication_tell_signature(handshake, messages, buffer_bytes(&signature));
    certificate_verify_encode(&handshake->message, handshake->agreement->version, scheme->id, buffer_bytes(&signature));
    handshake_send(handshake, EVENT_SEND_CERTIFICATE_VERIFY);
    transcript_release(&handshake->transcript);
done:
    buffer_clear(&name);
    buffer_clear(&signature);
    return error;
}
