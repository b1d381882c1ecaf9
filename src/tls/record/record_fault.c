#include "tls/record/record_fault.h"

#include "base/text.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

static void append_bytes(Buffer *out, size_t count)
{
    text_append_decimal(out, count);
    text_append(out, count == 1 ? " byte" : " bytes");
}

static void append_type(Buffer *out, uint8_t type)
{
    const char *name = content_type_name(type);
    text_append(out, name ? name : "type ");
    if (!name)
        text_append_decimal(out, type);
}

/* A header that lets nothing be read behind it; the record is still in the input. */
static void describe_header(const RecordReader *reader, Error error, Bytes header, Buffer *expected, Buffer *found)
{
    if (error == ERROR_RECORD_OVERFLOW) {
        text_append(expected, "at most ");
        append_bytes(expected, RECORD_CIPHERTEXT_MAX);
        append_bytes(found, (size_t)bytes_read_number(header.data + 3, 2));
    } else if (error == ERROR_PROTOCOL_VERSION) {
        text_append(expected, "version ");
        if (reader->version)
            names_append_version(expected, reader->version);
        else
            text_append(expected, "3.x, as every TLS has it in its records");
        text_append(found, "version ");
        if (header.size > 2)
            names_append_version(found, (uint16_t)bytes_read_number(header.data + 1, 2));
        else
            text_append_decimal(found, header.data[1]);
    } else {
        text_append(expected, "a type of record");
        append_type(found, header.data[0]);
    }
}

static void describe_content(const Connection *connection, Error error, Buffer *expected, Buffer *found)
{
    const RecordReader *reader = &connection->reader;
    const Record *record = &reader->record;
    size_t size = reader->view.plaintext.size;
    append_type(found, record->type);
    text_append(found, ", ");
    append_bytes(found, error == ERROR_BAD_RECORD_MAC ? record->fragment.size : size);
    if (error == ERROR_BAD_RECORD_MAC)
        text_append(expected, "a record that this side's keys open, its authentication code with it");
    else if (error == ERROR_RECORD_OVERFLOW) {
        text_append(expected, "content of at most ");
        append_bytes(expected, RECORD_PLAINTEXT_MAX);
    } else if (error == ERROR_DECODE_ERROR)
        text_append(expected,
                    record->type == CONTENT_ALERT ? "an alert of 2 bytes" : "a message no longer than any is");
    else if (connection->idle > CONNECTION_IDLE_MAX)
        text_append(expected, "something new, after so many records that brought nothing");
    else if (size == 0)
        text_append(expected, "content");
    else if (record->type == CONTENT_CHANGE_CIPHER_SPEC)
        text_append(expected, "one byte, 1, between two handshake messages");
    else if (reader->handshake_bytes.size > 0)
        text_append(expected, "the rest of a handshake message first");
    else
        text_append(expected, "the handshake to go on, after so much data");
}

/* A header is refused for what it says of itself before there is a record; for its version, while it is still in the
   input. */
static bool is_of_header(const RecordReader *reader, Error error)
{
    return reader->record.bytes.size == 0 || error == ERROR_PROTOCOL_VERSION;
}

void record_fault_describe(const Connection *connection, Error error, Buffer *expected, Buffer *found)
{
    const RecordReader *reader = &connection->reader;
    Bytes rest = bytes_slice(buffer_bytes(&reader->input), reader->input_start, reader->input.size);
    if (is_of_header(reader, error))
        describe_header(reader, error, rest, expected, found);
    else
        describe_content(connection, error, expected, found);
}
