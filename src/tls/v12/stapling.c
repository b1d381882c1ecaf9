#include "tls/v12/stapling.h"

#include <string.h>

#include "base/text.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/v12/handlers.h"
#include "tls/v12/v12_handshake.h"
#include "x509/path/ocsp_validate.h"

/* The server's choice and its message */

/* A list may have empty places. */
static bool can_staple(const Credential *credential, uint8_t type)
{
    return type == STATUS_TYPE_OCSP_MULTI || (type == STATUS_TYPE_OCSP && credential->ocsp_responses[0].size > 0);
}

/* Of both extensions the newer one, and of its types the one that the client likes best: our choice, and its wish. */
void server_choose_status(Handshake *handshake, const Extensions *offered)
{
    const Credential *credential = handshake->credential;
    if (handshake->v12->resuming || !credential || credential->ocsp_count == 0)
        return;
    for (int i = 0; i < STATUS_TYPES_KNOWN && offered->has_status_request_v2; i++)
        if (can_staple(credential, offered->status_types_v2[i])) {
            handshake->v12->status_answered = STATUS_ANSWERED_V2;
            handshake->status_type = offered->status_types_v2[i];
            return;
        }
    if (offered->has_status_request && offered->status_type == STATUS_TYPE_OCSP &&
        can_staple(credential, STATUS_TYPE_OCSP)) {
        handshake->v12->status_answered = STATUS_ANSWERED;
        handshake->status_type = STATUS_TYPE_OCSP;
    }
}

Error server_send_certificate_status(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const Credential *credential = handshake->credential;
    bool list = handshake->status_type == STATUS_TYPE_OCSP_MULTI;
    CertificateStatus status = {.status_type = handshake->status_type, .count = list ? credential->ocsp_count : 1};
    memcpy(status.responses, credential->ocsp_responses, sizeof status.responses);
    certificate_status_encode(&handshake->message, &status);
    handshake_send(handshake, list ? EVENT_SEND_CERTIFICATE_STATUSES : EVENT_SEND_CERTIFICATE_STATUS);
    return ERROR_NONE;
}

/* The client's judgement */

static void append_kind(Buffer *out, uint8_t type, size_t certificates)
{
    text_append(out, status_type_name(type));
    if (type != STATUS_TYPE_OCSP_MULTI)
        return;
    text_append(out, " for ");
    text_append_decimal(out, certificates);
}

/* RFC 6961 §2.2: no list but after status_request_v2, and of no more responses than certificates. The alert is our
   choice. */
static Error check_kind(Handshake *handshake, const CertificateStatus *status)
{
    bool list = status->status_type == STATUS_TYPE_OCSP_MULTI,
         agreed = handshake->v12->status_answered == STATUS_ANSWERED_V2;
    bool passed = !list || (agreed && (size_t)status->count <= handshake->chain.count);
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    append_kind(&expected, STATUS_TYPE_OCSP, 1);
    if (agreed) {
        text_append(&expected, ", or ");
        append_kind(&expected, STATUS_TYPE_OCSP_MULTI, handshake->chain.count);
    }
    append_kind(&found, status->status_type, (size_t)status->count);
    Error error = handshake_check(handshake, EVENT_CHECK_STATUS_KIND, passed, ERROR_ILLEGAL_PARAMETER,
                                  ERROR_ILLEGAL_PARAMETER, compared_text(text_finish(&expected), text_finish(&found)));
    buffer_clear(&expected);
    buffer_clear(&found);
    return error;
}

static Error judge_response(Handshake *handshake, int i, Bytes response)
{
    const PeerConfig *config = handshake->config;
    const X509Path *path = &handshake->path;
    OcspRequest ocsp = {.response = response,
                        .certificate = path->certificates[i],
                        .issuer = path->certificates[i + 1],
                        .index = path->sent_as[i],
                        .now = config->now};
    Error alert = ERROR_NONE;
    Error error = ocsp_validate(&ocsp, config->observer, config->role, handshake->teller->handshake, &alert);
    if (error)
        return handshake_refuse(handshake, error, alert);
    handshake->has_status[path->sent_as[i]] = true;
    return ERROR_NONE;
}

/* Of the certificates on the path from the server's own to a root: what else was sent along is asked for nothing. The
   last of the path is trusted itself: no issuer could take it back. */
static Error judge_responses(Handshake *handshake, const CertificateStatus *status)
{
    const X509Path *path = &handshake->path;
    Error error = ERROR_NONE;
    for (int i = 0; error == ERROR_NONE && i + 1 < path->count; i++) {
        int place = path->sent_as[i];
        if (place < status->count && status->responses[place].size > 0)
            error = judge_response(handshake, i, status->responses[place]);
    }
    handshake->has_status[0] = handshake->has_status[0] || path->count == 1;
    return error;
}

Error client_receive_certificate_status(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const CertificateStatus *status = &decoded.certificate_status;
    certificate_tell_status(handshake, message, status);
    error = check_kind(handshake, status);
    if (!error)
        error = judge_responses(handshake, status);
    if (error)
        return error;
    handshake->status_type = status->status_type;
    transcript_add(&handshake->transcript, message->bytes);
    return ERROR_NONE;
}

/* RFC 6066 §8 lets a server leave a response out; a certificate may say that its own must not be (RFC 7633 §4), and so
   may whoever set up this client, of those for authorities as far as there is a list of them. The alert is our choice.
 */
static Error check_presence(Handshake *handshake, int place)
{
    bool needed = handshake->config->client.require_status || (place == 0 && handshake->chain.items[0]->must_staple);
    bool stapled = handshake->has_status[place];
    Buffer expected = BUFFER_EMPTY;
    text_append(&expected, needed ? "required" : "not required");
    if (place > 0) {
        text_append(&expected, " for certificate ");
        text_append_decimal(&expected, (uint64_t)place);
    }
    Error error = handshake_check(handshake, EVENT_CHECK_STATUS_PRESENCE, stapled || !needed, ERROR_STATUS_MISSING,
                                  ERROR_BAD_CERTIFICATE_STATUS_RESPONSE,
                                  compared_text(text_finish(&expected), stapled ? "stapled" : "none"));
    buffer_clear(&expected);
    return error;
}

Error handshake_check_status_presence(Handshake *handshake)
{
    const Extensions *offered = &handshake->offer.hello.extensions;
    const X509Path *path = &handshake->path;
    if ((!offered->has_status_request && !offered->has_status_request_v2) || handshake->chain.count == 0)
        return ERROR_NONE;
    Error error = check_presence(handshake, 0);
    if (error || handshake->status_type != STATUS_TYPE_OCSP_MULTI)
        return error;
    for (int i = 1; error == ERROR_NONE && i + 1 < path->count; i++)
        error = check_presence(handshake, path->sent_as[i]);
    return error;
}
