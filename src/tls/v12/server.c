/* The server up to its ServerHello: how it judges the offer, and what it chooses. */
#include <string.h>

#include "base/text.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/choice.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/hello_telling.h"
#include "tls/v12/resumption.h"
#include "tls/wire/naming.h"
#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"

/* Judging the offer */

/* RFC 7507 §3, of a version that is spoken here: another is refused as such. */
static Error check_fallback(Handshake *handshake, const ClientHello *hello)
{
    const PeerConfig *config = handshake->config;
    if (!number_list_has(hello->cipher_suites, SUITE_FALLBACK_SCSV))
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_FALLBACK, hello->version >= config->version_max,
                           ERROR_INAPPROPRIATE_FALLBACK, ERROR_INAPPROPRIATE_FALLBACK,
                           compared_text(version_name(config->version_max), version_name(hello->version)));
}

/* RFC 5246 §E.1 */
static Error check_version(Handshake *handshake, const ClientHello *hello)
{
    const PeerConfig *config = handshake->config;
    return handshake_check(handshake, EVENT_CHECK_CLIENT_VERSION, choice_version(config, hello) != 0,
                           ERROR_PROTOCOL_VERSION, ERROR_PROTOCOL_VERSION,
                           compared_text(version_name(config->version_min), version_name(hello->version)));
}

static Error check_compression(Handshake *handshake, const ClientHello *hello)
{
    static const uint8_t null_compression = 0;
    Bytes methods = hello->compression_methods;
    bool passed = methods.size && memchr(methods.data, null_compression, methods.size);
    return handshake_check(handshake, EVENT_CHECK_CLIENT_COMPRESSION, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER, compared_bytes(bytes_of(&null_compression, 1), methods));
}

/* RFC 6066 §3: ASCII without a dot at its end, and no address. It names no alert for anything else: our choice. Told
   only where it fails, like the form of a message. */
static Error check_host_name(Handshake *handshake, const Extensions *extensions)
{
    Bytes name = extensions->server_name;
    uint8_t address[IP_ADDRESS_SIZE_MAX];
    Buffer text = BUFFER_EMPTY;
    buffer_append(&text, name);
    bool good = name.size == 0 || (dns_name_is_host(name) && ip_address_parse(address, text_finish(&text)) == 0);
    buffer_clear(&text);
    if (good)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_HOST_NAME, false, ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
                           compared_words(BYTES_EMPTY, name));
}

/* RFC 6066 §3 allows to go on or to end the handshake; that it ends is our choice. */
static Error check_server_name(Handshake *handshake, const Extensions *extensions)
{
    Bytes own_name = offer_host_name(handshake->config->server_name);
    if (!handshake->config->server_name || !extensions->has_server_name)
        return ERROR_NONE;
    handshake->answer_server_name = true;
    return handshake_check(handshake, EVENT_CHECK_SERVER_NAME, offer_same_host(extensions->server_name, own_name),
                           ERROR_UNRECOGNIZED_NAME, ERROR_UNRECOGNIZED_NAME,
                           compared_words(own_name, extensions->server_name));
}

static Error judge_offer(Handshake *handshake, const ClientHello *hello)
{
    Error error = check_version(handshake, hello);
    if (!error)
        error = check_fallback(handshake, hello);
    if (!error)
        error = check_compression(handshake, hello);
    if (!error)
        error = handshake_check_offered_binding(handshake, hello);
    if (!error)
        error = handshake_check_point_formats(handshake, &hello->extensions);
    if (!error)
        error = check_host_name(handshake, &hello->extensions);
    if (!error)
        error = check_server_name(handshake, &hello->extensions);
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
    telling_bytes(&telling, FACT_SESSION_ID, handshake->session_id.size ? DERIVATION_RANDOM : DERIVATION_CHOSEN,
                  buffer_bytes(&handshake->session_id));
    telling_end(&telling);
}

static void tell_text(Handshake *handshake, EventId id, FactId fact, const char *text)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, id))
        return;
    telling_text(&telling, fact, DERIVATION_CHOSEN, text);
    telling_end(&telling);
}

static Error choose_suite(Handshake *handshake, const ClientHello *hello)
{
    Agreement *agreement = handshake->agreement;
    Choice choice;
    Error error = choice_make(&choice, handshake->config, hello);
    error = handshake_check(handshake, EVENT_CHECK_COMMON_SUITE, error == ERROR_NONE, error, error,
                            compared_text(NULL, choice.suite ? choice.suite->name : NULL));
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

/* What the session says needs no choice. RFC 6066 §3: the name is not acknowledged again. */
static void take_up_session(Handshake *handshake)
{
    Agreement *agreement = handshake->agreement;
    agreement->version = handshake->session.version;
    agreement->suite = handshake->session.suite;
    agreement->resumed = true;
    handshake->answer_server_name = false;
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_RESUME_SESSION))
        return;
    telling_text(&telling, FACT_VERSION, DERIVATION_REMEMBERED, version_name(agreement->version));
    telling_text(&telling, FACT_CIPHER_SUITE, DERIVATION_REMEMBERED, agreement->suite->name);
    telling_bytes(&telling, FACT_SESSION_ID, DERIVATION_READ, buffer_bytes(&handshake->session_id));
    telling_end(&telling);
}

/* RFC 7301 §3.2 */
static Error choose_protocol(Handshake *handshake, const ClientHello *hello)
{
    if (!hello->extensions.has_alpn || handshake->config->protocol_count == 0)
        return ERROR_NONE;
    const char *protocol = choice_protocol(handshake->config, hello);
    Error error =
        handshake_check(handshake, EVENT_CHECK_COMMON_PROTOCOL, protocol != NULL, ERROR_NO_APPLICATION_PROTOCOL,
                        ERROR_NO_APPLICATION_PROTOCOL, compared_text(NULL, protocol));
    if (error)
        return error;
    /* A name in the offer has at most 255 bytes. */
    strcpy(handshake->agreement->protocol, protocol);
    tell_text(handshake, EVENT_CHOOSE_PROTOCOL, FACT_PROTOCOL, protocol);
    return ERROR_NONE;
}

static void choose_extensions(Handshake *handshake, const Extensions *offered)
{
    const PeerConfig *config = handshake->config;
    Agreement *agreement = handshake->agreement;
    bool aead = cipher_info(agreement->suite->cipher)->aead;
    /* RFC 7627 §5.3: a resumed session keeps what it has. */
    agreement->extended_master_secret = handshake->resuming
                                            ? handshake->session.extended_master_secret
                                            : config->extended_master_secret && offered->has_extended_master_secret;
    agreement->encrypt_then_mac = config->encrypt_then_mac && offered->has_encrypt_then_mac && !aead;
    handshake->answer_point_formats =
        !handshake->resuming && offered->has_ec_point_formats && agreement->suite->key_exchange == KEY_EXCHANGE_ECDHE;
    server_choose_status(handshake, offered);

    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_EXTENSIONS))
        return;
    telling_flag(&telling, FACT_EXTENDED_MASTER_SECRET, DERIVATION_CHOSEN, agreement->extended_master_secret);
    telling_flag(&telling, FACT_ENCRYPT_THEN_MAC, DERIVATION_CHOSEN, agreement->encrypt_then_mac);
    telling_end(&telling);
}

Error server_receive_hello(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ClientHello *hello = &decoded.client_hello;
    hello_tell_client(handshake, message, hello);
    handshake->offered_version = hello->version;
    memcpy(handshake->agreement->client_random, hello->random.data, RANDOM_SIZE);
    handshake->agreement->has_client_random = true;

    error = judge_offer(handshake, hello);
    if (!error)
        error = server_find_session(handshake, hello);
    handshake->new_ticket = server_gives_ticket(handshake, hello);
    if (!error && handshake->resuming)
        take_up_session(handshake);
    else if (!error)
        error = choose_suite(handshake, hello);
    if (!error)
        error = handshake_check_same_version(handshake, handshake->agreement->version);
    if (!error)
        error = choose_protocol(handshake, hello);
    if (error)
        return error;
    choose_extensions(handshake, &hello->extensions);
    error = handshake_check_same_master_secret(handshake, handshake->agreement->extended_master_secret);
    if (error)
        return error;
    connection_set_version(handshake->connection, handshake->agreement->version);

    transcript_add(&handshake->transcript, message->bytes);
    transcript_use_hash(&handshake->transcript,
                        suite_prf_hash(handshake->agreement->suite, handshake->agreement->version));
    return ERROR_NONE;
}

/* ServerHello */

static void answer_extensions(const Handshake *handshake, Extensions *out, Buffer *protocols)
{
    static const uint8_t uncompressed = 0;
    const Agreement *agreement = handshake->agreement;
    size_t protocol_size = strlen(agreement->protocol);
    out->has_server_name = handshake->answer_server_name;
    out->has_renegotiation_info = handshake->answer_renegotiation;
    out->renegotiated_connection = handshake_binding(handshake, ACTOR_SERVER);
    out->has_ec_point_formats = handshake->answer_point_formats;
    out->ec_point_formats = bytes_of(&uncompressed, 1);
    out->has_session_ticket = handshake->new_ticket;
    out->has_extended_master_secret = agreement->extended_master_secret;
    out->has_encrypt_then_mac = agreement->encrypt_then_mac;
    out->has_status_request = handshake->status_answered == STATUS_ANSWERED;
    out->has_status_request_v2 = handshake->status_answered == STATUS_ANSWERED_V2;
    out->has_alpn = protocol_size > 0;
    if (out->has_alpn) {
        buffer_append_number(protocols, 1, protocol_size);
        buffer_append(protocols, bytes_of(agreement->protocol, protocol_size));
        out->alpn = buffer_bytes(protocols);
    }
    out->present = out->has_server_name || out->has_renegotiation_info || out->has_ec_point_formats ||
                   out->has_extended_master_secret || out->has_encrypt_then_mac || out->has_alpn ||
                   out->has_session_ticket || out->has_status_request || out->has_status_request_v2;
}

Error server_send_hello(Handshake *handshake, const MessageView *message)
{
    (void)message;
    const Agreement *agreement = handshake->agreement;
    Buffer protocols = BUFFER_EMPTY;
    handshake_draw_server_random(handshake);
    /* A session that is not kept gets no name (RFC 5246 §7.4.1.3). */
    ServerHello hello = {.version = agreement->version,
                         .random = BYTES_OF_ARRAY(agreement->server_random),
                         .session_id = buffer_bytes(&handshake->session_id),
                         .cipher_suite = agreement->suite->id};
    answer_extensions(handshake, &hello.extensions, &protocols);
    server_hello_encode(&handshake->message, &hello);
    buffer_clear(&protocols);
    handshake_send(handshake, EVENT_SEND_SERVER_HELLO);
    if (handshake->resuming)
        handshake_resume_keys(handshake);
    return ERROR_NONE;
}
