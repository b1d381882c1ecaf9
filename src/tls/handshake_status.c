/* What a server staples to its certificate: an OCSP response, in CertificateStatus (RFC 6066 §8). */
#include "tls/certificate_telling.h"
#include "tls/handshake.h"
#include "x509/ocsp_validate.h"

Error server_send_certificate_status(Handshake *handshake, const MessageView *message)
{
    (void)message;
    certificate_status_encode(&handshake->message, handshake->credential->ocsp_response);
    handshake_send(handshake, EVENT_SEND_CERTIFICATE_STATUS);
    return ERROR_NONE;
}

/* A certificate that is trusted itself has no issuer who could take it back. */
static Error judge_response(Handshake *handshake, Bytes response)
{
    const PeerConfig *config = handshake->config;
    X509Request request = {.chain = &handshake->chain, .roots = config->trusted};
    X509Path path = {.count = 0};
    Error error = x509_path_find(&path, &request), alert = ERROR_NONE;
    if (error || path.count < 2)
        return error;
    OcspRequest ocsp = {
        .response = response, .certificate = path.certificates[0], .issuer = path.certificates[1], .now = config->now};
    error = ocsp_validate(&ocsp, config->observer, config->role, handshake->teller->handshake, &alert);
    return error ? handshake_refuse(handshake, error, alert) : ERROR_NONE;
}

Error client_receive_certificate_status(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const CertificateStatus *status = &decoded.certificate_status;
    certificate_tell_status(handshake, message, status);
    error = judge_response(handshake, status->response);
    if (error)
        return error;
    handshake->has_status = true;
    transcript_add(&handshake->transcript, message->bytes);
    return ERROR_NONE;
}

/* RFC 6066 §8 lets a server leave it out; a certificate may say that it must not be (RFC 7633 §4), and so may whoever
   set up this client. The alert is our choice. */
Error handshake_check_status_presence(Handshake *handshake)
{
    if (!handshake->offer.hello.extensions.has_status_request || handshake->chain.count == 0)
        return ERROR_NONE;
    bool needed = handshake->config->require_status || handshake->chain.items[0]->must_staple;
    return handshake_check(
        handshake, EVENT_CHECK_STATUS_PRESENCE, handshake->has_status || !needed, ERROR_STATUS_MISSING,
        ERROR_BAD_CERTIFICATE_STATUS_RESPONSE,
        compared_text(needed ? "required" : "not required", handshake->has_status ? "stapled" : "none"));
}
