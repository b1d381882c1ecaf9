/* The client at the ServerHello: how it judges what was chosen. */
#include <string.h>

#include "tls/handshake/handshake.h"
#include "tls/v12/binding.h"
#include "tls/v12/exchange.h"
#include "tls/v12/handlers.h"
#include "tls/v12/keys.h"
#include "tls/v12/resumption.h"
#include "tls/v12/v12_handshake.h"

static Error check_suite(Handshake *handshake, const ServerHello *hello)
{
    /* A signalling value in the offer is no suite that could be chosen. */
    bool passed = offer_has_suite(&handshake->offer, hello->cipher_suite) && suite_by_id(hello->cipher_suite);
    return handshake_check(handshake, EVENT_CHECK_SERVER_SUITE, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_text(NULL, suite_name_of_id(hello->cipher_suite)));
}

/* Authenticated encryption came with TLS 1.2, and MACs of the SHA-2 family did where there is no pre-shared key. */
static Error check_suite_version(Handshake *handshake, const ServerHello *hello)
{
    uint16_t needed = suite_version_min(suite_by_id(hello->cipher_suite));
    if (hello->version >= VERSION_TLS_1_2)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_SUITE_VERSION, hello->version >= needed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_text(version_name(needed), version_name(hello->version)));
}

static Error check_compression(Handshake *handshake, const ServerHello *hello)
{
    static const uint8_t null_compression = 0;
    return handshake_check(handshake, EVENT_CHECK_SERVER_COMPRESSION, hello->compression_method == null_compression,
                           ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
                           compared_bytes(bytes_of(&null_compression, 1), bytes_of(&hello->compression_method, 1)));
}

/* RFC 5246 §7.4.1.4, and for TLS_EMPTY_RENEGOTIATION_INFO_SCSV RFC 5746 §3.4. */
static Error check_extensions(Handshake *handshake, const Extensions *answered)
{
    const Offer *offer = &handshake->offer;
    for (int i = 0; i < answered->type_count; i++) {
        uint16_t type = answered->types[i];
        bool signalled =
            type == TLS_EXTENSION_RENEGOTIATION_INFO && offer_has_suite(offer, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV);
        if (!signalled && !extensions_have(&offer->hello.extensions, type))
            return handshake_check(handshake, EVENT_CHECK_SERVER_EXTENSIONS, false, ERROR_UNSUPPORTED_EXTENSION,
                                   ERROR_UNSUPPORTED_EXTENSION, compared_text(NULL, extension_name(type)));
    }
    return handshake_check(handshake, EVENT_CHECK_SERVER_EXTENSIONS, true, ERROR_NONE, ERROR_NONE, compared_nothing());
}

static Error check_encrypt_then_mac(Handshake *handshake, const ServerHello *hello)
{
    if (!hello->extensions.has_encrypt_then_mac)
        return ERROR_NONE;
    const Suite *suite = suite_by_id(hello->cipher_suite);
    return handshake_check(handshake, EVENT_CHECK_ENCRYPT_THEN_MAC, !cipher_info(suite->cipher)->aead,
                           ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER, compared_text(NULL, suite->name));
}

/* RFC 7301 §3.1: the list holds exactly one name. */
static Error check_protocol(Handshake *handshake, const Extensions *answered)
{
    if (!answered->has_alpn)
        return ERROR_NONE;
    Bytes list = answered->alpn, name = list.size ? bytes_slice(list, 1, list.data[0]) : BYTES_EMPTY;
    bool passed = list.size == 1 + name.size && offer_has_protocol(&handshake->offer, name);
    return handshake_check(handshake, EVENT_CHECK_SERVER_PROTOCOL, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_words(BYTES_EMPTY, name));
}

/* Each line relies on those before it. */
static Error check_hello(Handshake *handshake, const ServerHello *hello)
{
    Error error = check_suite(handshake, hello);
    if (!error)
        error = check_suite_version(handshake, hello);
    if (!error)
        error = check_compression(handshake, hello);
    if (!error)
        error = check_extensions(handshake, &hello->extensions);
    if (!error)
        error = handshake_check_answered_binding(handshake, &hello->extensions);
    if (!error)
        error = handshake_check_point_formats(handshake, &hello->extensions);
    if (!error)
        error = check_encrypt_then_mac(handshake, hello);
    if (!error)
        error = check_protocol(handshake, &hello->extensions);
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
    agreement->extended_master_secret = hello->extensions.has_extended_master_secret;
    agreement->encrypt_then_mac = hello->extensions.has_encrypt_then_mac;
    handshake->v12->status_answered = hello->extensions.has_status_request_v2 ? STATUS_ANSWERED_V2
                                      : hello->extensions.has_status_request  ? STATUS_ANSWERED
                                                                              : STATUS_NOT_ANSWERED;
    agreement->resumed = handshake->v12->resuming;
    if (hello->extensions.has_alpn)
        memcpy(agreement->protocol, hello->extensions.alpn.data + 1, hello->extensions.alpn.size - 1);
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
