#include "tls/handshake/hello_checks.h"

#include <string.h>

#include "base/text.h"
#include "tls/handshake/choice.h"
#include "tls/wire/naming.h"
#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"

/* The server */

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
    return handshake_check(
        handshake, EVENT_CHECK_HOST_NAME, false, ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
        compared_sides(side_text("a host's name: labels of letters, digits, - and _, with dots between"),
                       side_words(name)));
}

/* RFC 6066 §3 allows to go on or to end the handshake; that it ends is our choice. */
static Error check_own_name(Handshake *handshake, const Extensions *extensions)
{
    Bytes own_name = offer_host_name(handshake->config->server_name);
    if (!handshake->config->server_name || !extensions->has_server_name)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_SERVER_NAME, offer_same_host(extensions->server_name, own_name),
                           ERROR_UNRECOGNIZED_NAME, ERROR_UNRECOGNIZED_NAME,
                           compared_words(own_name, extensions->server_name));
}

Error hello_check_server_name(Handshake *handshake, const Extensions *offered)
{
    Error error = check_host_name(handshake, offered);
    return error ? error : check_own_name(handshake, offered);
}

static void tell_protocol(Handshake *handshake, const char *protocol)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_CHOOSE_PROTOCOL))
        return;
    telling_text(&telling, FACT_PROTOCOL, DERIVATION_CHOSEN, protocol);
    telling_end(&telling);
}

/* RFC 7301 §3.2 */
Error hello_choose_protocol(Handshake *handshake, const ClientHello *hello)
{
    if (!hello->extensions.has_alpn || handshake->config->protocol_count == 0)
        return ERROR_NONE;
    const char *protocol = choice_protocol(handshake->config, hello);
    Error error = handshake_check(
        handshake, EVENT_CHECK_COMMON_PROTOCOL, protocol != NULL, ERROR_NO_APPLICATION_PROTOCOL,
        ERROR_NO_APPLICATION_PROTOCOL,
        compared_sides(side_meaning("one of those offered: ", names_append_protocols, hello->extensions.alpn),
                       side_text(protocol ? protocol : "none that is spoken here")));
    if (error)
        return error;
    /* A name in the offer has at most 255 bytes. */
    strcpy(handshake->agreement->protocol, protocol);
    tell_protocol(handshake, protocol);
    return ERROR_NONE;
}

/* The client */

Error hello_check_answered_compression(Handshake *handshake, const ServerHello *hello)
{
    static const uint8_t null_compression = 0;
    return handshake_check(handshake, EVENT_CHECK_SERVER_COMPRESSION, hello->compression_method == null_compression,
                           ERROR_ILLEGAL_PARAMETER, ERROR_ILLEGAL_PARAMETER,
                           compared_bytes(bytes_of(&null_compression, 1), bytes_of(&hello->compression_method, 1)));
}

/* RFC 5246 §7.4.1.4, and for TLS_EMPTY_RENEGOTIATION_INFO_SCSV RFC 5746 §3.4. */
Error hello_check_answered_extensions(Handshake *handshake, const Extensions *answered)
{
    const Offer *offer = &handshake->offer;
    for (int i = 0; i < answered->type_count; i++) {
        uint16_t type = answered->types[i];
        bool signalled =
            type == TLS_EXTENSION_RENEGOTIATION_INFO && offer_has_suite(offer, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV);
        if (!signalled && !extensions_have(&offer->hello.extensions, type))
            return handshake_check(
                handshake, EVENT_CHECK_SERVER_EXTENSIONS, false, ERROR_UNSUPPORTED_EXTENSION,
                ERROR_UNSUPPORTED_EXTENSION,
                compared_sides(side_text("only what was offered"), side_code(names_append_extensions, type)));
    }
    return handshake_check(
        handshake, EVENT_CHECK_SERVER_EXTENSIONS, true, ERROR_NONE, ERROR_NONE,
        compared_text("only what was offered", answered->type_count ? "nothing else" : "none at all"));
}

/* RFC 7301 §3.1: the list holds exactly one name. */
Error hello_check_answered_protocol(Handshake *handshake, const Extensions *answered)
{
    if (!answered->has_alpn)
        return ERROR_NONE;
    Bytes list = answered->alpn, name = list.size ? bytes_slice(list, 1, list.data[0]) : BYTES_EMPTY;
    bool passed = list.size == 1 + name.size && offer_has_protocol(&handshake->offer, name);
    return handshake_check(handshake, EVENT_CHECK_SERVER_PROTOCOL, passed, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER,
                           compared_sides(side_meaning("one of those offered, alone: ", names_append_protocols,
                                                       handshake->offer.hello.extensions.alpn),
                                          side_meaning(NULL, names_append_protocols, list)));
}
