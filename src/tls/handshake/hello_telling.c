#include "tls/handshake/hello_telling.h"

#include "base/text.h"
#include "tls/handshake/extension_use.h"
#include "tls/telling/message_telling.h"
#include "tls/wire/naming.h"

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
    telling_names(telling, FACT_CIPHER_SUITES, how, names_append_suites, hello->cipher_suites);
    /* Both offer a session, and so are told together, wherever the ticket stands among the extensions. */
    if (hello->session_id.size > 0)
        telling_bytes(telling, FACT_OFFERED_SESSION_ID, how, hello->session_id);
    if (extensions->session_ticket.size > 0)
        telling_bytes(telling, FACT_OFFERED_TICKET, how, extensions->session_ticket);
    extensions_tell_offer(telling, how, extensions);
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
    telling_names(telling, FACT_CIPHER_SUITES, DERIVATION_READ, append_specs, hello->cipher_specs);
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
    telling_names(telling, FACT_CIPHER_SUITE, DERIVATION_READ, names_append_suites, BYTES_OF_ARRAY(suite));
    extensions_tell_answer(telling, DERIVATION_READ, extensions);
    hello_tell_bindings(telling, DERIVATION_READ, extensions->has_extended_master_secret,
                        extensions->has_encrypt_then_mac);
}

void hello_tell_bindings(Telling *telling, DerivationId how, bool extended_master_secret, bool encrypt_then_mac)
{
    telling_flag(telling, FACT_EXTENDED_MASTER_SECRET, how, extended_master_secret);
    telling_flag(telling, FACT_ENCRYPT_THEN_MAC, how, encrypt_then_mac);
}

void hello_tell_server(Handshake *handshake, const MessageView *message, const ServerHello *hello)
{
    Telling telling;
    if (!telling_begin_received(&telling, handshake->teller, EVENT_RECEIVE_SERVER_HELLO, message, handshake->agreement))
        return;
    hello_tell_choice(&telling, hello);
    telling_end(&telling);
}
