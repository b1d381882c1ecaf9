#include "tls/wire/ssl2_hello.h"

#include "tls/wire/message_parts.h"

enum { LENGTH_BIT = 0x80, MSG_CLIENT_HELLO = 1, BODY_MIN = 9 };

static size_t length_of(Bytes input)
{
    return (size_t)bytes_read_number(input.data, SSL2_HEADER_SIZE) & 0x7fff;
}

bool ssl2_hello_find(Bytes *message, Bytes input)
{
    *message = BYTES_EMPTY;
    if (input.size < 1 || !(input.data[0] & LENGTH_BIT))
        return false;
    if (input.size >= SSL2_HEADER_SIZE && length_of(input) < BODY_MIN)
        return false;
    if (input.size >= 3 && input.data[2] != MSG_CLIENT_HELLO)
        return false;
    if (input.size >= 4 && input.data[3] != VERSION_SSL_2_0 >> 8 && input.data[3] != VERSION_SSL_3_0 >> 8)
        return false;
    if (input.size >= 5 && input.data[3] == VERSION_SSL_2_0 >> 8 && input.data[4] != (uint8_t)VERSION_SSL_2_0)
        return false;
    if (input.size >= SSL2_HEADER_SIZE && input.size - SSL2_HEADER_SIZE >= length_of(input))
        *message = bytes_slice(input, 0, SSL2_HEADER_SIZE + length_of(input));
    return true;
}

const char *ssl2_cipher_spec_name(const uint8_t spec[SSL2_CIPHER_SPEC_SIZE])
{
    /* The SSL Protocol (Hickman, 1995), section 5.3 */
    static const struct {
        uint32_t number;
        const char *name;
    } own[] = {
        {0x010080, "SSL_CK_RC4_128_WITH_MD5"},          {0x020080, "SSL_CK_RC4_128_EXPORT40_WITH_MD5"},
        {0x030080, "SSL_CK_RC2_128_CBC_WITH_MD5"},      {0x040080, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"},
        {0x050080, "SSL_CK_IDEA_128_CBC_WITH_MD5"},     {0x060040, "SSL_CK_DES_64_CBC_WITH_MD5"},
        {0x0700c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"},
    };
    uint32_t number = (uint32_t)bytes_read_number(spec, SSL2_CIPHER_SPEC_SIZE);
    if (spec[0] == 0)
        return suite_name_of_id((uint16_t)number);
    for (size_t i = 0; i < COUNT_OF(own); i++)
        if (own[i].number == number)
            return own[i].name;
    return NULL;
}

static void read_cipher_specs(Ssl2Hello *out, Cursor *cursor, size_t size)
{
    CursorScope scope;
    Bytes spec;
    if (cursor_enter_sized(cursor, "cipher_specs", size, &scope))
        out->cipher_specs = part_ahead(cursor);
    for (int i = 0; cursor_more(cursor); i++) {
        cursor_element(cursor, i);
        if (cursor_read_bytes(cursor, "cipher_spec", SSL2_CIPHER_SPEC_SIZE, &spec))
            cursor_note(cursor, ssl2_cipher_spec_name(spec.data));
    }
    cursor_leave(cursor, &scope);
}

static void read_optional(Cursor *cursor, const char *name, size_t size, Bytes *out)
{
    if (size > 0)
        cursor_read_bytes(cursor, name, size, out);
}

Error ssl2_hello_decode(Ssl2Hello *out, Bytes message, FieldTree *tree)
{
    Cursor cursor;
    CursorScope whole;
    uint16_t length, cipher_spec_length = 0, session_id_length = 0, challenge_length = 0;
    uint8_t type;
    *out = (Ssl2Hello){.version = 0};
    cursor_init(&cursor, message, tree);
    cursor_enter_group(&cursor, "V2ClientHello", &whole);
    cursor_read_u16(&cursor, "msg_length", &length);
    cursor_read_u8(&cursor, "msg_type", &type);
    cursor_note(&cursor, type == MSG_CLIENT_HELLO ? "client_hello" : NULL);
    cursor_read_u16(&cursor, "version", &out->version);
    cursor_note(&cursor, version_name(out->version));
    cursor_read_u16(&cursor, "cipher_spec_length", &cipher_spec_length);
    cursor_read_u16(&cursor, "session_id_length", &session_id_length);
    cursor_read_u16(&cursor, "challenge_length", &challenge_length);
    if (cipher_spec_length > 0)
        read_cipher_specs(out, &cursor, cipher_spec_length);
    read_optional(&cursor, "session_id", session_id_length, &out->session_id);
    read_optional(&cursor, "challenge", challenge_length, &out->challenge);
    cursor_leave(&cursor, &whole);
    cursor_expect_end(&cursor);
    part_note_undecoded(tree, cursor.position, message.size, -1, 0);
    return cursor.error;
}

void ssl2_hello_encode(Buffer *out, const ClientHello *hello)
{
    size_t start = out->size, specs = hello->cipher_suites.size / 2 * SSL2_CIPHER_SPEC_SIZE;
    buffer_append_number(out, SSL2_HEADER_SIZE, 0);
    buffer_append_number(out, 1, MSG_CLIENT_HELLO);
    buffer_append_number(out, 2, hello->version);
    buffer_append_number(out, 2, specs);
    buffer_append_number(out, 2, hello->session_id.size);
    buffer_append_number(out, 2, hello->random.size);
    for (size_t i = 0; i + 1 < hello->cipher_suites.size; i += 2)
        buffer_append_number(out, SSL2_CIPHER_SPEC_SIZE, bytes_read_number(hello->cipher_suites.data + i, 2));
    buffer_append(out, hello->session_id);
    buffer_append(out, hello->random);
    bytes_write_number(out->data + start, SSL2_HEADER_SIZE, 0x8000 | (out->size - start - SSL2_HEADER_SIZE));
}
