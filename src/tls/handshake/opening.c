#include "tls/handshake/opening.h"

#include <string.h>

#include "base/text.h"
#include "tls/handshake/choice.h"
#include "tls/handshake/extension_use.h"
#include "tls/handshake/handshake.h"
#include "tls/handshake/handshake_random.h"
#include "tls/handshake/hello_telling.h"
#include "tls/wire/naming.h"

/* The client's offer */

static void complete_offer(Handshake *handshake)
{
    for (const HandshakeVersion *const *version = handshake->versions; *version; version++)
        if ((*version)->complete_offer)
            (*version)->complete_offer(handshake);
}

static Error send_client_hello(Handshake *handshake, const MessageView *message)
{
    (void)message;
    Offer *offer = &handshake->offer;
    offer->ssl2_format = handshake->config->client.ssl2_hello && !handshake->previous;
    offer_make(offer, handshake->config);
    if (offer_has_extensions(offer, handshake->config))
        extensions_offer(&offer->hello.extensions, offer, handshake->config);
    handshake->offered_version = offer->hello.version;
    hello_tell_offer(handshake);
    complete_offer(handshake);

    handshake_draw_client_random(handshake);
    offer->hello.random = BYTES_OF_ARRAY(handshake->agreement->client_random);
    if (offer->ssl2_format) {
        ssl2_hello_encode(&handshake->message, &offer->hello);
        handshake_send_content(handshake, EVENT_SEND_SSL2_HELLO, CONTENT_SSL2_HELLO, buffer_bytes(&handshake->message));
        buffer_truncate(&handshake->message, 0);
        return ERROR_NONE;
    }
    client_hello_encode(&handshake->message, &offer->hello);
    handshake_send(handshake, handshake->previous ? EVENT_SEND_CLIENT_HELLO_AGAIN : EVENT_SEND_CLIENT_HELLO);
    return ERROR_NONE;
}

/* The client reads what version is spoken */

static Error check_answered_version(Handshake *handshake, const ServerHello *hello)
{
    const PeerConfig *config = handshake->config;
    /* SSL 3.0 may be offered, to see it refused, and is not spoken. */
    uint16_t lowest = config->version_min < VERSION_TLS_1_0 ? VERSION_TLS_1_0 : config->version_min;
    bool passed = hello->version >= lowest && hello->version <= config->version_max;
    return handshake_check(handshake, EVENT_CHECK_SERVER_VERSION, passed, ERROR_PROTOCOL_VERSION,
                           ERROR_PROTOCOL_VERSION,
                           compared_codes(names_append_versions, config->version_max, hello->version));
}

/* RFC 8446 §4.1.3: asked only where the client offered TLS 1.2 and gets less. */
static Error check_downgrade(Handshake *handshake, const ServerHello *hello)
{
    const PeerConfig *config = handshake->config;
    Bytes end = bytes_slice(hello->random, RANDOM_SIZE - DOWNGRADE_SENTINEL_SIZE, DOWNGRADE_SENTINEL_SIZE);
    if (!config->downgrade_sentinel || !version_is_downgrade(config->version_max, hello->version))
        return ERROR_NONE;
    bool passed = !bytes_equal(end, BYTES_OF_ARRAY(version_downgrade_sentinel));
    return handshake_check(
        handshake, EVENT_CHECK_DOWNGRADE_SENTINEL, passed, ERROR_DOWNGRADE, ERROR_ILLEGAL_PARAMETER,
        compared_sides(side_meaning("anything but ", text_append_hex, BYTES_OF_ARRAY(version_downgrade_sentinel)),
                       side_bytes(end)));
}

static Error receive_server_hello(Handshake *handshake, const MessageView *message)
{
    Message decoded;
    Error error = handshake_decode(handshake, &decoded, message);
    if (error)
        return error;
    const ServerHello *hello = &decoded.server_hello;
    hello_tell_server(handshake, message, hello);

    error = check_answered_version(handshake, hello);
    if (!error)
        error = handshake_check_same_version(handshake, hello->version);
    if (!error)
        error = check_downgrade(handshake, hello);
    if (!error)
        handshake_become(handshake, hello->version);
    return error;
}

/* The server chooses it */

/* RFC 7507 §3, of a version that is spoken here: another is refused as such. */
static Error check_fallback(Handshake *handshake, const ClientHello *hello)
{
    const PeerConfig *config = handshake->config;
    if (!number_list_has(hello->cipher_suites, SUITE_FALLBACK_SCSV))
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_FALLBACK, hello->version >= config->version_max,
                           ERROR_INAPPROPRIATE_FALLBACK, ERROR_INAPPROPRIATE_FALLBACK,
                           compared_codes(names_append_versions, config->version_max, hello->version));
}

/* RFC 5246 §E.1 */
static Error check_offered_version(Handshake *handshake, const ClientHello *hello)
{
    const PeerConfig *config = handshake->config;
    return handshake_check(handshake, EVENT_CHECK_CLIENT_VERSION, choice_version(config, hello) != 0,
                           ERROR_PROTOCOL_VERSION, ERROR_PROTOCOL_VERSION,
                           compared_codes(names_append_versions, config->version_min, hello->version));
}

static Error receive_client_hello(Handshake *handshake, const MessageView *message)
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

    error = check_offered_version(handshake, hello);
    if (!error)
        error = check_fallback(handshake, hello);
    if (!error)
        handshake_become(handshake, choice_version(handshake->config, hello));
    return error;
}

/* The table */

enum { OPENING_CLIENT_SEND_CLIENT_HELLO, OPENING_CLIENT_WAIT_SERVER_HELLO, OPENING_SERVER_WAIT_CLIENT_HELLO };

/* What reads the hello that decides leads into the table of the version. */
static const HandshakeRow rows[] = {
    [OPENING_CLIENT_SEND_CLIENT_HELLO] = {.name = "client_send_client_hello",
                                          .role = ACTOR_CLIENT,
                                          .kind = ROW_SENDS,
                                          .message = MESSAGE_CLIENT_HELLO,
                                          .handler = send_client_hello,
                                          .next = {OPENING_CLIENT_WAIT_SERVER_HELLO},
                                          .source = "RFC 5246 §7.4.1.2"},
    [OPENING_CLIENT_WAIT_SERVER_HELLO] = {.name = "client_wait_server_hello",
                                          .role = ACTOR_CLIENT,
                                          .kind = ROW_WAITS,
                                          .message = MESSAGE_SERVER_HELLO,
                                          .handler = receive_server_hello,
                                          .source = "RFC 5246 §7.4.1.3"},
    [OPENING_SERVER_WAIT_CLIENT_HELLO] = {.name = "server_wait_client_hello",
                                          .role = ACTOR_SERVER,
                                          .kind = ROW_WAITS,
                                          .message = MESSAGE_CLIENT_HELLO,
                                          .handler = receive_client_hello,
                                          .source = "RFC 5246 §7.4.1.2"},
};

const HandshakeVersion handshake_opening = {
    .rows = rows,
    .count = COUNT_OF(rows),
    .first = {[ACTOR_CLIENT] = OPENING_CLIENT_SEND_CLIENT_HELLO, [ACTOR_SERVER] = OPENING_SERVER_WAIT_CLIENT_HELLO},
};
