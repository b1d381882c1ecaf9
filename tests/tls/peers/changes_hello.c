#include "changes.h"

static Bytes numbers(Change *change, int count, const uint16_t *values)
{
    Buffer out = BUFFER_EMPTY;
    for (int i = 0; i < count; i++)
        buffer_append_number(&out, 2, values[i]);
    Bytes kept = arena_copy(&change->made, buffer_bytes(&out));
    buffer_clear(&out);
    return kept;
}

/* ClientHello */

static void encode_hello(Message *message, Buffer *bytes)
{
    Buffer fresh = BUFFER_EMPTY;
    client_hello_encode(&fresh, &message->client_hello);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

static void hello_version(Message *message, Buffer *bytes, uint16_t version)
{
    message->client_hello.version = version;
    encode_hello(message, bytes);
}

void hello_version_1_1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, VERSION_TLS_1_1);
}

void hello_version_ssl_3(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, VERSION_SSL_3_0);
}

void hello_version_0(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_version(message, bytes, 0);
}

static void hello_suites(Change *change, Message *message, Buffer *bytes, int count, const uint16_t *suites)
{
    message->client_hello.cipher_suites = numbers(change, count, suites);
    encode_hello(message, bytes);
}

void hello_fallback(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t suites[] = {0x002f, SUITE_FALLBACK_SCSV};
    message->client_hello.version = VERSION_TLS_1_1;
    hello_suites(change, message, bytes, 2, suites);
}

void hello_other_suites(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t suites[] = {0x0001, SUITE_EMPTY_RENEGOTIATION_INFO_SCSV, 0x1301, 0x0a0a};
    hello_suites(change, message, bytes, 4, suites);
}

void hello_only_deflate(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t deflate = 1;
    (void)change;
    message->client_hello.compression_methods = bytes_of(&deflate, 1);
    encode_hello(message, bytes);
}

static void hello_groups(Change *change, Message *message, Buffer *bytes, uint16_t group)
{
    message->client_hello.extensions.supported_groups = numbers(change, 1, &group);
    encode_hello(message, bytes);
}

void hello_other_groups(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x001e); /* x448 */
}

void hello_other_fields(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x01fc); /* ffdhe for private use */
}

void hello_only_x25519(Change *change, Message *message, Buffer *bytes)
{
    hello_groups(change, message, bytes, 0x001d);
}

void hello_other_schemes(Change *change, Message *message, Buffer *bytes)
{
    static const uint16_t ed25519 = 0x0807;
    message->client_hello.extensions.signature_algorithms = numbers(change, 1, &ed25519);
    encode_hello(message, bytes);
}

void hello_compressed_points(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t compressed = 1;
    (void)change;
    message->client_hello.extensions.ec_point_formats = bytes_of(&compressed, 1);
    encode_hello(message, bytes);
}

void hello_renegotiates(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.extensions.renegotiated_connection = bytes_of_text("verify_data.");
    encode_hello(message, bytes);
}

static void hello_host(Message *message, Buffer *bytes, Bytes name)
{
    message->client_hello.extensions.server_name = name;
    encode_hello(message, bytes);
}

void hello_other_host(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_host(message, bytes, bytes_of_text("other.tlsteps.example"));
}

void hello_host_with_nul(Change *change, Message *message, Buffer *bytes)
{
    static const char name[] = "server.tlsteps.example\0.other.example";
    (void)change;
    hello_host(message, bytes, bytes_of(name, sizeof name - 1));
}

void hello_host_address(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_host(message, bytes, bytes_of_text("192.0.2.1"));
}

void hello_host_dot(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_host(message, bytes, bytes_of_text("."));
}

void hello_host_long_label(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    hello_host(message, bytes, bytes_of_text("a123456789b123456789c123456789d123456789e123456789f123456789g1234"));
}

void hello_other_protocols(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.extensions.has_alpn = true;
    message->client_hello.extensions.alpn = bytes_of_text("\3ftp");
    encode_hello(message, bytes);
}

static void twice(Extensions *extensions)
{
    extensions->types[extensions->type_count] = extensions->types[0];
    extensions->data[extensions->type_count] = extensions->data[0];
    extensions->type_count++;
}

void hello_extension_twice(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    twice(&message->client_hello.extensions);
    encode_hello(message, bytes);
}

void hello_no_session_id(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->client_hello.session_id = BYTES_EMPTY;
    encode_hello(message, bytes);
}

/* ServerHello */

static void encode_answer(Message *message, Buffer *bytes)
{
    Buffer fresh = BUFFER_EMPTY;
    message->server_hello.extensions.present = true;
    server_hello_encode(&fresh, &message->server_hello);
    buffer_set(bytes, buffer_bytes(&fresh));
    buffer_clear(&fresh);
}

void answer_version_1_1(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.version = VERSION_TLS_1_1;
    encode_answer(message, bytes);
}

void answer_version_1_3(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.version = 0x0304;
    encode_answer(message, bytes);
}

void answer_other_suite(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.cipher_suite = 0x002f;
    encode_answer(message, bytes);
}

void answer_no_suite(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.cipher_suite = SUITE_EMPTY_RENEGOTIATION_INFO_SCSV;
    encode_answer(message, bytes);
}

void answer_deflate(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.compression_method = 1;
    encode_answer(message, bytes);
}

/* Without extended_master_secret, and with the other extensions in the order of an encoder. */
void answer_unbound(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.has_extended_master_secret = false;
    message->server_hello.extensions.type_count = 0;
    encode_answer(message, bytes);
}

void answer_session_ticket(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    Extensions *extensions = &message->server_hello.extensions;
    extensions->types[extensions->type_count] = TLS_EXTENSION_SESSION_TICKET;
    extensions->data[extensions->type_count++] = BYTES_EMPTY;
    encode_answer(message, bytes);
}

void answer_extension_twice(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    twice(&message->server_hello.extensions);
    encode_answer(message, bytes);
}

void answer_encrypt_then_mac(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.has_encrypt_then_mac = true;
    encode_answer(message, bytes);
}

void answer_renegotiates(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    message->server_hello.extensions.renegotiated_connection = bytes_of_text("verify_data.verify_data.");
    encode_answer(message, bytes);
}

static void answer_protocols(Message *message, Buffer *bytes, const char *list)
{
    message->server_hello.extensions.has_alpn = true;
    message->server_hello.extensions.alpn = bytes_of_text(list);
    encode_answer(message, bytes);
}

void answer_other_protocol(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    answer_protocols(message, bytes, "\3ftp");
}

void answer_two_protocols(Change *change, Message *message, Buffer *bytes)
{
    (void)change;
    answer_protocols(message, bytes, "\2h2\2h2");
}

void answer_compressed_points(Change *change, Message *message, Buffer *bytes)
{
    static const uint8_t compressed[] = {1, 2};
    (void)change;
    message->server_hello.extensions.ec_point_formats = BYTES_OF_ARRAY(compressed);
    encode_answer(message, bytes);
}
