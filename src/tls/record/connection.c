#include "tls/record/connection.h"

#include "base/memory.h"
#include "base/text.h"
#include "tls/wire/ssl2_hello.h"

void connection_init(Connection *connection, Random *random, size_t record_size, bool noting)
{
    *connection = (Connection){.random = random, .record_size = record_size, .noting = noting};
}

void connection_clear(Connection *connection)
{
    protection_free(connection->reading);
    protection_free(connection->writing);
    buffer_clear(&connection->input);
    buffer_clear(&connection->plaintext);
    buffer_clear(&connection->handshake_bytes);
    buffer_clear(&connection->output);
    record_trail_clear(&connection->trail);
    memory_free(connection->sent);
    *connection = (Connection){0};
}

void connection_set_version(Connection *connection, uint16_t version)
{
    connection->version = version;
}

void connection_set_reading(Connection *connection, Protection *protection, int handshake)
{
    protection_free(connection->reading);
    connection->reading = protection;
    connection->reading_since = handshake;
}

void connection_set_writing(Connection *connection, Protection *protection, int handshake)
{
    protection_free(connection->writing);
    connection->writing = protection;
    connection->writing_since = handshake;
}

void connection_release_keys(Connection *connection, Protection **reading, Protection **writing)
{
    *reading = connection->reading;
    *writing = connection->writing;
    connection->reading = connection->writing = NULL;
}

void connection_forget_keys(Connection *connection)
{
    connection_set_reading(connection, NULL, 0);
    connection_set_writing(connection, NULL, 0);
}

/* Receiving */

void connection_receive(Connection *connection, Bytes wire)
{
    buffer_consume(&connection->input, connection->input_start);
    connection->input_start = 0;
    buffer_append(&connection->input, wire);
}

Error connection_count_idle(Connection *connection)
{
    return ++connection->idle > CONNECTION_IDLE_MAX ? ERROR_UNEXPECTED_MESSAGE : ERROR_NONE;
}

void connection_note_progress(Connection *connection)
{
    connection->idle = 0;
}

/* The content of a record, in place or decrypted. */
static Error open_record(Connection *connection, Bytes *content, const Record *record)
{
    *content = record->fragment;
    Error error = ERROR_NONE;
    if (connection->reading) {
        buffer_truncate(&connection->plaintext, 0);
        error = protection_open(connection->reading, &connection->plaintext, record->type, record->version,
                                record->fragment);
        *content = buffer_bytes(&connection->plaintext);
    }
    return error ? error : record_plaintext_check(record->type, content->size);
}

/* Reads a record off the input into connection->received, where a whole one is there. */
static Error read_record(Connection *connection, uint8_t *type, bool *complete)
{
    Record record;
    Error error = record_parse(
        &record, bytes_slice(buffer_bytes(&connection->input), connection->input_start, connection->input.size));
    *complete = !error && record.bytes.size > 0;
    if (!*complete)
        return error;
    /* Before a version is agreed on, any 3.x will do (RFC 5246 §E.1); and so it does for the alert of a client that
       does not go along with the version chosen, and therefore says so in another. */
    bool any_version = !connection->version || (record.type == CONTENT_ALERT && !connection->reading);
    if (!any_version && record.version != connection->version)
        return ERROR_PROTOCOL_VERSION;
    if (!connection->seen_version)
        connection->seen_version = record.version;

    *type = record.type;
    connection->received = (RecordView){
        .offset = connection->input_offset, .bytes = record.bytes, .encrypted = connection->reading != NULL};
    connection->input_start += record.bytes.size;
    connection->input_offset += record.bytes.size;
    return open_record(connection, &connection->received.plaintext, &record);
}

/* Forgets the handshake message handed on by the call before. */
static void drop_handed_on(Connection *connection)
{
    buffer_consume(&connection->handshake_bytes, connection->handed_on);
    connection->handed_on = 0;
}

static Error next_handshake_message(Connection *connection, MessageView *out, bool *found)
{
    Bytes message;
    Error error = handshake_message_parse(&message, buffer_bytes(&connection->handshake_bytes));
    *found = !error && message.size > 0;
    if (!*found)
        return error;
    *out = (MessageView){.content_type = CONTENT_HANDSHAKE, .bytes = message, .encrypted = connection->reading != NULL};
    connection->handed_on = message.size;
    if (connection->noting)
        out->records = record_trail_take(&connection->trail, message.size, &out->record_count);
    return ERROR_NONE;
}

static void add_handshake_bytes(Connection *connection)
{
    buffer_append(&connection->handshake_bytes, connection->received.plaintext);
    if (connection->noting)
        record_trail_add(&connection->trail, &connection->received);
}

/* One byte of value 1, and not in the middle of a handshake message: that would span a change of keys
   (RFC 5246 §7.1). */
static Error check_change_cipher_spec(const Connection *connection, Bytes content)
{
    bool good = connection->handshake_bytes.size == 0 && content.size == 1 && content.data[0] == 1;
    return good ? ERROR_NONE : ERROR_UNEXPECTED_MESSAGE;
}

static Error check_content(const Connection *connection, uint8_t type, Bytes content)
{
    if (type == CONTENT_APPLICATION_DATA && connection->handshake_bytes.size > 0)
        return ERROR_UNEXPECTED_MESSAGE;
    if (type == CONTENT_CHANGE_CIPHER_SPEC)
        return check_change_cipher_spec(connection, content);
    if (type == CONTENT_ALERT && content.size != 2)
        return ERROR_DECODE_ERROR;
    return ERROR_NONE;
}

static void hand_on_record(Connection *connection, uint8_t type, MessageView *out)
{
    const RecordView *record = &connection->received;
    *out = (MessageView){.content_type = type,
                         .bytes = record->plaintext,
                         .encrypted = record->encrypted,
                         .records = connection->noting ? record : NULL,
                         .record_count = connection->noting ? 1 : 0};
}

Bytes connection_bytes_behind(const Connection *connection)
{
    Bytes bytes = buffer_bytes(&connection->handshake_bytes);
    return bytes_slice(bytes, connection->handed_on, bytes.size);
}

Bytes connection_first_bytes(const Connection *connection)
{
    return connection->input_offset > 0 ? BYTES_EMPTY : buffer_bytes(&connection->input);
}

/* A hello of SSL 2.0 in place of the first record; more has to come of it where it is there and not found. */
static bool next_ssl2_hello(Connection *connection, MessageView *out, bool *found)
{
    Bytes hello;
    if (connection->input_offset > 0 || !ssl2_hello_find(&hello, connection_first_bytes(connection)))
        return false;
    *found = hello.size > 0;
    connection->received = (RecordView){.bytes = hello, .plaintext = hello};
    connection->input_start += hello.size;
    connection->input_offset += hello.size;
    if (*found)
        hand_on_record(connection, CONTENT_SSL2_HELLO, out);
    return true;
}

Error connection_next(Connection *connection, MessageView *out, bool *found)
{
    drop_handed_on(connection);
    *found = false;
    if (next_ssl2_hello(connection, out, found))
        return ERROR_NONE;
    for (;;) {
        Error error = next_handshake_message(connection, out, found);
        if (error || *found)
            return error;
        uint8_t type;
        bool complete;
        error = read_record(connection, &type, &complete);
        if (error || !complete)
            return error;

        if (type == CONTENT_HANDSHAKE) {
            add_handshake_bytes(connection);
        } else {
            error = check_content(connection, type, connection->received.plaintext);
            *found = !error;
            hand_on_record(connection, type, out);
        }
        if (error || *found)
            return error;
    }
}

/* Sending */

/* Before a version is agreed on, what the other side's records show that it can read, and in the very first ones as old
   a version as can be, because some old servers read no others (RFC 5246 §E.1). */
static uint16_t sent_version(const Connection *connection)
{
    if (connection->version)
        return connection->version;
    if (!connection->seen_version)
        return VERSION_TLS_1_0;
    return connection->seen_version < VERSION_TLS_1_2 ? connection->seen_version : VERSION_TLS_1_2;
}

static void append_protected(Connection *connection, ContentType type, Bytes fragment)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, "h");
    text_append_decimal(&name, (uint64_t)connection->writing_since);
    text_append(&name, ".record.");
    text_append_decimal(&name, protection_sequence_number(connection->writing));
    text_append(&name, ".iv");
    protection_seal(connection->writing, &connection->output, (uint8_t)type, sent_version(connection), fragment,
                    connection->random, text_finish(&name));
    buffer_clear(&name);
}

static void append_record(Connection *connection, ContentType type, Bytes fragment)
{
    if (type == CONTENT_SSL2_HELLO) {
        buffer_append(&connection->output, fragment);
        return;
    }
    size_t size = connection->writing ? protection_sealed_size(connection->writing, fragment.size) : fragment.size;
    record_header_append(&connection->output, (uint8_t)type, sent_version(connection), size);
    if (connection->writing)
        append_protected(connection, type, fragment);
    else
        buffer_append(&connection->output, fragment);
}

/* Notes where the record that was just appended begins. Its bytes are pointed to once all of them stand. */
static void note_sent(Connection *connection, size_t start, Bytes fragment)
{
    if (connection->sent_count == connection->sent_capacity) {
        connection->sent_capacity = connection->sent_capacity ? 2 * connection->sent_capacity : 8;
        connection->sent =
            memory_resize(connection->sent, (size_t)connection->sent_capacity * sizeof *connection->sent);
    }
    connection->sent[connection->sent_count++] = (RecordView){.offset = connection->output_offset + start,
                                                              .bytes = bytes_of(NULL, connection->output.size - start),
                                                              .plaintext = fragment,
                                                              .encrypted = connection->writing != NULL};
}

static void point_at_output(Connection *connection)
{
    for (int i = 0; i < connection->sent_count; i++) {
        RecordView *record = &connection->sent[i];
        record->bytes.data = connection->output.data + (record->offset - connection->output_offset);
    }
}

void connection_send(Connection *connection, ContentType type, Bytes message, MessageView *out)
{
    /* Alerts and change_cipher_spec are never cut: two bytes would be made unreadable for some peers. */
    bool cut = type == CONTENT_HANDSHAKE || type == CONTENT_APPLICATION_DATA;
    size_t limit = cut ? connection->record_size : message.size;
    connection->sent_count = 0;
    for (Bytes rest = message; rest.size > 0;) {
        Bytes fragment = record_fragment_take(&rest, limit);
        size_t start = connection->output.size;
        append_record(connection, type, fragment);
        if (connection->noting)
            note_sent(connection, start, fragment);
    }
    point_at_output(connection);
    *out = (MessageView){.content_type = (uint8_t)type,
                         .bytes = message,
                         .encrypted = connection->writing != NULL,
                         .records = connection->sent,
                         .record_count = connection->sent_count};
}

void connection_take_output(Connection *connection, size_t size)
{
    size_t taken = size < connection->output.size ? size : connection->output.size;
    buffer_consume(&connection->output, taken);
    connection->output_offset += taken;
}
