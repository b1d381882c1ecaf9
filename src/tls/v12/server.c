/* The server up to its ServerHello: how it judges the offer, and what it chooses. */
#include <string.h>

#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/choice.h"
#include "tls/handshake/extension_use.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/handshake_random.h"
#include "tls/handshake/hello_checks.h"
#include "tls/handshake/hello_telling.h"
#include "tls/v12/binding.h"
#include "tls/v12/exchange.h"
#include "tls/v12/handlers.h"
#include "tls/v12/keys.h"
#include "tls/v12/resumption.h"
#include "tls/v12/stapling.h"
#include "tls/v12/v12_handshake.h"

/* Judging the offer */

static Error check_compression(Handshake *handshake, const ClientHello *hello)
{
    static const uint8_t null_compression = 0;
    Bytes methods = hello->compression_methods;
    bool passed = methods.size && memchr(methods.data, null_compression, methods.size);
    return handshake_check(handshake, EVENT_CHECK_CLIENT_COMPRESSION, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_bytes(bytes_of(&null_compression, 1), methods));
}

static Error judge_offer(Handshake *handshake, const ClientHello *hello)
{
    Error error = check_compression(handshake, hello);
    if (!error)
        error = handshake_check_offered_binding(handshake, hello);
    if (!error)
        error = handshake_check_point_formats(handshake, &hello->extensions);
    if (!error)
        error = hello_check_server_name(handshake, &hello->extensions);
    return error;
}

/* Choosing */

static void tell_suite(Handshake *handshake)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_SUITE))
        return;
    telling_text(&telling, FACT_VERSION, DERIVATION_CHOSEN, version_name(handshake->agreement->version));
    telling_text(&telling, FACT_CIPHER_SUITE, DERIVATION_CHOSEN, handshake->agreement->suite->name);
    telling_bytes(&telling, FACT_SESSION_ID, handshake->v12->session_id.size ? DERIVATION_RANDOM : DERIVATION_CHOSEN,
                  buffer_bytes(&handshake->v12->session_id));
    telling_end(&telling);
}

static Error choose_suite(Handshake *handshake, const ClientHello *hello)
{
    Agreement *agreement = handshake->agreement;
    Choice choice;
    Error error = choice_make(&choice, handshake->config, hello);
    error = handshake_check(
        handshake, EVENT_CHECK_COMMON_SUITE, error == ERROR_NONE, error, error,
        compared_text("a suite that both sides can go on with", choice.suite ? choice.suite->name : "none"));
    if (error)
        return error;
    agreement->version = choice.version;
    agreement->suite = choice.suite;
    agreement->group = choice.group;
    agreement->signature_scheme = choice.scheme;
    handshake->credential = choice.credential;
    server_name_session(handshake);
    tell_suite(handshake);
    if (choice.signed_otherwise)
        telling_state(handshake->teller, EVENT_CHAIN_SIGNED_OTHERWISE);
    /* The first credential was told when the peer was made, for its first handshake. */
    if (choice.credential && (handshake->previous || choice.credential != &handshake->config->credentials[0]))
        certificate_tell_credential(handshake->teller, choice.credential);
    handshake_tell_anonymity(handshake);
    return ERROR_NONE;
}

/* What the session says needs no choice. */
static void take_up_session(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    agreement->version = handshake->session.version;
    agreement->suite = handshake->session.suite;
    agreement->resumed = true;
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_RESUME_SESSION))
        return;
    telling_text(&telling, FACT_VERSION, DERIVATION_REMEMBERED, version_name(agreement->version));
    telling_text(&telling, FACT_CIPHER_SUITE, DERIVATION_REMEMBERED, agreement->suite->name);
    telling_bytes(&telling, FACT_SESSION_ID, DERIVATION_READ, buffer_bytes(&handshake->v12->session_id));
    telling_end(&telling);
}

/* That depend on more than the configuration and the agreement. */
static void answer_own_extensions(Handshake *handshake, const Extensions *offered)
{
    const V12Handshake *own = handshake->v12;
    Extensions *answer = &handshake->answer;
    server_choose_status(handshake, offered);
    answer->has_status_request = own->status_answered == STATUS_ANSWERED;
    answer->has_status_request_v2 = own->status_answered == STATUS_ANSWERED_V2;
    answer->has_session_ticket = own->new_ticket;
    answer->has_renegotiation_info = own->answer_renegotiation;
    answer->renegotiated_connection = handshake_binding(handshake, ACTOR_SERVER);
}

static void choose_extensions(Handshake *handshake, const Extensions *offered)
{
    const Agreement *agreement = handshake->agreement;
    extensions_answer(handshake, offered);
    answer_own_extensions(handshake, offered);

    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_EXTENSIONS))
        return;
    extensions_tell_answer(&telling, DERIVATION_CHOSEN, &handshake->answer);
    hello_tell_bindings(&telling, DERIVATION_CHOSEN, agreement->extended_master_secret, agreement->encrypt_then_mac);
    telling_end(&telling);
}

Error server_receive_hello(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ClientHello *hello = &decoded.client_hello;
    error = judge_offer(handshake, hello);
    if (!error)
        error = server_find_session(handshake, hello);
    handshake->v12->new_ticket = server_gives_ticket(handshake, hello);
    if (!error && handshake->v12->resuming)
        take_up_session(handshake);
    else if (!error)
        error = choose_suite(handshake, hello);
    if (!error)
        error = handshake_check_same_version(handshake, handshake->agreement->version);
    if (!error)
        error = hello_choose_protocol(handshake, hello);
    if (error)
        return error;
    choose_extensions(handshake, &hello->extensions);
    error = handshake_check_same_master_secret(handshake, handshake->agreement->extended_master_secret);
    if (error)
        return error;
    connection_set_version(handshake->connection, handshake->agreement->version);

    transcript_add(&handshake->transcript, message->bytes);
    transcript_use_hash(&handshake->transcript, agreement_hash(handshake->agreement));
    return ERROR_NONE;
}

/* ServerHello */

Error server_send_hello(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const Agreement *agreement = handshake->agreement;
    handshake_draw_server_random(handshake);
    /* A session that is not kept gets no name (RFC 5246 §7.4.1.3). */
    ServerHello hello = {.version = agreement->version,
                         .random = BYTES_OF_ARRAY(agreement->server_random),
                         .session_id = buffer_bytes(&handshake->v12->session_id),
                         .cipher_suite = agreement->suite->id,
                         .extensions = handshake->answer};
    server_hello_encode(&handshake->message, &hello);
    handshake_send(handshake, EVENT_SEND_SERVER_HELLO);
    if (handshake->v12->resuming)
        handshake_resume_keys(handshake);
    return ERROR_NONE;
}
