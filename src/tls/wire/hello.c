/* ClientHello and ServerHello (RFC 5246 §7.4.1.2, §7.4.1.3). */
#include "tls/wire/message_parts.h"

static void read_version(Cursor *cursor, const char *name, uint16_t *version)
{
    cursor_read_u16(cursor, name, version);
    cursor_note(cursor, version_name(*version));
}

/* The RFC lets the first four bytes be a clock; hardly anybody has kept to that. A server may have marked the last
   eight (RFC 8446 §4.1.3). */
static void read_random(Cursor *cursor, Bytes *random, bool of_server)
{
    CursorScope scope;
    uint32_t gmt_unix_time;
    Bytes random_bytes, whole = part_ahead(cursor);
    cursor_enter_group(cursor, "random", &scope);
    cursor_read_u32(cursor, "gmt_unix_time", &gmt_unix_time);
    if (cursor_read_bytes(cursor, "random_bytes", RANDOM_SIZE - 4, &random_bytes) && of_server)
        cursor_note(cursor, version_sentinel_name(whole.data + RANDOM_SIZE - DOWNGRADE_SENTINEL_SIZE));
    if (cursor_leave(cursor, &scope))
        *random = bytes_slice(whole, 0, RANDOM_SIZE);
}

void client_hello_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    static const NumberList suites = {"cipher_suites", "cipher_suite", 2, 2, 0xfffe};
    static const NumberList methods = {"compression_methods", "compression_method", 1, 1, 0xff};
    ClientHello *out = &message->client_hello;
    (void)context;
    read_version(cursor, "client_version", &out->version);
    read_random(cursor, &out->random, false);
    cursor_read_vector(cursor, "session_id", 1, 0, 32, &out->session_id);
    part_read_u16_list(cursor, &out->cipher_suites, &suites, suite_name_of_id);
    part_read_u8_list(cursor, &out->compression_methods, &methods, compression_method_name);
    extensions_decode(&out->extensions, cursor, PLACE_CLIENT_HELLO);
}

void server_hello_decode(Message *message, Cursor *cursor, const DecodeContext *context)
{
    ServerHello *out = &message->server_hello;
    (void)context;
    read_version(cursor, "server_version", &out->version);
    read_random(cursor, &out->random, true);
    cursor_read_vector(cursor, "session_id", 1, 0, 32, &out->session_id);
    cursor_read_u16(cursor, "cipher_suite", &out->cipher_suite);
    if (cursor->tree)
        cursor_note(cursor, suite_name_of_id(out->cipher_suite));
    cursor_read_u8(cursor, "compression_method", &out->compression_method);
    cursor_note(cursor, compression_method_name(out->compression_method));
    extensions_decode(&out->extensions, cursor, PLACE_SERVER_HELLO);
}

void client_hello_encode(Buffer *out, const ClientHello *hello)
{
    size_t place = part_begin(out, HANDSHAKE_CLIENT_HELLO);
    buffer_append_number(out, 2, hello->version);
    buffer_append(out, hello->random);
    part_append_vector(out, 1, hello->session_id);
    part_append_vector(out, 2, hello->cipher_suites);
    part_append_vector(out, 1, hello->compression_methods);
    extensions_encode(out, &hello->extensions, PLACE_CLIENT_HELLO);
    part_end(out, place);
}

void server_hello_encode(Buffer *out, const ServerHello *hello)
{
    size_t place = part_begin(out, HANDSHAKE_SERVER_HELLO);
    buffer_append_number(out, 2, hello->version);
    buffer_append(out, hello->random);
    part_append_vector(out, 1, hello->session_id);
    buffer_append_number(out, 2, hello->cipher_suite);
    buffer_append_number(out, 1, hello->compression_method);
    extensions_encode(out, &hello->extensions, PLACE_SERVER_HELLO);
    part_end(out, place);
}
