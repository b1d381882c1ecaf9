#include "tls/handshake/hello_telling.h"

#include "base/text.h"
#include "tls/telling/message_telling.h"
#include "tls/wire/naming.h"

typedef void AppendNames(Buffer *out, Bytes list);

static void tell_list(Telling *telling, FactId fact, DerivationId how, AppendNames *append, Bytes list)
{
    Buffer text = BUFFER_EMPTY;
    append(&text, list);
    telling_buffer(telling, fact, how, &text);
}

static void tell_version(Telling *telling, FactId fact, DerivationId how, uint16_t version)
{
    Buffer text = BUFFER_EMPTY;
    names_append_version(&text, version);
    telling_buffer(telling, fact, how, &text);
}

void hello_tell_lists(Telling *telling, DerivationId how, const ClientHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    tell_version(telling, FACT_OFFERED_VERSION, how, hello->version);
    tell_list(telling, FACT_CIPHER_SUITES, how, names_append_suites, hello->cipher_suites);
    if (hello->session_id.size > 0)
        telling_bytes(telling, FACT_OFFERED_SESSION_ID, how, hello->session_id);
    if (extensions->session_ticket.size > 0)
        telling_bytes(telling, FACT_OFFERED_TICKET, how, extensions->session_ticket);
    if (extensions->has_server_name)
        telling_bytes(telling, FACT_SERVER_NAME, how, extensions->server_name);
    if (extensions->has_supported_groups)
        tell_list(telling, FACT_SUPPORTED_GROUPS, how, names_append_groups, extensions->supported_groups);
    if (extensions->has_signature_algorithms)
        tell_list(telling, FACT_SIGNATURE_ALGORITHMS, how, names_append_schemes, extensions->signature_algorithms);
    if (extensions->has_signature_algorithms_cert)
        tell_list(telling, FACT_SIGNATURE_ALGORITHMS_CERT, how, names_append_schemes,
                  extensions->signature_algorithms_cert);
    if (extensions->has_alpn)
        tell_list(telling, FACT_OFFERED_PROTOCOLS, how, names_append_protocols, extensions->alpn);
}

static void append_specs(Buffer *out, Bytes specs)
{
    for (size_t at = 0; at + SSL2_CIPHER_SPEC_SIZE <= specs.size; at += SSL2_CIPHER_SPEC_SIZE) {
        const char *name = ssl2_cipher_spec_name(specs.data + at);
        text_append(out, at > 0 ? ", " : "");
        text_append(out, name ? name : "0x");
        if (!name)
            text_append_hex(out, bytes_of(specs.data + at, SSL2_CIPHER_SPEC_SIZE));
    }
}

void hello_tell_ssl2(Telling *telling, const Ssl2Hello *hello)
{
    tell_version(telling, FACT_OFFERED_VERSION, DERIVATION_READ, hello->version);
    tell_list(telling, FACT_CIPHER_SUITES, DERIVATION_READ, append_specs, hello->cipher_specs);
}

void hello_tell_offer(Handshake *handshake)
{
    Telling telling;
    if (!telling_begin(&telling, handshake->teller, EVENT_OFFER))
        return;
    hello_tell_lists(&telling, DERIVATION_CONFIGURED, &handshake->offer.hello);
    telling_end(&telling);
}

void hello_tell_client(Handshake *handshake, const MessageView *message, const ClientHello *hello)
{
    EventId id = handshake->previous ? EVENT_RECEIVE_CLIENT_HELLO_AGAIN : EVENT_RECEIVE_CLIENT_HELLO;
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, id, message, handshake->agreement))
        return;
    telling_bytes(&telling, FACT_CLIENT_RANDOM, DERIVATION_READ, hello->random);
    hello_tell_lists(&telling, DERIVATION_READ, hello);
    telling_end(&telling);
}

void hello_tell_choice(Telling *telling, const ServerHello *hello)
{
    const Extensions *extensions = &hello->extensions;
    uint8_t suite[2];
    bytes_write_number(suite, sizeof suite, hello->cipher_suite);
    tell_version(telling, FACT_VERSION, DERIVATION_READ, hello->version);
    telling_bytes(telling, FACT_SERVER_RANDOM, DERIVATION_READ, hello->random);
    telling_bytes(telling, FACT_SESSION_ID, DERIVATION_READ, hello->session_id);
    tell_list(telling, FACT_CIPHER_SUITE, DERIVATION_READ, names_append_suites, BYTES_OF_ARRAY(suite));
    if (extensions->has_alpn)
        tell_list(telling, FACT_PROTOCOL, DERIVATION_READ, names_append_protocols, extensions->alpn);
    telling_flag(telling, FACT_EXTENDED_MASTER_SECRET, DERIVATION_READ, extensions->has_extended_master_secret);
    telling_flag(telling, FACT_ENCRYPT_THEN_MAC, DERIVATION_READ, extensions->has_encrypt_then_mac);
}

void hello_tell_server(Handshake *handshake, const MessageView *message, const ServerHello *hello)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_SERVER_HELLO, message, handshake->agreement))
        return;
    hello_tell_choice(&telling, hello);
    telling_end(&telling);
}
