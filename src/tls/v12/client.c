/* The client at the ServerHello: how it judges what was chosen. */
#include <string.h>

#include "tls/handshake/extension_use.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/hello_checks.h"
#include "tls/v12/binding.h"
#include "tls/v12/exchange.h"
#include "tls/v12/handlers.h"
#include "tls/v12/keys.h"
#include "tls/v12/resumption.h"
#include "tls/v12/v12_handshake.h"
#include "tls/wire/naming.h"

static Error check_suite(Handshake *handshake, const ServerHello *hello)
{
    /* A signalling value in the offer is no suite that could be chosen. */
    bool passed = offer_has_suite(&handshake->offer, hello->cipher_suite) && suite_by_id(hello->cipher_suite);
    return handshake_check(handshake, EVENT_CHECK_SERVER_SUITE, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER,
                           compared_sides(side_meaning("one that was offered: ", names_append_suites,
                                                       handshake->offer.hello.cipher_suites),
                                          side_code(names_append_suites, hello->cipher_suite)));
}

/* Authenticated encryption came with TLS 1.2, and MACs of the SHA-2 family did where there is no pre-shared key. */
static Error check_suite_version(Handshake *handshake, const ServerHello *hello)
{
    uint16_t needed = suite_version_min(suite_by_id(hello->cipher_suite));
    if (hello->version >= VERSION_TLS_1_2)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_SUITE_VERSION, hello->version >= needed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_codes(names_append_versions, needed, hello->version));
}

static Error check_encrypt_then_mac(Handshake *handshake, const ServerHello *hello)
{
    if (!hello->extensions.has_encrypt_then_mac)
        return ERROR_NONE;
    const Suite *suite = suite_by_id(hello->cipher_suite);
    return handshake_check(handshake, EVENT_CHECK_ENCRYPT_THEN_MAC, !cipher_info(suite->cipher)->aead,
                           ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
                           compared_text("a suite whose records have a MAC beside their encryption", suite->name));
}

/* Each line relies on those before it. */
static Error check_hello(Handshake *handshake, const ServerHello *hello)
{
    Error error = check_suite(handshake, hello);
    if (!error)
        error = check_suite_version(handshake, hello);
    if (!error)
        error = hello_check_answered_compression(handshake, hello);
    if (!error)
        error = hello_check_answered_extensions(handshake, &hello->extensions);
    if (!error)
        error = handshake_check_answered_binding(handshake, &hello->extensions);
    if (!error)
        error = handshake_check_point_formats(handshake, &hello->extensions);
    if (!error)
        error = check_encrypt_then_mac(handshake, hello);
    if (!error)
        error = hello_check_answered_protocol(handshake, &hello->extensions);
    if (!error)
        error = client_recognise_session(handshake, hello);
    if (!error)
        error = handshake_check_same_master_secret(handshake, hello->extensions.has_extended_master_secret);
    return error;
}

/* What of the answers takes effect. */
static void agree_on_hello(Handshake *handshake, const ServerHello *hello)
{
    Agreement *agreement = handshake->agreement;
    memcpy(agreement->server_random, hello->random.data, RANDOM_SIZE);
    agreement->has_server_random = true;
    agreement->version = hello->version;
    agreement->suite = suite_by_id(hello->cipher_suite);
    handshake->v12->status_answered = hello->extensions.has_status_request_v2 ? STATUS_ANSWERED_V2
                                      : hello->extensions.has_status_request  ? STATUS_ANSWERED
                                                                              : STATUS_NOT_ANSWERED;
    agreement->resumed = handshake->v12->resuming;
    extensions_agree(handshake, &hello->extensions);
}

Error client_receive_hello(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ServerHello *hello = &decoded.server_hello;
    error = check_hello(handshake, hello);
    if (error)
        return error;
    agree_on_hello(handshake, hello);
    connection_set_version(handshake->connection, hello->version);
    handshake_tell_anonymity(handshake);

    transcript_add(&handshake->transcript, message->bytes);
    transcript_use_hash(&handshake->transcript, agreement_hash(handshake->agreement));
    if (handshake->v12->resuming)
        handshake_resume_keys(handshake);
    return ERROR_NONE;
}
