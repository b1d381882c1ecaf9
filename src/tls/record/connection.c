#include "tls/record/connection.h"

#include <inttypes.h>

#include "base/memory.h"
#include "base/text.h"

void connection_init(Connection *connection, Random *random, size_t record_size, bool noting)
{
    *connection = (Connection){.random = random, .record_size = record_size, .reader = {.noting = noting}};
}

void connection_clear(Connection *connection)
{
    record_reader_clear(&connection->reader);
    epoch_clear(&connection->writing);
    buffer_clear(&connection->output);
    memory_free(connection->sent);
    *connection = (Connection){0};
}

void connection_set_version(Connection *connection, uint16_t version)
{
    connection->reader.version = version;
}

void connection_set_reading(Connection *connection, Protection *protection, int handshake, size_t limit)
{
    epoch_begin(&connection->reader.epoch, protection, handshake);
    connection->reader.epoch.limit = limit;
}

void connection_set_writing(Connection *connection, Protection *protection, int handshake, size_t limit)
{
    epoch_begin(&connection->writing, protection, handshake);
    connection->writing.limit = limit;
}

void connection_release_keys(Connection *connection, Protection **reading, Protection **writing)
{
    *reading = epoch_release(&connection->reader.epoch);
    *writing = epoch_release(&connection->writing);
}

void connection_forget_keys(Connection *connection)
{
    epoch_clear(&connection->reader.epoch);
    epoch_clear(&connection->writing);
}

/* Receiving */

void connection_receive(Connection *connection, Bytes wire)
{
    record_reader_receive(&connection->reader, wire);
}

Error connection_count_idle(Connection *connection)
{
    return ++connection->idle > CONNECTION_IDLE_MAX ? ERROR_UNEXPECTED_MESSAGE : ERROR_NONE;
}

void connection_note_progress(Connection *connection)
{
    connection->idle = 0;
}

/* One byte of value 1, and not in the middle of a handshake message: that would span a change of keys
   (RFC 5246 §7.1). */
static Error check_change_cipher_spec(const Connection *connection, Bytes content)
{
    bool good = connection->reader.handshake_bytes.size == 0 && content.size == 1 && content.data[0] == 1;
    return good ? ERROR_NONE : ERROR_UNEXPECTED_MESSAGE;
}

static Error check_content(const Connection *connection, uint8_t type, Bytes content)
{
    if (type == CONTENT_APPLICATION_DATA && connection->reader.handshake_bytes.size > 0)
        return ERROR_UNEXPECTED_MESSAGE;
    if (type == CONTENT_CHANGE_CIPHER_SPEC)
        return check_change_cipher_spec(connection, content);
    if (type == CONTENT_ALERT && content.size != 2)
        return ERROR_DECODE_ERROR;
    return ERROR_NONE;
}

Bytes connection_bytes_behind(const Connection *connection)
{
    return record_reader_bytes_behind(&connection->reader);
}

Bytes connection_first_bytes(const Connection *connection)
{
    return record_reader_first_bytes(&connection->reader);
}

/* Reads a record off the input, where a whole one is there, and opens it. */
static Error read_record(RecordReader *reader, bool *found)
{
    Error error = record_reader_next(reader, found);
    if (error || !*found)
        return error;
    error = record_reader_open(reader);
    return error ? error
                 : record_plaintext_check(reader->content_type, reader->view.plaintext.size, reader->epoch.limit);
}

/* The latest record: handshake bytes, or a message of its own, which is `found`. */
static Error take_record(Connection *connection, MessageView *out, bool *found)
{
    RecordReader *reader = &connection->reader;
    uint8_t type = reader->content_type;
    *found = false;
    if (type == CONTENT_HANDSHAKE) {
        record_reader_add_handshake(reader);
        return ERROR_NONE;
    }
    Error error = check_content(connection, type, reader->view.plaintext);
    *found = !error;
    record_reader_hand_on(reader, type, out);
    return error;
}

Error connection_next(Connection *connection, MessageView *out, bool *found)
{
    RecordReader *reader = &connection->reader;
    if (record_reader_take_ssl2_hello(reader, found)) {
        if (*found)
            record_reader_hand_on(reader, CONTENT_SSL2_HELLO, out);
        return ERROR_NONE;
    }
    for (;;) {
        Error error = record_reader_message(reader, out, found);
        if (error || *found)
            return error;
        error = read_record(reader, found);
        if (error || !*found)
            return error;
        error = take_record(connection, out, found);
        if (error || *found)
            return error;
    }
}

/* Sending */

/* Before a version is agreed on, what the other side's records show that it can read, and in the very first ones as old
   a version as can be, because some old servers read no others (RFC 5246 §E.1). */
static uint16_t sent_version(const Connection *connection)
{
    uint16_t seen = connection->reader.seen_version;
    if (connection->reader.version)
        return connection->reader.version;
    if (!seen)
        return VERSION_TLS_1_0;
    return seen < VERSION_TLS_1_2 ? seen : VERSION_TLS_1_2;
}

static void append_protected(Connection *connection, ContentType type, Bytes fragment)
{
    const Epoch *epoch = &connection->writing;
    Buffer name = BUFFER_EMPTY;
    text_print(&name, "h%d.record.%" PRIu64 ".iv", epoch->keys.handshake, epoch->records);
    protection_seal(epoch->protection, &connection->output, (uint8_t)type, sent_version(connection), fragment,
                    connection->random, text_finish(&name));
    buffer_clear(&name);
}

static void append_record(Connection *connection, ContentType type, Bytes fragment)
{
    if (type == CONTENT_SSL2_HELLO) {
        buffer_append(&connection->output, fragment);
        return;
    }
    const Protection *protection = connection->writing.protection;
    size_t size = protection ? protection_sealed_size(protection, fragment.size) : fragment.size;
    record_header_append(&connection->output, (uint8_t)type, sent_version(connection), size);
    if (protection)
        append_protected(connection, type, fragment);
    else
        buffer_append(&connection->output, fragment);
}

/* Keeps the record that was just appended. Its bytes are pointed to once all of the message's stand. */
static void keep_sent(Connection *connection, const RecordView *record)
{
    connection->sent =
        memory_grown(connection->sent, connection->sent_count, &connection->sent_capacity, sizeof *connection->sent);
    connection->sent[connection->sent_count++] = *record;
}

static void send_record(Connection *connection, ContentType type, Bytes fragment)
{
    size_t start = connection->output.size;
    RecordView record = {.offset = connection->output_offset + start, .plaintext = fragment};
    append_record(connection, type, fragment);
    if (type != CONTENT_SSL2_HELLO)
        epoch_number_record(&connection->writing, &record);
    record.bytes = bytes_of(NULL, connection->output.size - start);
    if (connection->reader.noting)
        keep_sent(connection, &record);
}

static void point_at_output(Connection *connection)
{
    for (int i = 0; i < connection->sent_count; i++) {
        RecordView *record = &connection->sent[i];
        record->bytes.data = connection->output.data + (record->offset - connection->output_offset);
    }
}

size_t connection_fragment_max(const Connection *connection)
{
    size_t limit = record_plaintext_max(connection->writing.limit), own = record_plaintext_max(connection->record_size);
    return own < limit ? own : limit;
}

void connection_send(Connection *connection, ContentType type, Bytes message, MessageView *out)
{
    /* Alerts and change_cipher_spec are never cut: two bytes would be made unreadable for some peers. */
    bool cut = type == CONTENT_HANDSHAKE || type == CONTENT_APPLICATION_DATA;
    size_t limit = cut ? connection_fragment_max(connection) : message.size;
    connection->sent_count = 0;
    for (Bytes rest = message; rest.size > 0;) {
        Bytes fragment = record_fragment_take(&rest, limit);
        send_record(connection, type, fragment);
    }
    point_at_output(connection);
    *out = (MessageView){.content_type = (uint8_t)type,
                         .bytes = message,
                         .encrypted = epoch_is_encrypted(&connection->writing),
                         .records = connection->sent,
                         .record_count = connection->sent_count};
}

void connection_take_output(Connection *connection, size_t size)
{
    size_t taken = size < connection->output.size ? size : connection->output.size;
    buffer_consume(&connection->output, taken);
    connection->output_offset += taken;
}
