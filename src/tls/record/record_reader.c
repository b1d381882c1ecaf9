#include "tls/record/record_reader.h"

#include "tls/wire/ssl2_hello.h"

void record_reader_clear(RecordReader *reader)
{
    epoch_clear(&reader->epoch);
    buffer_clear(&reader->input);
    buffer_clear(&reader->plaintext);
    buffer_clear(&reader->handshake_bytes);
    record_trail_clear(&reader->trail);
    *reader = (RecordReader){.noting = false};
}

void record_reader_receive(RecordReader *reader, Bytes wire)
{
    buffer_consume(&reader->input, reader->input_start);
    reader->input_start = 0;
    buffer_append(&reader->input, wire);
}

Bytes record_reader_first_bytes(const RecordReader *reader)
{
    return reader->input_offset > 0 ? BYTES_EMPTY : buffer_bytes(&reader->input);
}

/* Records */

static void take_off(RecordReader *reader, size_t size)
{
    reader->input_start += size;
    reader->input_offset += size;
}

bool record_reader_take_ssl2_hello(RecordReader *reader, bool *found)
{
    Bytes hello;
    if (reader->input_offset > 0 || !ssl2_hello_find(&hello, record_reader_first_bytes(reader)))
        return false;
    *found = hello.size > 0;
    reader->view = (RecordView){.bytes = hello, .plaintext = hello};
    take_off(reader, hello.size);
    return true;
}

/* Before a version is agreed on, any 3.x will do (RFC 5246 §E.1); and so it does for the alert of a client that does
   not go along with the version chosen, and therefore says so in another. */
static bool has_right_version(const RecordReader *reader, const Record *record)
{
    bool any = !reader->version || (record->type == CONTENT_ALERT && !epoch_is_encrypted(&reader->epoch));
    return any || record->version == reader->version;
}

Error record_reader_next(RecordReader *reader, bool *found)
{
    Bytes rest = bytes_slice(buffer_bytes(&reader->input), reader->input_start, reader->input.size);
    Error error = record_parse(&reader->record, rest);
    *found = !error && reader->record.bytes.size > 0;
    if (!*found)
        return error;
    if (!has_right_version(reader, &reader->record))
        return ERROR_PROTOCOL_VERSION;
    if (!reader->seen_version)
        reader->seen_version = reader->record.version;
    reader->view = (RecordView){.offset = reader->input_offset, .bytes = reader->record.bytes};
    epoch_number_record(&reader->epoch, &reader->view);
    take_off(reader, reader->record.bytes.size);
    return ERROR_NONE;
}

bool record_reader_is_closed(const RecordReader *reader)
{
    return epoch_is_encrypted(&reader->epoch) && !reader->epoch.protection;
}

Error record_reader_open(RecordReader *reader)
{
    const Record *record = &reader->record;
    reader->content_type = record->type;
    if (!reader->epoch.protection) {
        reader->view.plaintext = record->fragment;
        return ERROR_NONE;
    }
    buffer_truncate(&reader->plaintext, 0);
    Error error = protection_open(reader->epoch.protection, &reader->plaintext, &reader->content_type, record->version,
                                  record->fragment);
    if (!error)
        reader->view.plaintext = buffer_bytes(&reader->plaintext);
    return error;
}

/* Messages */

void record_reader_hand_on(const RecordReader *reader, uint8_t content_type, MessageView *out)
{
    *out = (MessageView){.content_type = content_type,
                         .bytes = reader->view.plaintext,
                         .encrypted = reader->view.encrypted,
                         .records = reader->noting ? &reader->view : NULL,
                         .record_count = reader->noting ? 1 : 0};
}

void record_reader_add_handshake(RecordReader *reader)
{
    buffer_append(&reader->handshake_bytes, reader->view.plaintext);
    if (reader->noting)
        record_trail_add(&reader->trail, &reader->view);
}

/* Forgets the message handed on by the call before. */
static void drop_handed_on(RecordReader *reader)
{
    buffer_consume(&reader->handshake_bytes, reader->handed_on);
    reader->handed_on = 0;
}

Error record_reader_message(RecordReader *reader, MessageView *out, bool *found)
{
    Bytes message;
    drop_handed_on(reader);
    Error error = handshake_message_parse(&message, buffer_bytes(&reader->handshake_bytes));
    *found = !error && message.size > 0;
    if (!*found)
        return error;
    *out = (MessageView){
        .content_type = CONTENT_HANDSHAKE, .bytes = message, .encrypted = epoch_is_encrypted(&reader->epoch)};
    reader->handed_on = message.size;
    if (reader->noting)
        out->records = record_trail_take(&reader->trail, message.size, &out->record_count);
    return ERROR_NONE;
}

Bytes record_reader_bytes_behind(const RecordReader *reader)
{
    Bytes bytes = buffer_bytes(&reader->handshake_bytes);
    return bytes_slice(bytes, reader->handed_on, bytes.size);
}
