/* Names for the bytes of anything that a record can carry, and of records. */
#include "tls/wire/message_parts.h"
#include "tls/wire/ssl2_hello.h"

static void annotate_alert(Cursor *cursor)
{
    uint8_t level, description;
    cursor_read_u8(cursor, "level", &level);
    cursor_note(cursor, alert_level_name(level));
    if (cursor_read_u8(cursor, "description", &description))
        cursor_note(cursor, alert_description_name(description));
}

static void annotate_change_cipher_spec(Cursor *cursor)
{
    uint8_t type;
    cursor_read_u8(cursor, "type", &type);
    cursor_note(cursor, type == 1 ? "change_cipher_spec" : NULL);
}

void message_annotate(FieldTree *tree, uint8_t content_type, Bytes bytes, const DecodeContext *context)
{
    Message message;
    Cursor cursor;
    Bytes data;
    Ssl2Hello hello;
    if (content_type == CONTENT_SSL2_HELLO) {
        (void)!ssl2_hello_decode(&hello, bytes, tree);
        return;
    }
    if (content_type == CONTENT_HANDSHAKE) {
        (void)!message_decode(&message, bytes, context, tree);
        return;
    }
    cursor_init(&cursor, bytes, tree);
    if (content_type == CONTENT_ALERT)
        annotate_alert(&cursor);
    else if (content_type == CONTENT_CHANGE_CIPHER_SPEC)
        annotate_change_cipher_spec(&cursor);
    else if (content_type == CONTENT_APPLICATION_DATA && bytes.size)
        cursor_read_rest(&cursor, "application_data", &data);
    cursor_expect_end(&cursor);
    part_note_undecoded(tree, cursor.position, bytes.size, -1, 0);
}

void pre_master_block_annotate(FieldTree *tree, Bytes block)
{
    enum { SECRET_SIZE = 48, AROUND = 3 };
    Cursor cursor;
    CursorScope whole, secret;
    uint8_t byte;
    uint16_t version;
    Bytes bytes;
    cursor_init(&cursor, block, tree);
    cursor_enter_group(&cursor, "padded_pre_master_secret", &whole);
    cursor_read_u8(&cursor, "leading_zero", &byte);
    cursor_read_u8(&cursor, "block_type", &byte);
    if (block.size >= SECRET_SIZE + AROUND)
        cursor_read_bytes(&cursor, "padding_string", block.size - SECRET_SIZE - AROUND, &bytes);
    cursor_read_u8(&cursor, "separator", &byte);
    cursor_enter_group(&cursor, "pre_master_secret", &secret);
    cursor_read_u16(&cursor, "client_version", &version);
    cursor_note(&cursor, version_name(version));
    cursor_read_rest(&cursor, "random", &bytes);
    cursor_leave(&cursor, &secret);
    cursor_leave(&cursor, &whole);
}

void record_annotate(FieldTree *tree, Bytes record)
{
    Cursor cursor;
    uint8_t type;
    uint16_t version, length;
    Bytes fragment;
    Ssl2Hello hello;
    if (ssl2_hello_find(&fragment, record)) {
        (void)!ssl2_hello_decode(&hello, record, tree);
        return;
    }
    cursor_init(&cursor, record, tree);
    cursor_read_u8(&cursor, "type", &type);
    cursor_note(&cursor, content_type_name(type));
    cursor_read_u16(&cursor, "version", &version);
    cursor_note(&cursor, version_name(version));
    if (cursor_read_u16(&cursor, "length", &length) && length && cursor_remaining(&cursor))
        cursor_read_bytes(&cursor, "fragment", length, &fragment);
    cursor_expect_end(&cursor);
    part_note_undecoded(tree, cursor.position, record.size, -1, 0);
}
